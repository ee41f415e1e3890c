//! Reading posted pages.

use super::*;
use crate::form::fixture::{answers, class_form, form};

fn post(section: usize, posted: &[(&str, &str)]) -> PageResult {
    post_after("{}", section, posted, false)
}

fn post_after(before: &str, section: usize, posted: &[(&str, &str)], warned: bool) -> PageResult {
    let form = form();
    let posted: Vec<(String, String)> =
        posted.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    read_page(&form, &form.sections[section], &answers(before), &posted, warned)
}

fn found(result: &PageResult) -> Vec<(&str, FindingKind, bool)> {
    result.findings.iter().map(|f| (f.field.as_str(), f.kind.clone(), f.hard)).collect()
}

#[test]
fn a_page_that_is_in_order_passes() {
    let result = post(0, &[("sex", "1"), ("household", "３人"), ("children", " 1 ")]);
    assert!(result.passes(), "{:?}", result.findings);
    assert_eq!(result.answers, answers(r#"{"sex":1,"household":3,"children":1}"#));
}

#[test]
fn no_page_changes_what_the_class_has_filled_in() {
    let form = class_form(&[]).unwrap();
    let forged = [("shown".to_owned(), "grade".to_owned()), ("grade".to_owned(), "1".to_owned())];
    let before = answers(r#"{"school":2,"grade":3}"#);
    assert_eq!(read_page(&form, &form.sections[0], &before, &forged, false).answers, before);
}

#[test]
fn what_is_no_number_is_refused_and_shown_again() {
    let result = post(0, &[("household", "三人"), ("children", "1.5")]);
    assert_eq!(
        found(&result),
        [("household", FindingKind::NotANumber, true), ("children", FindingKind::NotANumber, true),]
    );
    assert_eq!(result.answers.get("household"), Some(&Answer::Text("三人".into())));
}

#[test]
fn a_number_out_of_range_is_refused_however_large() {
    for typed in ["0", "21", "99999999999", "-1"] {
        let result = post(0, &[("household", typed)]);
        let range = FindingKind::OutOfRange { min: 1, max: 20 };
        assert_eq!(found(&result), [("household", range, true)], "{typed}");
    }
}

#[test]
fn a_required_question_refuses_a_blank_and_a_reminding_one_says_it_once() {
    assert_eq!(found(&post(0, &[])), [("household", FindingKind::Required, true)]);
    let reminded = post(1, &[]);
    assert_eq!(
        found(&reminded),
        [("stay", FindingKind::Required, false), ("sat_m01", FindingKind::Required, false)]
    );
    assert_eq!(reminded.findings[0].number, Some(4));
    assert!(post_after("{}", 1, &[], true).passes());
    assert!(!post_after("{}", 0, &[], true).passes());
}

#[test]
fn blank_rows_of_a_matrix_are_counted_in_one_finding() {
    let result = post(1, &[("stay", "1"), ("sat_m01", "5")]);
    assert_eq!(found(&result), [("sat_m02", FindingKind::RowsBlank { rows: 1 }, false)]);
}

#[test]
fn too_many_ticks_and_an_exclusive_choice_with_others_are_refused() {
    let page = |ticks: &[(&str, &str)]| {
        let mut posted = vec![("stay", "2"), ("sat_m01", "5"), ("sat_m02", "5")];
        posted.extend(ticks);
        post(1, &posted)
    };
    let many = page(&[("leave_why", "1"), ("leave_why", "2"), ("leave_why", "3")]);
    assert_eq!(found(&many), [("leave_why", FindingKind::TooMany { max: 2 }, true)]);
    assert_eq!(many.answers.get("leave_why"), Some(&Answer::Codes(vec![1, 2, 3])));
    let alone = page(&[("leave_why", "1"), ("leave_why", "9")]);
    assert_eq!(found(&alone), [("leave_why", FindingKind::ExclusiveWithOthers { code: 9 }, true)]);
    assert!(page(&[("leave_why", "9")]).passes());
}

#[test]
fn codes_that_the_form_lacks_are_refused_and_unknown_fields_ignored() {
    let result = post(
        0,
        &[("sex", "7"), ("household", "2"), ("is_admin", "1"), ("stay", "1"), ("sex_other1", "x")],
    );
    assert_eq!(found(&result), [("sex", FindingKind::UnknownCode, true)]);
    assert_eq!(result.answers, answers(r#"{"sex":null,"household":2,"children":null}"#));
    for code in ["1; DROP", "١", "1e0", "0x1", "99999", "男性"] {
        let refused = post(0, &[("sex", code), ("household", "2")]);
        assert_eq!(found(&refused), [("sex", FindingKind::UnknownCode, true)], "{code}");
    }
    let scale = post(3, &[("happy", "11")]);
    assert_eq!(found(&scale), [("happy", FindingKind::UnknownCode, true)]);
}

#[test]
fn checks_speak_when_they_hold_soft_or_hard() {
    let soft = [("household", "1"), ("children", "2")];
    assert_eq!(found(&post(0, &soft)), [("children", FindingKind::Check { index: 0 }, false)]);
    assert!(post_after("{}", 0, &soft, true).passes());
    let hard = [("household", "18"), ("children", "19")];
    assert_eq!(
        found(&post_after("{}", 0, &hard, true)),
        [("children", FindingKind::Check { index: 1 }, true)]
    );
}

#[test]
fn a_text_that_is_too_long_is_refused_and_kept() {
    let before = r#"{"stay":2,"leave_why":[1]}"#;
    let long = "橋".repeat(21);
    let result = post_after(before, 2, &[("commute", &long)], false);
    assert_eq!(found(&result), [("commute", FindingKind::TooLong { max: 20, length: 21 }, true)]);
    assert_eq!(result.answers.get("commute"), Some(&Answer::Text(long)));
    let huge = "a".repeat(1_000_000);
    let result = post_after(before, 2, &[("commute", &huge)], false);
    let Some(Answer::Text(kept)) = result.answers.get("commute") else { panic!("lost") };
    assert_eq!(kept.len(), 10_020);
}

#[test]
fn awkward_texts_are_kept_and_control_characters_are_not() {
    for (typed, kept) in [
        ("𠮷田・髙﨑～―①㈱", "𠮷田・髙﨑～―①㈱"),
        ("ﾊﾝｶｸ=SUM(A1)", "ﾊﾝｶｸ=SUM(A1)"),
        ("👨‍👩‍👧 مرحبا", "👨‍👩‍👧 مرحبا"),
        ("か\u{3099}っこう", "がっこう"),
        ("a\u{0}b\u{7}\u{1b}[0m", "ab[0m"),
        ("一行め\r\n二行め\r三行め", "一行め\n二行め\n三行め"),
        ("  <script>alert(1)</script> ", "<script>alert(1)</script>"),
    ] {
        let result = post(3, &[("ideas", typed)]);
        assert_eq!(result.answers.get("ideas"), Some(&Answer::Text(kept.into())), "{typed}");
    }
    assert_eq!(post(3, &[("ideas", " \r\n\u{0} ")]).answers.get("ideas"), Some(&Answer::Blank));
}

#[test]
fn writing_beside_a_choice_ticks_it() {
    let rows = [("sat_m01", "5"), ("sat_m02", "5")];
    let page = |more: &[(&str, &str)]| post(1, &[&rows[..], more].concat());
    let single = page(&[("stay_other3", "考え中")]);
    assert!(single.passes(), "{:?}", single.findings);
    assert_eq!(single.answers.get("stay"), Some(&Answer::Number(3)));
    let multiple = page(&[("stay", "2"), ("leave_why", "1"), ("leave_why_other8", "海")]);
    assert_eq!(multiple.answers.get("leave_why"), Some(&Answer::Codes(vec![1, 8])));
}

#[test]
fn writing_beside_a_choice_never_undoes_another_answer() {
    let rows = [("sat_m01", "5"), ("sat_m02", "5")];
    let page = |more: &[(&str, &str)]| post(1, &[&rows[..], more].concat());
    let single = page(&[("stay", "1"), ("stay_other3", "考え中")]);
    let pointed_out = FindingKind::SpecifiedButNotChosen { code: 3 };
    assert_eq!(found(&single), [("stay_other3", pointed_out, false)]);
    assert_eq!(single.answers.get("stay"), Some(&Answer::Number(1)));
    assert_eq!(single.answers.get("stay_other3"), Some(&Answer::Text("考え中".into())));
    let exclusive = page(&[("stay", "2"), ("leave_why", "9"), ("leave_why_other8", "海")]);
    assert_eq!(exclusive.answers.get("leave_why"), Some(&Answer::Codes(vec![9])));
    assert_eq!(exclusive.findings.len(), 1);
}

#[test]
fn an_answer_to_a_question_that_does_not_apply_is_kept_but_never_complained_about() {
    let ticks = [("stay", "1"), ("leave_why", "1"), ("leave_why", "2"), ("leave_why", "3")];
    let result = post_after(
        r#"{"sat_m01":1}"#,
        1,
        &[&ticks[..], &[("sat_m01", "5"), ("sat_m02", "9")]].concat(),
        false,
    );
    assert!(result.passes(), "{:?}", result.findings);
    assert_eq!(result.answers.get("leave_why"), Some(&Answer::Codes(vec![1, 2, 3])));
}

#[test]
fn unticking_everything_clears_the_answer_and_other_pages_stay() {
    let result =
        post_after(r#"{"ideas":"橋","sex":1,"children":2}"#, 0, &[("household", "4")], false);
    assert_eq!(
        result.answers,
        answers(r#"{"ideas":"橋","sex":null,"household":4,"children":null}"#)
    );
}

#[test]
fn a_question_that_the_page_did_not_show_keeps_its_answer() {
    let posted = [("shown", "household"), ("household", "4")];
    let result = post_after(r#"{"sex":1,"household":2,"children":2}"#, 0, &posted, false);
    assert_eq!(result.answers, answers(r#"{"sex":1,"household":4,"children":2}"#));
}
