//! Reading a posted page: what was typed becomes answers, and remarks on them.

mod review;
mod typed;

use super::answer::{Answer, Answers};
use super::definition::{Form, Question, Section};
use super::field::{Field, Takes};
use super::routing::path;
pub use review::review;

/// A page as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageResult {
    /// The answers before, with those of the page: also those that are refused, so that the
    /// page shows again what was typed.
    pub answers: Answers,
    /// What to point out, in the order of the page.
    pub findings: Vec<Finding>,
}

impl PageResult {
    /// Whether the respondent may go on.
    pub fn passes(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Something to point out about an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The field to link to.
    pub field: String,
    /// The question's id.
    pub question: String,
    /// 問1, 問2 ….
    pub number: Option<u16>,
    /// What it is.
    pub kind: FindingKind,
    /// A hard finding refuses the page; a soft one is shown once.
    pub hard: bool,
}

/// What can be pointed out about an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// What was typed is not a whole number.
    NotANumber,
    /// The number is not between the two, both included.
    OutOfRange {
        /// The lowest accepted.
        min: i16,
        /// The highest accepted.
        max: i16,
    },
    /// More choices are ticked than may be.
    TooMany {
        /// How many may be.
        max: u16,
    },
    /// A choice that stands alone is ticked together with others.
    ExclusiveWithOthers {
        /// The code of that choice.
        code: i16,
    },
    /// The text is too long.
    TooLong {
        /// How many characters may be typed.
        max: u32,
        /// How many were.
        length: usize,
    },
    /// Nothing is answered.
    Required,
    /// Some rows of a matrix are not answered.
    RowsBlank {
        /// How many.
        rows: usize,
    },
    /// The page sent a code that the form does not have; it was not taken over.
    UnknownCode,
    /// A text was typed for a choice, but another choice is selected.
    SpecifiedButNotChosen {
        /// The code of the choice that the text belongs to.
        code: i16,
    },
    /// A check of the form holds.
    Check {
        /// Its place in the question's `checks`.
        index: usize,
    },
}

/// Reads what was posted for a section.
///
/// `before` holds the answers so far. Fields that the section does not have are ignored, codes
/// that the form does not have are refused; neither is stored. A question that the page did not
/// show keeps its answer, so that going back never loses one.
///
/// A text typed for a choice that is not ticked ticks it, unless that would undo another answer
/// (another single choice, an exclusive choice): then the text is kept and pointed out.
///
/// `warned` says that the soft findings of this page have been shown already.
pub fn read_page(
    form: &Form,
    section: &Section,
    before: &Answers,
    posted: &[(String, String)],
    warned: bool,
) -> PageResult {
    let path_before = path(form, before);
    let shown = path_before.page(section);
    let mut answers = before.clone();
    let mut findings = Vec::new();
    for question in &section.questions {
        let visible = shown.iter().any(|other| other.id == question.id);
        for field in question.fields() {
            let values: Vec<&str> = posted
                .iter()
                .filter(|(name, _)| *name == field.key)
                .map(|(_, value)| value.as_str())
                .collect();
            if !visible && values.is_empty() {
                continue;
            }
            let (answer, refused) = typed::read(&field, &values);
            if refused {
                findings.push(finding(&field, FindingKind::UnknownCode, true));
            }
            answers.set(field.key, answer);
        }
        tick_specified(question, &mut answers);
    }
    findings.extend(review(form, section, &answers));
    findings.sort_by_key(|finding| position(section, finding));
    if warned {
        findings.retain(|finding| finding.hard);
    }
    PageResult { answers, findings }
}

/// Ticks the choices whose text was typed, as a person does who writes beside a box.
fn tick_specified(question: &Question, answers: &mut Answers) {
    for field in question.fields() {
        let Takes::Specify(choice) = field.takes else {
            continue;
        };
        if !answers.get(&field.key).is_some_and(Answer::is_answered) {
            continue;
        }
        let ticked = match (
            question.field(&question.id).map(|main| main.takes),
            answers.get(&question.id),
        ) {
            (Some(Takes::One(_)), None | Some(Answer::Blank)) => {
                Answer::Number(i32::from(choice.code))
            }
            (Some(Takes::Many(_)), None | Some(Answer::Blank)) => Answer::Codes(vec![choice.code]),
            (Some(Takes::Many(choices)), Some(Answer::Codes(codes)))
                if !choices.iter().any(|other| other.exclusive && codes.contains(&other.code)) =>
            {
                let mut codes = codes.clone();
                codes.push(choice.code);
                codes.sort_unstable();
                codes.dedup();
                Answer::Codes(codes)
            }
            _ => continue,
        };
        answers.set(question.id.clone(), ticked);
    }
}

/// The place of a finding on the page.
fn position(section: &Section, finding: &Finding) -> usize {
    section.questions.iter().position(|question| question.id == finding.question).unwrap_or(0)
}

fn finding(field: &Field<'_>, kind: FindingKind, hard: bool) -> Finding {
    Finding {
        field: field.key.to_string(),
        question: field.question.id.clone(),
        number: field.question.number,
        kind,
        hard,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fixture::{answers, form};

    fn post(section: usize, posted: &[(&str, &str)]) -> PageResult {
        post_after("{}", section, posted, false)
    }

    fn post_after(
        before: &str,
        section: usize,
        posted: &[(&str, &str)],
        warned: bool,
    ) -> PageResult {
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
    fn what_is_no_number_is_refused_and_shown_again() {
        let result = post(0, &[("household", "三人"), ("children", "1.5")]);
        assert_eq!(
            found(&result),
            [
                ("household", FindingKind::NotANumber, true),
                ("children", FindingKind::NotANumber, true),
            ]
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
        assert_eq!(
            found(&alone),
            [("leave_why", FindingKind::ExclusiveWithOthers { code: 9 }, true)]
        );
        assert!(page(&[("leave_why", "9")]).passes());
    }

    #[test]
    fn codes_that_the_form_lacks_are_refused_and_unknown_fields_ignored() {
        let result = post(
            0,
            &[
                ("sex", "7"),
                ("household", "2"),
                ("is_admin", "1"),
                ("stay", "1"),
                ("sex_other1", "x"),
            ],
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
        assert_eq!(
            found(&result),
            [("commute", FindingKind::TooLong { max: 20, length: 21 }, true)]
        );
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
}
