//! Scripts for statistics programs that load the raw data (CSV, codes) with its labels. A script
//! names the CSV file and stands beside it.

mod r;
mod spss;

pub use r::r;
pub use spss::spss;

use super::codes;
use crate::answers::Dataset;
use crate::form::codebook::{Variable, VariableKind};

/// What a script says of one variable.
struct Described<'a> {
    variable: &'a Variable,
    /// 「問3 性別」; the row or the choice where the question has several variables.
    label: String,
    /// Codes and labels, the missings −1, −2 and −3 last.
    codes: Vec<(i32, String)>,
}

impl Described<'_> {
    fn is_text(&self) -> bool {
        self.variable.kind == VariableKind::Text
    }
}

/// The variables in the order of the columns.
fn described(dataset: &Dataset) -> Vec<Described<'_>> {
    let mut all: Vec<Described<'_>> = Vec::new();
    for line in codes::lines(dataset) {
        let code = line.code.map(|code| (code, line.label));
        match all.last_mut() {
            Some(same) if !line.first => same.codes.extend(code),
            _ => all.push(Described {
                variable: line.variable,
                label: label(line.variable),
                codes: code.into_iter().collect(),
            }),
        }
    }
    all
}

fn label(variable: &Variable) -> String {
    let Variable { question_text, label, .. } = variable;
    let number = codes::printed_number(variable);
    let words = match label == question_text {
        true => label.clone(),
        // The row or the choice first: programs cut what is long.
        false => format!("{label}（{question_text}）"),
    };
    format!("{number} {words}").split_whitespace().collect::<Vec<_>>().join(" ")
}
