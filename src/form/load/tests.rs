//! Reading whole forms, sound and broken.

use proptest::prelude::*;

use super::*;
use crate::form::definition::{Filled, Kind};
use crate::form::fixture::{self, changed, shown};
use crate::text::Lang;

/// The problems of the fixture after a change, without `form.yaml:`.
fn problems(change: (&str, &str)) -> Vec<String> {
    let problems = changed(&[change]).err().unwrap_or_default();
    problems.iter().map(|problem| problem.to_string().replace("form.yaml:", "")).collect()
}

#[test]
fn a_form_is_read_with_its_languages_sets_and_numbers() {
    let form = fixture::form();
    assert_eq!(form.languages, [Lang::Ja, Lang::JaEasy, Lang::En]);
    let numbers: Vec<_> = form.questions().map(|question| question.number).collect();
    assert_eq!(numbers[..5], [Some(1), Some(2), Some(3), None, Some(4)]);
    let satisfied = form.question("satisfied").unwrap();
    let Kind::Matrix { stem, rows, choices } = &satisfied.kind else { panic!("no matrix") };
    assert_eq!(stem, "sat");
    assert_eq!(rows[1].label.get(Lang::En), "Water supply");
    assert_eq!(choices[0].label.get(Lang::JaEasy), "いい");
    assert_eq!((choices[0].score, choices[3].score), (Some(2), None));
    let of_town = |question: &str| form.question(question).unwrap().indicator.as_deref();
    assert_eq!(
        (of_town("life"), of_town("happy"), of_town("stay")),
        (Some("town"), Some("town"), None)
    );
}

#[test]
fn a_form_says_how_it_is_reported() {
    let report = fixture::form().report;
    assert_eq!(report.breakdowns, ["stay"]);
    assert_eq!(report.frame, None);
    let priorities = report.priorities.unwrap();
    assert_eq!((priorities.satisfaction.as_str(), priorities.importance.as_str()), ("sat", "imp"));
    let frame = "report:\n  frame: {district: stay, age_band: sex, sex: sex}";
    let frame = changed(&[("report:", frame)]).unwrap().report.frame.unwrap();
    assert_eq!((frame.district.as_str(), frame.age_band.as_str()), ("stay", "sex"));
}

#[test]
fn questions_stand_beside_those_of_another_form_that_asks_alike() {
    let class = include_str!("../../../tests/it/forms/class-survey/form.yaml");
    let class = class.replace("[ja, en]", "[ja]");
    let load = |class: &str| {
        let files = [("form.yaml".to_owned(), class.to_owned())];
        load_beside(&files, &[], |name| (name == "town-survey").then(fixture::form))
    };
    let beside = load(&class).expect("the form").report.beside.expect("a twin");
    assert_eq!(beside.form, "town-survey");
    assert_eq!((&*beside.questions[0].here, &*beside.questions[0].there), ("like", "stay"));
    for (twin, words) in [
        ("{like: sty}", "「sty」という設問はありません。もしかして「stay」"),
        ("{lik: stay}", "「lik」という設問はありません。もしかして「like」"),
        ("{why: stay}", "「why」は、1つだけ選ぶ設問"),
        ("{after: stay}", "相手の調査票だけにあるコード: 3。"),
        ("[like]", "「名前: 内容」の形"),
    ] {
        let found = load(&class.replace("{like: stay}", twin)).err().unwrap_or_default();
        assert!(found.iter().any(|problem| problem.message.contains(words)), "{twin}: {found:?}");
        assert!(found.iter().all(|problem| problem.line == 15), "{twin}: {found:?}");
    }
    // A form that is not there is not asked.
    let elsewhere = class.replace("town-survey", "other").replace("{like: stay}", "{like: sty}");
    assert!(load(&elsewhere).is_ok());
}

#[test]
fn a_report_names_what_is_in_the_form() {
    for (from, to, words) in [
        ("[stay]", "[sex, sty]", "「sty」という設問はありません。もしかして「stay」"),
        ("[stay]", "[sex, leave_why]", "1つだけ選ぶ設問"),
        ("[stay]", "[sex, stay, sex]", "「sex」が2回"),
        ("satisfaction: sat,", "satisfaction: satisfied,", "stem とする表"),
        ("satisfaction: sat,", "satisfaction: life,", "score がない"),
        ("satisfaction: sat, importance: imp", "satisfaction: sat", "「importance:」がありません"),
    ] {
        let found = problems((from, to));
        assert!(found.iter().any(|problem| problem.contains(words)), "{to}: {found:?}");
    }
    let own_rows = "rows: [{id: m01, label: 道路と橋}, {id: m03, label: 公園}]\n        choices:\n          - {code: 5, label: 重要";
    let found =
        problems(("rows: measures\n        choices:\n          - {code: 5, label: 重要", own_rows));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .any(|problem| problem.contains("「imp」には行「m03」がありますが、「sat」には"))
    );
}

