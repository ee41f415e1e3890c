//! What may change while a survey runs: wordings and additions, never the meaning of a code.
//!
//! A machine cannot tell a better wording from another meaning. So it lets pass what hardly
//! differs (see `compare/wording.rs`), and for the rest asks the author to say so: `was:` beside the new
//! wording repeats the old one, and thereby confirms that both mean the same. Labels that change
//! places among codes are refused in any case.

mod wording;

use std::borrow::Cow;

use super::definition::{Choice, Form, Kind, Question, Row, Text};
use super::ruby::plain;
use crate::text::Lang;

/// Whether a new version may take the place of the old one while answers come in.
///
/// # Errors
/// Every change that is refused, each as a Japanese sentence that says why and what to do.
pub fn compatible(old: &Form, new: &Form) -> Result<(), Vec<String>> {
    let mut refusals = Vec::new();
    if old.id != new.id {
        refusals.push(format!(
            "form の名前が「{}」から「{}」に変わっています。別の調査票として作ってください。",
            old.id, new.id
        ));
    }
    for lang in old.languages.iter().filter(|lang| !new.languages.contains(lang)) {
        refusals.push(format!(
            "{}がなくなっています。この言語で答えている途中の方がいるかもしれないので、残してください。",
            lang.name()
        ));
    }
    // A note holds no answer: it may change and go.
    for before in old.questions().filter(|question| question.kind != Kind::Note) {
        match new.question(&before.id) {
            Some(after) => Pair { old, new, before, after, refusals: &mut refusals }.compare(),
            None => refusals.push(format!(
                "設問「{}」がなくなっています。集めた答えの行き先がなくなるので、元に戻してください。",
                before.id
            )),
        }
    }
    if refusals.is_empty() { Ok(()) } else { Err(refusals) }
}

/// A question before and after.
struct Pair<'f> {
    old: &'f Form,
    new: &'f Form,
    before: &'f Question,
    after: &'f Question,
    refusals: &'f mut Vec<String>,
}

