//! What kind of file it is: by its name, checked against its first bytes.

use super::{Limits, Line, RowProblem, text, workbook};

/// How a zip archive begins, and so an xlsx.
const ZIP: &[u8] = b"PK\x03\x04";
/// How a compound file begins: an old .xls, or a workbook with a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

/// The lines of a file that are not blank, the heading first. The name decides how the file is
/// read and must fit what is inside.
///
/// # Errors
/// What is wrong with the file itself, or with the text of single lines.
pub fn lines(file_name: &str, bytes: &[u8], limits: Limits) -> Result<Vec<Line>, Vec<RowProblem>> {
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    let refuse = |message: &str| Err(vec![RowProblem::file(message)]);
    match ending.as_str() {
        "xlsx" if bytes.is_empty() => Ok(Vec::new()),
        "xlsx" if bytes.starts_with(ZIP) => workbook::lines(bytes, limits),
        "xlsx" if bytes.starts_with(COMPOUND) => refuse(
            "ブックにパスワードが付いているか、古い形式（.xls）のブックの名前だけが .xlsx になっています。Excel で開き、パスワードのない「Excel ブック（.xlsx）」として保存し直してください。",
        ),
        "xlsx" => refuse(
            "名前は .xlsx ですが、中身は Excel のブックではありません。CSV であれば、名前の終わりを .csv にしてください。",
        ),
        "xls" => refuse(
            "古い形式の Excel ブック（.xls）は読めません。Excel で開き、「Excel ブック（.xlsx）」として保存し直してください。",
        ),
        "csv" | "tsv" | "txt" if bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND) => refuse(
            "名前は CSV ですが、中身は Excel のブックです。Excel で開き、「Excel ブック（.xlsx）」か「CSV UTF-8」として保存し直してください。",
        ),
        "csv" | "tsv" | "txt" => text::lines(bytes, limits),
        _ => refuse("読めるのは CSV（.csv、.tsv、.txt）と Excel ブック（.xlsx）です。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::tests::LIMITS;

    #[test]
    fn a_file_that_is_not_what_its_name_says_is_refused() {
        for (file_name, bytes, word) in [
            ("a.csv", &b"PK\x03\x04rest"[..], "中身は Excel"),
            ("a.CSV", &b"\xD0\xCF\x11\xE0rest"[..], "中身は Excel"),
            ("a.xlsx", &b"serial,district\n1,a\n"[..], "ではありません"),
            ("a.xlsx", &b"\xD0\xCF\x11\xE0rest"[..], "パスワード"),
            ("a.xlsx", &b"PK\x03\x04broken"[..], "壊れて"),
            ("a.xls", &b"\xD0\xCF\x11\xE0rest"[..], "古い形式"),
            ("a.pdf", &b"%PDF"[..], "読めるのは"),
            ("participants", &b"serial"[..], "読めるのは"),
        ] {
            let problems = lines(file_name, bytes, LIMITS).expect_err("another kind of file");
            assert_eq!((problems.len(), problems[0].line), (1, None));
            let message = &problems[0].message;
            assert!(message.contains(word), "{file_name}: {message}");
        }
    }
}
