//! One choice of a multiple choice: ticked or not.

use super::{Mapped, MappedCode, missing};
use crate::{
    sheet::fold,
    wave::codebook::{Old, OldCode},
};

/// Labels of a choice that was ticked, folded.
const TICKED: [&str; 8] = ["選択した", "選択", "選択あり", "はい", "あり", "○", "yes", "checked"];
/// Labels of one that was not.
const NOT_TICKED: [&str; 8] =
    ["選択していない", "非選択", "選択なし", "いいえ", "なし", "×", "no", "unchecked"];

/// Maps the codes of a tick; `label` is today's choice. Without codes it is 1 and 0.
pub(super) fn map(old: &Old, label: &str) -> Mapped {
    let codes = old.codes.iter().map(|code| MappedCode {
        was: code.code.clone(),
        label: code.label.clone(),
        now: find(code, label),
    });
    let mut mapped = Mapped {
        was: old.name.clone(),
        words: old.words().to_owned(),
        codes: codes.collect(),
        ..Mapped::default()
    };
    if let Some(lost) = mapped.codes.iter().find(|code| code.now.is_none()) {
        mapped.refused = Some(format!(
            "前回の「{}」が、選んだこと（1）か選ばなかったこと（0）か分かりません。コードブックの「今回のコード」に書いてください。",
            format!("{} {}", lost.was, lost.label).trim_end()
        ));
    }
    mapped
}

fn find(code: &OldCode, label: &str) -> Option<i32> {
    if !code.now.is_empty() {
        return code.now.parse().ok().filter(|now| (-3..=1).contains(now));
    }
    let was = fold(&code.label);
    let is_one_of = |words: &[&str]| words.iter().any(|word| fold(word) == was);
    if is_one_of(&TICKED) || (!was.is_empty() && was == fold(label)) {
        return Some(1);
    }
    if is_one_of(&NOT_TICKED) {
        return Some(0);
    }
    match code.code.as_str() {
        "1" => Some(1),
        "0" => Some(0),
        other => missing(other, &code.label),
    }
}
