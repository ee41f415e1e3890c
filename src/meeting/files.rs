//! The comments of a meeting as CSV: UTF-8 with BOM, CRLF, one line a comment, in every state.

use csv::{Error, Terminator, WriterBuilder};

use super::comments::Listed;
use crate::sheet::guarded;

/// The headings, also of the sheet コメント.
pub const HEADINGS: [&str; 12] = [
    "番号",
    "報告会",
    "テーマ",
    "種類",
    "参加者",
    "日",
    "意見",
    "状態",
    "理由",
    "返信した課",
    "返信",
    "返信した日",
];

/// The cells of a line, in the order of [`HEADINGS`], not guarded.
pub fn cells(listed: &Listed) -> [String; 12] {
    let Listed { meeting, theme, key, comment } = listed;
    let reply = comment.reply.as_ref();
    [
        key.clone(),
        meeting.clone(),
        theme.clone(),
        comment.kind.label().into(),
        if comment.participant { "参加者" } else { "" }.into(),
        comment.day.to_string(),
        comment.text.clone(),
        comment.state.label().into(),
        comment.reason.clone(),
        reply.map(|reply| reply.section.clone()).unwrap_or_default(),
        reply.map(|reply| reply.text.clone()).unwrap_or_default(),
        reply.map(|reply| reply.on.to_string()).unwrap_or_default(),
    ]
}

/// The file.
///
/// # Errors
/// None: it is written into memory.
pub fn comments(listed: &[Listed]) -> Result<Vec<u8>, Error> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(&mut out);
    csv.write_record(HEADINGS)?;
    for line in listed {
        csv.write_record(cells(line).map(|cell| guarded(&cell).into_owned()))?;
    }
    csv.flush()?;
    drop(csv);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{
        Comment, Kind,
        comments::{Reply, State},
    };

    #[test]
    fn a_line_says_all_of_a_comment_and_no_cell_is_a_formula() {
        let day = chrono::NaiveDate::from_ymd_opt(2027, 2, 1).expect("a day");
        let reply = Reply {
            section: "都市計画課".into(), text: "4月からです。".into(), on: day
        };
        let comment = Comment {
            id: "c".into(),
            number: 3,
            kind: Kind::Question,
            text: "=いつから\r\nですか".into(),
            participant: true,
            day,
            state: State::Shown,
            reason: String::new(),
            wants_mail: false,
            reply: Some(reply),
        };
        let listed =
            Listed {
                meeting: "報告会".into(), theme: "海辺".into(), key: "1-003".into(), comment
            };
        let text = String::from_utf8(comments(&[listed]).expect("a file")).expect("text");
        let line = text.lines().nth(1).expect("a line");
        assert_eq!(
            line,
            "1-003,報告会,海辺,質問,参加者,2027-02-01,'=いつから ですか,掲載,,都市計画課,4月からです。,2027-02-01"
        );
    }
}
