//! What a running survey takes and refuses.

use super::*;
use crate::form::{
    fixture::{self, changed},
    load,
};

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
        ("{id: m01, label: 道路と橋}", "{id: m01, label: 道路と橋}\n    - {id: m03, label: 公園}"),
        ("max: 20", "max: 30"),
        ("max_length: 20", "max_length: 40"),
        ("      - id: ideas", "      - {id: more, kind: text, text: ほかに}\n      - id: ideas"),
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
fn furigana_may_be_added_to_a_published_form_and_taken_away() {
    let text = include_str!("../../../forms/resident-survey/form.yaml")
        .replace("[ja, ja-easy, en]", "[ja]");
    let lwci = include_str!("../../../forms/indicators/lwci.yaml");
    let beside = [("lwci.yaml".to_owned(), lwci.to_owned())];
    let read = |text: &str| load(&[("form.yaml".to_owned(), text.to_owned())], &beside).unwrap();
    let (with, without) = (read(&text), read(&plain(&text)));
    let title = |form: &Form| form.title.get(Lang::Ja).to_owned();
    assert_ne!(title(&with), title(&without));
    assert_eq!(compatible(&without, &with), Ok(()));
    assert_eq!(compatible(&with, &without), Ok(()));
}

#[test]
fn whatever_changes_what_stored_answers_mean_is_refused_with_the_reason() {
    for (from, to, reason) in [
        ("label: 男性", "label: 女の人", "「男性」から「女の人」に変わり"),
        ("          - {code: 1, label: 男性}\n", "", "選択肢 1「男性」がなくなって"),
        ("    - {id: m01, label: 道路と橋}\n", "", "行 m01「道路と橋」がなくなって"),
        (
            "        text: 次のこと",
            "        stem: lives\n        text: 次のこと",
            "stem が変わって",
        ),
        (
            "indicator: town\n        text: 今、どのくらい幸せですか。\n        min: 0\n        max: 10\n",
            "text: 今、どのくらい幸せですか。\n        min: 0\n        max: 5\n",
            "段階",
        ),
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
fn a_refusal_repeats_the_wordings_without_furigana_and_was_may_too() {
    let old = changed(&[("label: 男性}", "label: \"{男性|だんせい}\"}")]).unwrap();
    let refused = |label: &str| {
        let new = changed(&[("label: 男性}", &format!("label: {label}}}"))]).unwrap();
        compatible(&old, &new).err().unwrap_or_default()
    };
    let said = refused("\"{男|おとこ}の{方|かた}\"");
    assert!(said[0].contains("「男性」から「男の方」に"), "{said:?}");
    assert!(said[0].contains("「was: \"男性\"」"), "{said:?}");
    assert_eq!(refused("\"{男|おとこ}の{方|かた}\", was: \"男性\""), Vec::<String>::new());
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
    let old = fixture::form();
    let mut files = fixture::files();
    files[2].1 = files[2].1.replace("{1: Male, 2: Female,", "{1: Female, 2: Male,");
    let new = load(&files, &fixture::indicators()).unwrap();
    let said = compatible(&old, &new).unwrap_err();
    assert!(said[0].contains("English"), "{said:?}");
    files[2].1 = files[2].1.replace("{1: Female, 2: Male,", "{1: Men, 2: Women,");
    assert_eq!(compatible(&old, &load(&files, &fixture::indicators()).unwrap()), Ok(()));
}

#[test]
fn a_language_that_people_answer_in_stays() {
    let said = compatible(&fixture::form(), &changed(&[]).unwrap()).unwrap_err();
    assert!(said.iter().any(|line| line.contains("やさしい日本語")), "{said:?}");
}
