//! A small form with one of everything, for tests.

use super::answer::Answers;
use super::definition::Form;
use super::indicator::{self, Indicator};
use super::load::{Problem, load};

/// The files of the form: Japanese, easy Japanese, English.
pub(crate) fn files() -> Vec<(String, String)> {
    named(&[
        ("form.yaml", include_str!("fixture/form.yaml")),
        ("ja-easy.yaml", include_str!("fixture/ja-easy.yaml")),
        ("en.yaml", include_str!("fixture/en.yaml")),
    ])
}

/// The file of the indicator that the form asks.
pub(crate) const INDICATOR: &str = include_str!("../../tests/it/forms/indicators/town.yaml");

/// The files beside the form.
pub(crate) fn indicators() -> Vec<(String, String)> {
    named(&[("town.yaml", INDICATOR)])
}

/// The indicator.
pub(crate) fn indicator() -> Indicator {
    indicator::load("town.yaml", INDICATOR)
        .unwrap_or_else(|problems| panic!("{}", shown(&problems)))
}

/// Files that hold one of each mistake.
pub(crate) fn broken_files() -> Vec<(String, String)> {
    named(&[
        ("form.yaml", include_str!("fixture/broken/form.yaml")),
        ("en.yaml", include_str!("fixture/broken/en.yaml")),
    ])
}

/// The form.
pub(crate) fn form() -> Form {
    load(&files(), &indicators()).unwrap_or_else(|problems| panic!("{}", shown(&problems)))
}

/// The form in Japanese only, after changes to its text.
pub(crate) fn changed(changes: &[(&str, &str)]) -> Result<Form, Vec<Problem>> {
    let mut text = include_str!("fixture/form.yaml").replace("[ja, ja-easy, en]", "[ja]");
    for (from, to) in changes {
        assert!(text.contains(from), "the fixture has no {from:?}");
        text = text.replacen(from, to, 1);
    }
    load(&named(&[("form.yaml", &text)]), &indicators())
}

/// A form that classes answer, after changes to its text.
pub(crate) fn class_form(changes: &[(&str, &str)]) -> Result<Form, Vec<Problem>> {
    let mut text =
        include_str!("../../tests/it/forms/class-survey/form.yaml").replace("[ja, en]", "[ja]");
    for (from, to) in changes {
        assert!(text.contains(from), "the form has no {from:?}");
        text = text.replacen(from, to, 1);
    }
    load(&named(&[("form.yaml", &text)]), &[])
}

/// Problems as lines.
pub(crate) fn shown(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

/// Answers from JSON.
pub(crate) fn answers(json: &str) -> Answers {
    serde_json::from_str(json).unwrap()
}

fn named(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}