#[test]
fn what_a_class_fills_in_has_no_number() {
    let form = fixture::class_form(&[]).unwrap();
    let filled = form.filled(Filled::Grade).unwrap();
    assert_eq!((filled.id.as_str(), filled.number), ("grade", None));
    assert_eq!(form.question("like").unwrap().number, Some(1));
    assert_eq!(form.care.unwrap().help, ["死にたい", "たすけて"]);
}

#[test]
fn a_form_for_classes_has_both_of_what_they_fill_in_once_and_for_everybody() {
    for (from, to, words) in [
        ("filled: grade", "short: 年", "「filled: grade」の設問も要ります"),
        ("filled: grade", "filled: school", "同じ filled の設問がもう1つ"),
        ("filled: grade", "filled: grad", "school（学校）か grade（学年）"),
        ("filled: grade", "filled: grade\n        show_if: school = 1", "show_if で隠せません"),
        ("kind: text", "kind: text\n        filled: grade", "「filled:」を使えません"),
        ("  help: [死にたい, たすけて]\n  names: [さん, くん]\n", "", "care には help"),
    ] {
        let found = fixture::class_form(&[(from, to)]).unwrap_err();
        assert!(found.iter().any(|problem| problem.to_string().contains(words)), "{to}: {found:?}");
    }
}

#[test]
fn a_form_frozen_before_there_were_reports_has_none() {
    let mut json = serde_json::to_value(fixture::form()).unwrap();
    json.as_object_mut().unwrap().remove("report");
    let form: Form = serde_json::from_value(json).unwrap();
    assert_eq!(form.report, crate::form::Report::default());
}

