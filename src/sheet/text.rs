//! CSV, with commas or tabs, in UTF-8 or in the CP932 that Japanese Excel saves.

use std::borrow::Cow;

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};

use super::{Limits, Line, RowProblem};

/// The lines of a text file that are not blank.
pub(super) fn lines(bytes: &[u8], limits: Limits) -> Result<Vec<Line>, Vec<RowProblem>> {
    let text = decode(bytes)?;
    let first = text.lines().find(|line| !line.trim().is_empty());
    let tabs = first.is_some_and(|first| first.contains('\t'));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(text.as_bytes());

    let mut lines = Vec::new();
    let mut problems = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut end = 0;
    let mut breaks = 0;
    loop {
        // A record ends at the CR of CR LF; its LF begins no line.
        let halved = text[..end].ends_with('\r') && text[end..].starts_with('\n');
        let start = end + usize::from(halved);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                return Err(vec![RowProblem::file(format!("CSV として読めません（{error}）。"))]);
            }
        }
        end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let raw = text.get(start..end).unwrap_or_default();
        // The reader counts neither the blank lines it skips nor bare carriage returns, so the
        // line of a record is counted here.
        let body = raw.trim_start_matches(['\r', '\n']);
        let number = 1 + breaks + line_breaks(&raw[..raw.len() - body.len()]);
        breaks += line_breaks(raw);
        if body.matches('"').count() % 2 == 1 {
            problems.push(RowProblem::at(
                number,
                "引用符（\"）が閉じていません。この行から後が1つの欄になっていないか、お確かめください。",
            ));
        }
        let line = Line { number, cells: record.iter().map(str::to_owned).collect() };
        if !line.is_blank() {
            lines.push(line);
        }
        // One heading and one line too many are enough for the caller to see that it is too much.
        if lines.len() > limits.rows + 1 {
            break;
        }
    }
    if problems.is_empty() { Ok(lines) } else { Err(problems) }
}

/// The text in whatever encoding it is: by its byte order mark, else UTF-8, else CP932.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Vec<RowProblem>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if broken { Err(undecodable(encoding, bytes)) } else { Ok(text) };
    }
    let undecoded = [UTF_8, SHIFT_JIS].map(|encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        text.filter(|text| !text.contains('\0')).ok_or(encoding)
    });
    match undecoded {
        [Ok(text), _] | [_, Ok(text)] => Ok(text),
        [Err(utf8), Err(cp932)] => {
            let candidates = [undecodable(utf8, bytes), undecodable(cp932, bytes)];
            // The encoding it was meant in is the one that fails on fewer lines.
            Err(candidates.into_iter().min_by_key(Vec::len).unwrap_or_default())
        }
    }
}

/// The lines that are not text in this encoding. A line feed is never part of a longer character
/// in UTF-8 or CP932, so that lines can be tried one by one.
fn undecodable(encoding: &'static Encoding, bytes: &[u8]) -> Vec<RowProblem> {
    let readable = |line: &[u8]| {
        encoding
            .decode_without_bom_handling_and_without_replacement(line)
            .is_some_and(|text| !text.contains('\0'))
    };
    bytes
        .split(|byte| *byte == b'\n')
        .zip(1..)
        .filter(|(line, _)| !readable(line))
        .map(|(_, number)| {
            RowProblem::at(
                number,
                "文字として読めない部分があります。Excel で開き、「CSV UTF-8」として保存し直してください。",
            )
        })
        .collect()
}

/// Ends of lines: CR LF, LF, or a bare CR.
fn line_breaks(text: &str) -> usize {
    let bare = text.matches('\r').count() - text.matches("\r\n").count();
    text.matches('\n').count() + bare
}

#[cfg(test)]
mod tests {
    use encoding_rs::SHIFT_JIS;

    use super::*;
    use crate::sheet::tests::LIMITS;

    fn read(bytes: &[u8]) -> Vec<Line> {
        lines(bytes, LIMITS).expect("a readable file")
    }

    fn numbers(text: &str) -> Vec<usize> {
        read(text.as_bytes()).iter().map(|line| line.number).collect()
    }

    #[test]
    fn lines_are_counted_as_an_editor_shows_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "", "1,\"x", "y\"", "2,z", ",", "3,w", ""].join(end);
            assert_eq!(numbers(&text), [1, 4, 6, 8], "lines that end in {end:?}");
        }
    }

    #[test]
    fn quoted_cells_hold_commas_quotes_and_line_ends() {
        let lines = read(b"a,b\n\"1,\"\"2\"\"\n3\",4\n");
        assert_eq!(lines[1].cells, ["1,\"2\"\n3", "4"]);
    }

    #[test]
    fn the_same_list_is_read_from_every_encoding_and_separator() {
        let list = "整理番号,地区,年齢階級,性別\n1,府本,70歳以上,女性\n2,﨑～―①㈱,不明,男性\n";
        let expected = read(list.as_bytes());
        assert_eq!(expected[2].cells, ["2", "﨑～―①㈱", "不明", "男性"]);
        let bom = format!("\u{feff}{list}");
        let (cp932, _, _) = SHIFT_JIS.encode(list);
        let tabs = list.replace(',', "\t");
        let utf16: Vec<u8> =
            format!("\u{feff}{tabs}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(bom.as_bytes()), expected);
        assert_eq!(read(&cp932), expected);
        assert_eq!(read(tabs.as_bytes()), expected);
        assert_eq!(read(&utf16), expected);
    }

    #[test]
    fn bytes_that_are_no_text_are_told_by_line() {
        let utf8 = b"serial,district\n1,\xe8\x8d\x92\xe5\xb0\xbe\n2,\xff\xff\n3,a\n";
        let (cp932, _, _) = SHIFT_JIS.encode("整理番号,地区\n1,荒尾\n2,万田\n");
        let cp932 = [&cp932[..], b"3,\xff\xff\n"].concat();
        let broken = |bytes: &[u8]| -> Vec<Option<usize>> {
            let problems = lines(bytes, LIMITS).expect_err("undecodable bytes");
            assert!(problems.iter().all(|problem| problem.message.contains("読めない")));
            problems.iter().map(|problem| problem.line).collect()
        };
        assert_eq!(broken(utf8), [Some(3)]);
        assert_eq!(broken(&cp932), [Some(4)]);
        assert_eq!(broken(b"serial,district\n\0\0,\x01\n"), [Some(2)]);
    }

    #[test]
    fn a_quote_that_never_closes_is_told_where_it_opened() {
        let file = b"serial,district\n1,a\n2,\"b\n3,c\n4,d\n";
        let problems = lines(file, LIMITS).expect_err("an open quote");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].line, Some(3));
        assert!(problems[0].message.contains("引用符"));
    }
}
