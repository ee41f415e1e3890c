//! What may change while a survey runs: wordings and additions, never the meaning of a code.
//!
//! A machine cannot tell a better wording from another meaning. So it lets pass what hardly
//! differs (see [`wording`]), and for the rest asks the author to say so: `was:` beside the new
//! wording repeats the old one, and thereby confirms that both mean the same. Labels that change
//! places among codes are refused in any case.

mod wording;

use super::definition::{Choice, Form, Kind, Question, Row, Text};
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
        let (before, after) = (before.get(Lang::Ja), after.get(Lang::Ja));
        let confirmed = self
            .new
            .reworded
            .get(key)
            .is_some_and(|former| former.iter().any(|words| wording::same(words, before)));
        if confirmed || wording::alike(before, after) {
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

fn shown(label: &Text) -> &str {
    label.get(Lang::Ja)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fixture::changed;

    /// The refusals of a running survey for a form changed like this.
    fn refusals(changes: &[(&str, &str)]) -> Vec<String> {
        let old = changed(&[]).unwrap();
        compatible(&old, &changed(changes).unwrap()).err().unwrap_or_default()
    }

    #[test]
    fn fixes_of_wording_and_additions_are_taken() {
        let taken = [
            ("label: 道路と橋", "label: \"{道路|どうろ}と橋\""),
            ("これからも住み続けたいですか。", "これからも、住み続けたいですか？"),
            (
                "{code: 2, label: 女性}",
                "{code: 2, label: 女性}\n          - {code: 3, label: その他の性}",
            ),
            (
                "{id: m01, label: 道路と橋}",
                "{id: m01, label: 道路と橋}\n    - {id: m03, label: 公園}",
            ),
            ("max: 20", "max: 30"),
            ("max_length: 20", "max_length: 40"),
            (
                "      - id: ideas",
                "      - {id: more, kind: text, text: ほかに}\n      - id: ideas",
            ),
            ("required: remind", "required: \"yes\""),
            (
                "      - id: guide\n        kind: note\n        text: ここからは町の暮らしについて伺います。\n",
                "",
            ),
        ];
        for change in taken {
            assert_eq!(refusals(&[change]), Vec::<String>::new(), "{change:?}");
        }
    }

    #[test]
    fn whatever_changes_what_stored_answers_mean_is_refused_with_the_reason() {
        for (from, to, reason) in [
            ("label: 男性", "label: 女の人", "「男性」から「女の人」に変わり"),
            ("          - {code: 1, label: 男性}\n", "", "選択肢 1「男性」がなくなって"),
            ("    - {id: m01, label: 道路と橋}\n", "", "行 m01「道路と橋」がなくなって"),
            ("stem: sat", "stem: satis", "stem が変わって"),
            ("max: 10\n", "max: 5\n", "段階"),
            ("max: 20\n", "max: 19\n", "範囲"),
            ("max: 2\n", "max: 3\n", "選べる数"),
            ("unit: 人", "unit: 世帯", "単位"),
            ("show_if: stay = 2", "show_if: stay <> 1", "show_if"),
            (
                "show_if: AND(stay = 2, HAS(leave_why, 1))",
                "show_if: AND(stay = 2, HAS(leave_why, 2))",
                "show_if",
            ),
            ("{code: 3, label: その他, other: true}", "{code: 3, label: その他}", "記入欄"),
            ("max_length: 20", "max_length: 10", "文字数"),
            (
                "kind: text\n        text: ご意見を自由にお書きください。\n        lines: 5",
                "kind: number\n        min: 0\n        max: 9\n        text: ご意見を自由にお書きください。",
                "種類",
            ),
            ("id: commute", "id: commuting", "設問「commute」がなくなって"),
            ("form: town-survey", "form: city-survey", "form の名前"),
        ] {
            let said = refusals(&[(from, to)]);
            assert!(!said.is_empty(), "{from}");
            assert!(said.iter().all(|line| line.contains(reason)), "{from}: {said:?}");
        }
    }

    #[test]
    fn a_new_wording_is_taken_when_its_author_repeats_the_old_one() {
        let new = [("label: 男性}", "label: 男の方, was: 男性}")];
        assert_eq!(refusals(&new), Vec::<String>::new());
        let stale = [("label: 男性}", "label: 男の方, was: 男子}")];
        assert_eq!(refusals(&stale).len(), 1);
        let shared = [("label: 満足, score: 2}", "label: よい, was: 満足, score: 2}")];
        assert_eq!(refusals(&shared), Vec::<String>::new());
        let row = [("label: 道路と橋}", "label: 交通の便, was: 道路と橋}")];
        assert_eq!(refusals(&row), Vec::<String>::new());
        let question = [(
            "        text: どこで働きたいですか。\n",
            "        text: 働きたい場所はどちらですか。\n        was: どこで働きたいですか。\n",
        )];
        assert_eq!(refusals(&question), Vec::<String>::new());
    }

    #[test]
    fn labels_that_change_places_are_refused_even_when_confirmed() {
        let said = refusals(&[
            ("{code: 1, label: 男性}", "{code: 1, label: 女性, was: 男性}"),
            ("{code: 2, label: 女性}", "{code: 2, label: 男性, was: 女性}"),
        ]);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].contains("これまで選択肢 2 のものでした"), "{said:?}");
    }

    #[test]
    fn labels_that_change_places_in_a_translation_are_refused() {
        let old = crate::form::fixture::form();
        let mut files = crate::form::fixture::files();
        files[2].1 = files[2].1.replace("{1: Male, 2: Female,", "{1: Female, 2: Male,");
        let new = crate::form::load(&files).unwrap();
        let said = compatible(&old, &new).unwrap_err();
        assert!(said[0].contains("English"), "{said:?}");
        files[2].1 = files[2].1.replace("{1: Female, 2: Male,", "{1: Men, 2: Women,");
        assert_eq!(compatible(&old, &crate::form::load(&files).unwrap()), Ok(()));
    }

    #[test]
    fn a_language_that_people_answer_in_stays() {
        let said = compatible(&crate::form::fixture::form(), &changed(&[]).unwrap()).unwrap_err();
        assert!(said.iter().any(|line| line.contains("やさしい日本語")), "{said:?}");
    }
}