#[test]
fn a_frozen_form_comes_back_equal() {
    let form = fixture::form();
    let json = serde_json::to_string(&form).unwrap();
    assert!(json.contains(r#""show_if":"AND(stay = 2, HAS(leave_why, 1))""#));
    assert_eq!(serde_json::from_str::<Form>(&json).unwrap(), form);
}

#[test]
fn a_form_frozen_when_its_rows_held_the_indicator_still_opens() {
    let form = fixture::form();
    let mut json = serde_json::to_value(&form).unwrap();
    json["factors"] = serde_json::json!([{"id": "medical", "group": {"ja": "生活環境"}}]);
    for question in json["sections"][3]["questions"].as_array_mut().unwrap() {
        question.as_object_mut().unwrap().remove("indicator");
        if let Some(rows) = question["kind"]["rows"].as_array_mut() {
            for row in rows {
                row["item"] =
                    serde_json::json!({"factor": "medical", "reverse": null, "source": "x"});
            }
        }
    }
    let old: Form = serde_json::from_value(json).unwrap();
    assert!(old.indicators().is_empty());
    assert_eq!(crate::form::compatible(&old, &form), Ok(()));
}

#[test]
fn every_mistake_is_named_at_once_with_file_and_line() {
    let found = shown(&load(&fixture::broken_files(), &fixture::indicators()).unwrap_err());
    let expected = include_str!("../fixture/broken/expected.txt");
    for (got, wanted) in found.lines().zip(expected.lines()) {
        assert_eq!(got, wanted);
    }
    assert_eq!(found.lines().count(), expected.lines().count());
}

#[test]
fn a_route_through_blank_answers_and_ticks_is_not_called_unreachable() {
    for change in [
        ("show_if: AND(stay = 2, HAS(leave_why, 1))", "show_if: NOT(ANSWERED(stay))"),
        ("show_if: stay = 2", "show_if: AND(household >= 3, household < 4)"),
        ("show_if: AND(stay = 2, HAS(leave_why, 1))", "show_if: COUNT(leave_why) = 0"),
        (
            "show_if: AND(stay = 2, HAS(leave_why, 1))",
            "show_if: AND(HAS(leave_why, 8), ANSWERED(leave_why_other8), COUNT(leave_why) = 2)",
        ),
    ] {
        assert_eq!(problems(change), Vec::<String>::new(), "{change:?}");
    }
}

#[test]
fn a_route_that_limits_and_earlier_routes_forbid_is_called_unreachable() {
    for condition in [
        "COUNT(leave_why) = 3",
        "AND(HAS(leave_why, 9), HAS(leave_why, 1))",
        "AND(stay = 1, ANSWERED(leave_why))",
        "AND(stay = 2, ANSWERED(stay_other3))",
        "NOT(OR(stay <= 3, NOT(ANSWERED(stay))))",
        "household > 20",
    ] {
        let change = ("AND(stay = 2, HAS(leave_why, 1))", condition);
        let found = problems(change);
        assert_eq!(found.len(), 1, "{condition}: {found:?}");
        assert!(found[0].contains("どう答えても表示されません"), "{condition}: {found:?}");
    }
}

#[test]
fn conditions_name_the_way_to_write_what_was_meant() {
    for (condition, words) in [
        ("satisfied = 5", "例: sat_m01"),
        ("guide = 1", "答えがありません"),
        ("leave_why_1 = 1", "HAS(leave_why, 1)"),
        ("HAS(leave_why, 7)", "7 はありません"),
        ("stay_other3 = 1", "ANSWERED(stay_other3)"),
        ("COUNT(stay) = 1", "複数回答ではありません"),
        ("household = 40", "1〜20"),
        ("happy = 3", "後の設問"),
        ("ANSWERED(commute)", "堂々めぐり"),
    ] {
        let found = problems(("AND(stay = 2, HAS(leave_why, 1))", condition));
        assert_eq!(found.len(), 1, "{condition}: {found:?}");
        assert!(found[0].contains(words), "{condition}: {found:?}");
    }
}

#[test]
fn a_name_that_other_programs_read_otherwise_is_refused() {
    for (name, words) in [
        ("not", "変数名に使えません"),
        ("Sex", "半角の英小文字"),
        ("性別", "半角の英小文字"),
        ("1st", "英小文字から始めて"),
        ("household", "2回あります"),
        ("sat_m01", "変数名「sat_m01」は"),
    ] {
        let found = problems(("id: sex", &format!("id: {name}")));
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert!(found[0].contains(words), "{name}: {found:?}");
    }
}

#[test]
fn what_a_kind_of_question_cannot_have_is_refused() {
    for (from, to, words) in [
        ("kind: note", "kind: note\n        required: \"yes\"", "「required:」を使えません"),
        ("min: 1\n", "min: -1\n", "0〜32767"),
        ("max: 2\n", "max: 6\n", "1〜5"),
        ("stem: sat", "stem: sat\n        max: 3", "「max:」を使えません"),
        ("rows: measures", "rows: measure", "もしかして「measures」"),
        ("label: 重要, score: 2}", "label: 重要, other: true}", "「other: true」"),
        ("lines: 5", "lines: 0", "1〜40"),
        ("kind: note", "kind: note\n        indicator: town", "「indicator:」を使えません"),
    ] {
        let found = problems((from, to));
        assert_eq!(found.len(), 1, "{to}: {found:?}");
        assert!(found[0].contains(words), "{to}: {found:?}");
    }
}

#[test]
fn what_an_indicator_does_not_know_is_refused_where_the_form_names_it() {
    for (from, to, words) in [
        ("id: w02", "id: w04", "行「w04」は、指標「town」の項目にありません。もしかして「w01」"),
        ("          - {code: 4, label: やや当てはまる}\n", "", "選択肢に 4 がありません"),
        ("id: happy\n", "id: joy\n", "全体の質問にありません"),
        ("max: 10\n        low", "max: 9\n        low", "0〜10 です"),
        ("indicator: town\n        rows", "indicator: twon\n        rows", "もしかして「town」"),
        ("stem: sat", "stem: sat\n        indicator: town", "行「m01」は"),
    ] {
        let found = problems((from, to));
        assert!(found.iter().any(|problem| problem.contains(words)), "{to}: {found:?}");
    }
}

#[test]
fn an_item_that_is_asked_twice_is_told() {
    let again = "kind: scale\n        indicator: town";
    let matrix = "kind: matrix\n        indicator: town\n        rows: life\n        choices: life";
    let sets = "choice_sets:\n  life: [{code: 1, label: a}, {code: 2, label: b}, {code: 3, label: c}, {code: 4, label: d}, {code: 5, label: e}]";
    let twice = format!(
        "{matrix}\n        text: もう一度\n      - id: happy\n        text: 今、どのくらい幸せですか。\n        {again}"
    );
    let found = changed(&[
        ("choice_sets:", sets),
        ("id: happy\n", "id: again\n"),
        (&format!("{again}\n        text: 今、どのくらい幸せですか。"), &twice),
    ]);
    let found = shown(&found.unwrap_err());
    assert!(
        found.contains("設問「again」の項目「w01」は、設問「life」でも聞いています。"),
        "{found}"
    );
}

#[test]
fn a_mistake_in_an_indicator_that_the_form_names_is_told_with_its_file() {
    let broken = [("town.yaml".into(), fixture::INDICATOR.replace("\"yes\"", "maybe"))];
    let found = shown(&load(&fixture::files(), &broken).unwrap_err());
    assert_eq!(
        found,
        "../indicators/town.yaml:16: reverse は \"yes\"・\"no\"・\"unset\" のどれかです。\n"
    );
    let found = shown(&load(&fixture::files(), &[]).unwrap_err());
    assert!(found.contains("indicators/town.yaml がありません"), "{found}");
}

#[test]
fn furigana_without_quotes_gets_a_sentence_about_quotes() {
    let found = problems(("text: 今、どのくらい", "text: {今|いま}、どのくらい"));
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("ふりがな"), "{found:?}");
}

#[test]
fn a_form_without_its_main_file_or_with_a_stray_file_is_refused() {
    let found = load(&[], &[]).unwrap_err();
    assert!(found[0].message.contains("form.yaml がありません"));
    let mut files = fixture::files();
    files.push(("memo.yaml".into(), "a: 1".into()));
    assert_eq!(load(&files, &fixture::indicators()).unwrap_err().len(), 1);
    files.pop();
    files.retain(|(name, _)| name != "en.yaml");
    assert_eq!(
        shown(&load(&files, &fixture::indicators()).unwrap_err()),
        "form.yaml:2: Englishのファイル en.yaml がありません。\n"
    );
}

/// The blocks of YAML in the documentation.
fn documented() -> Vec<&'static str> {
    let blocks = include_str!("../../../docs/forms.md").split("```yaml\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap()).collect()
}

#[test]
fn the_examples_of_the_documentation_are_sound() {
    let (indicators, forms): (Vec<&str>, Vec<&str>) =
        documented().into_iter().partition(|block| block.starts_with("indicator:"));
    let (whole, parts): (Vec<&str>, Vec<&str>) =
        forms.into_iter().partition(|block| block.starts_with("form:"));
    let (questions, keys): (Vec<&str>, Vec<&str>) =
        parts.into_iter().partition(|block| block.starts_with("- "));
    assert_eq!((indicators.len(), whole.len(), questions.len(), keys.len()), (1, 2, 9, 1));
    let indicators = [("town-life.yaml".into(), indicators[0].into())];
    let indented = questions.concat().replace('\n', "\n      ");
    let together = format!(
        "form: all\nlanguages: [ja]\ntitle: t\npurpose: p\nthanks: x\nsections:\n  \
         - id: one\n    title: t\n    questions:\n      {indented}\n{}",
        keys.concat()
    );
    for text in whole.into_iter().chain([together.as_str()]) {
        let form = load(&[("form.yaml".into(), text.into())], &indicators);
        assert_eq!(form.map_err(|problems| shown(&problems)).err(), None, "{text}");
    }
}

#[test]
fn the_mistakes_in_the_documentation_are_told_in_those_words() {
    let docs = include_str!("../../../docs/forms.md").replace("\\|", "|");
    let stay = "show_if: AND(stay = 2, HAS(leave_why, 1))";
    for (from, to) in [
        ("label: 道路と橋", "label: {市|し}の仕事"),
        ("    title: あなたについて", "\ttitle: あなたについて"),
        ("text: 今、どのくらい幸せですか。", "text: 例: 市役所"),
        (stay, "show_if: stay = 満足"),
        (stay, "show_if: stay = 2 AND age = 1"),
        (stay, "show_if: AND(stay = 2, age = 1"),
        (stay, "show_if: stay = 7"),
        (stay, "show_if: happy = 3"),
        ("{code: 2, label: 市外へ移りたい}", "{code: 1, label: 市外へ移りたい}"),
        ("text: 今、どのくらい幸せですか。", "text: \"{漢字かんじ}\""),
    ] {
        let said = changed(&[(from, to)]).unwrap_err();
        assert!(said.iter().any(|problem| docs.contains(&problem.message)), "{to}: {said:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 60, ..ProptestConfig::default() })]

    /// A slip of the hand anywhere in a file gives a form or mistakes, never a crash.
    #[test]
    fn a_file_with_any_slip_is_read_or_refused(
        at in 0.0..1.0_f64, cut in 0..40_usize, typed in "[ -~\\n漢{}|：]{0,6}", file in 0..3_usize,
    ) {
        let mut files = fixture::files();
        let chars: Vec<char> = files[file].1.chars().collect();
        let start = (at * chars.len() as f64) as usize;
        let before: String = chars[..start].iter().collect();
        let after: String = chars.iter().skip(start + cut).collect();
        files[file].1 = format!("{before}{typed}{after}");
        if let Err(problems) = load(&files, &fixture::indicators()) {
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|problem| problem.line > 0));
        }
    }
}
