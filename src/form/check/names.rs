//! Names: of sections, questions and variables.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Lines;
use crate::form::codebook::variables;
use crate::form::definition::{Form, Question};
use crate::form::problem::Problems;

/// The longest name of a variable in SPSS, in bytes.
const LONGEST_NAME: usize = 64;

/// Names that mean something else to SPSS, in a condition, or among the fields of a posted page.
const RESERVED: [&str; 21] = [
    "all",
    "and",
    "by",
    "eq",
    "ge",
    "gt",
    "le",
    "lt",
    "ne",
    "not",
    "or",
    "to",
    "with",
    "has",
    "count",
    "answered",
    "shown",
    "warned",
    "code",
    "csrf",
    "submission",
];

pub(super) fn check(form: &Form, lines: &Lines, problems: &mut Problems) {
    let mut sections = HashSet::new();
    let mut questions = HashSet::new();
    for (section, at) in form.sections.iter().zip(&lines.sections) {
        if !sections.insert(&section.id) {
            problems.add(at.line, format!("章の id「{}」が2回あります。", section.id));
        }
        for (question, at) in section.questions.iter().zip(&at.questions) {
            if !questions.insert(&question.id) {
                problems.add(at.line, format!("設問の id「{}」が2回あります。", question.id));
            }
        }
    }
    check_variables(form, lines, problems);
}

/// Every variable and every field needs a name of its own: the choice 3 of `info` is `info_3`,
/// so no question may be called that.
fn check_variables(form: &Form, lines: &Lines, problems: &mut Problems) {
    let mut owners: HashMap<String, usize> = HashMap::new();
    let variables = variables(form);
    let questions = form.questions().zip(lines.sections.iter().flat_map(|at| &at.questions));
    for (index, (question, at)) in questions.enumerate() {
        let mut names: BTreeSet<String> =
            question.fields().into_iter().map(|field| field.key.into_owned()).collect();
        names.extend(
            variables.iter().filter(|of| of.question == question.id).map(|of| of.name.clone()),
        );
        for name in names {
            report_unfit(&name, question, at.line, problems);
            if let Some(first) = owners.get(&name) {
                let owner = form.questions().nth(*first).map_or("", |owner| &owner.id);
                // Two questions of one id are reported as such.
                if owner != question.id {
                    problems.add(
                        at.line,
                        format!(
                            "設問「{}」の変数名「{name}」は、設問「{owner}」の変数名と同じです。id か stem を変えてください。",
                            question.id
                        ),
                    );
                }
            } else {
                owners.insert(name, index);
            }
        }
    }
}

fn report_unfit(name: &str, question: &Question, line: usize, problems: &mut Problems) {
    if name.len() > LONGEST_NAME {
        problems.add(
            line,
            format!(
                "設問「{}」の変数名「{name}」が {LONGEST_NAME} 文字を超えています。",
                question.id
            ),
        );
    }
    if RESERVED.contains(&name) {
        problems.add(line, format!("「{name}」は変数名に使えません（ほかの役目がある名前です）。"));
    }
}