impl Pair<'_> {
    fn compare(&mut self) {
        let (before, after) = (self.before, self.after);
        let id = &before.id;
        if conditions(self.old, id) != conditions(self.new, id) {
            self.refuse("の表示条件（show_if）が変わっています。聞かれた人の範囲が前後で違ってしまうので、元に戻してください。");
        }
        self.wording("の文", id, &before.text, &after.text);
        if before.filled != after.filled {
            self.refuse("の filled が変わっています。聞かれた人の範囲が前後で違ってしまうので、元に戻してください。");
        }
        match (&before.kind, &after.kind) {
            (Kind::Single { choices: old }, Kind::Single { choices: new }) => {
                self.choices(old, new);
            }
            (
                Kind::Multiple { choices: old, max: old_max },
                Kind::Multiple { choices: new, max: new_max },
            ) => {
                if old_max != new_max {
                    self.refuse("の選べる数（max）が変わっています。前後の答えを一緒に数えられなくなるので、元に戻してください。");
                }
                self.choices(old, new);
            }
            (
                Kind::Matrix { stem: old_stem, rows: old_rows, choices: old },
                Kind::Matrix { stem: new_stem, rows: new_rows, choices: new },
            ) => {
                if old_stem != new_stem {
                    self.refuse("の stem が変わっています。変数名が変わってしまうので、元に戻してください。");
                }
                self.rows(old_stem, old_rows, new_rows);
                self.choices(old, new);
            }
            (
                Kind::Scale { min, max, low, high },
                Kind::Scale { min: new_min, max: new_max, low: new_low, high: new_high },
            ) => {
                if (min, max) != (new_min, new_max) {
                    self.refuse("の段階（min・max）が変わっています。同じ数字の重みが変わってしまうので、元に戻してください。");
                }
                self.wording("の low", id, low, new_low);
                self.wording("の high", id, high, new_high);
            }
            (
                Kind::Number { min, max, unit },
                Kind::Number { min: new_min, max: new_max, unit: new_unit },
            ) => {
                if new_min > min || new_max < max {
                    self.refuse("の範囲（min・max）が狭くなっています。すでにある答えが外れるかもしれないので、広げるだけにしてください。");
                }
                self.wording("の単位", id, unit, new_unit);
            }
            (Kind::Text { max_length: old, .. }, Kind::Text { max_length: new, .. }) => {
                if new < old {
                    self.refuse("の文字数（max_length）が短くなっています。書きかけの文が入らなくなるので、伸ばすだけにしてください。");
                }
            }
            _ => self.refuse("の種類（kind）が変わっています。新しい id の設問を足してください。"),
        }
    }

    fn choices(&mut self, old: &[Choice], new: &[Choice]) {
        let labels = |choices: &[Choice]| -> Vec<(String, Text)> {
            choices.iter().map(|choice| (choice.code.to_string(), choice.label.clone())).collect()
        };
        self.exchanged("選択肢", &labels(old), &labels(new));
        for before in old {
            let code = before.code;
            let Some(after) = new.iter().find(|choice| choice.code == code) else {
                self.refuse(&format!(
                    "の選択肢 {code}「{}」がなくなっています。すでに選んだ方がいるかもしれないので、元に戻してください。",
                    shown(&before.label)
                ));
                continue;
            };
            if before.other && !after.other {
                self.refuse(&format!(
                    "の選択肢 {code} の記入欄（other）がなくなっています。書かれた文の行き先がなくなるので、元に戻してください。"
                ));
            }
            let key = format!("{}.{code}", self.before.id);
            self.wording(&format!("の選択肢 {code}"), &key, &before.label, &after.label);
        }
    }

    fn rows(&mut self, stem: &str, old: &[Row], new: &[Row]) {
        let labels = |rows: &[Row]| -> Vec<(String, Text)> {
            rows.iter().map(|row| (row.id.clone(), row.label.clone())).collect()
        };
        self.exchanged("行", &labels(old), &labels(new));
        for before in old {
            let id = &before.id;
            match new.iter().find(|row| row.id == *id) {
                Some(after) => {
                    let key = format!("{stem}_{id}");
                    self.wording(&format!("の行 {id}"), &key, &before.label, &after.label);
                }
                None => self.refuse(&format!(
                    "の行 {id}「{}」がなくなっています。集めた答えの行き先がなくなるので、元に戻してください。",
                    shown(&before.label)
                )),
            }
        }
    }

    /// Refuses a label that has moved to another code or row, in any language.
    fn exchanged(&mut self, what: &str, old: &[(String, Text)], new: &[(String, Text)]) {
        let find = |id: &str| old.iter().find(|(before, _)| before == id).map(|(_, text)| text);
        for (id, after) in new {
            for (other, theirs) in old.iter().filter(|(other, _)| other != id) {
                let moved = after.0.iter().find(|(lang, words)| {
                    let had = |text: Option<&Text>| {
                        text.and_then(|text| text.0.get(lang))
                            .is_some_and(|before| wording::same(before, words))
                    };
                    had(Some(theirs)) && !had(find(id))
                });
                if let Some((lang, words)) = moved {
                    let words = plain(words);
                    self.refuse(&format!(
                        "の{what} {id} のラベル「{words}」（{}）は、これまで{what} {other} のものでした。集めた答えの意味が入れ替わってしまうので、元に戻してください。",
                        lang.name()
                    ));
                }
            }
        }
    }

    /// Refuses another Japanese wording, unless it hardly differs or `was:` confirms it.
    /// Translations follow the Japanese and may be improved freely.
    fn wording(&mut self, what: &str, key: &str, before: &Text, after: &Text) {
        let (before, after) = (shown(before), shown(after));
        let confirmed = self
            .new
            .reworded
            .get(key)
            .is_some_and(|former| former.iter().any(|words| wording::same(words, &before)));
        if confirmed || wording::alike(&before, &after) {
            return;
        }
        self.refuse(&format!(
            "{what}が「{before}」から「{after}」に変わり、意味が変わったように見えます。意味が違うなら、元の文に戻して、新しいものを足してください。同じ意味のまま言い直したのなら、新しい文のそばに「was: \"{before}\"」と書き足してください。"
        ));
    }

    fn refuse(&mut self, what: &str) {
        self.refusals.push(format!("設問「{}」{what}", self.before.id));
    }
}

/// The conditions under which a question is asked: its section's and its own.
fn conditions(form: &Form, question: &str) -> Vec<String> {
    form.sections
        .iter()
        .flat_map(|section| section.questions.iter().map(move |own| (section, own)))
        .find(|(_, own)| own.id == question)
        .into_iter()
        .flat_map(|(section, own)| section.show_if.iter().chain(&own.show_if))
        .map(ToString::to_string)
        .collect()
}

/// The Japanese words without furigana: the office reads them, and may repeat them in `was:`.
fn shown(text: &Text) -> Cow<'_, str> {
    plain(text.get(Lang::Ja))
}

#[cfg(test)]
mod tests;
