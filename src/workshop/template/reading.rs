//! What a file has to be to be read at all, said so that its author can mend it.

use serde::de::DeserializeOwned;
use serde_saphyr::Error;

use crate::form::Problem;

/// Reads a file as it is written, or says where it is not.
pub fn read<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Vec<Problem>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    serde_saphyr::from_str(text).map_err(|cause| {
        let line = cause.location().map_or(1, |location| location.line());
        vec![problem(name, line, sentence(cause.without_snippet()))]
    })
}

/// A mistake in the file of a template.
pub fn problem(name: &str, line: u64, message: String) -> Problem {
    let line = usize::try_from(line).unwrap_or_default().max(1);
    Problem { file: format!("{name}.yaml"), line, message }
}

fn sentence(cause: &Error) -> String {
    match cause {
        Error::SerdeUnknownField { field, expected, .. } => format!(
            "「{field}」という項目はありません。ここに書けるのは {} です。",
            expected.join("・")
        ),
        Error::SerdeMissingField { field, .. } => format!("「{field}」がありません。"),
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            format!("「{variant}」は使えません。{} のどれかにしてください。", expected.join("・"))
        }
        Error::DuplicateMappingKey { key: Some(key), .. } => {
            format!("「{key}」が2回あります。1つにしてください。")
        }
        Error::InvalidScalar { .. } => {
            "この値は読めません。数は 30 のように、はい・いいえは true・false と書いてください。"
                .into()
        }
        Error::SerdeInvalidType { .. } | Error::Unexpected { .. } => {
            "書き方が違います。字下げと、値の種類（文、数、並び）を確かめてください。".into()
        }
        _ => "YAML として読めません。この行か前の行の、字下げ・引用符・かっこを確かめてください。"
            .into(),
    }
}
