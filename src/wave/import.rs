//! An earlier wave from its two files: the codebook says what the columns of the answers mean.

use super::{
    answers, codebook,
    mapping::{self, Mapping},
};
use crate::{
    form::{Answer, Answers, Form, Kind},
    sheet::{self, Limits, RowProblem},
};

/// More answers than a city has people asked, and more columns than a survey has variables.
const LIMITS: Limits = Limits { rows: 200_000, columns: 3_000 };

/// A file as it was uploaded.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its contents.
    pub bytes: &'a [u8],
}

/// What the files say, in today's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// What became of each variable.
    pub mapping: Mapping,
    /// The answers in the shape of today's, in the order of the file.
    pub people: Vec<Answers>,
}

/// What is wrong with the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// With the codebook.
    pub codebook: Vec<RowProblem>,
    /// With the answers.
    pub answers: Vec<RowProblem>,
}

/// Reads an earlier wave below today's form.
///
/// # Errors
/// Everything that is wrong in either file. The values of the answers are looked at only when the
/// codebook is sound.
pub fn parse(answers: File<'_>, codebook: File<'_>, form: &Form) -> Result<Parsed, Problems> {
    let lines = sheet::lines(answers.name, answers.bytes, LIMITS);
    let old = codebook::parse(codebook.name, codebook.bytes);
    let (lines, old) = match (lines, old) {
        (Ok(lines), Ok(old)) => (lines, old),
        (lines, old) => {
            return Err(Problems {
                codebook: old.err().unwrap_or_default(),
                answers: lines.err().unwrap_or_default(),
            });
        }
    };
    let of_answers = |answers| Problems { answers, ..Problems::default() };
    let whole = |message: &str| Err(of_answers(vec![RowProblem::file(message)]));
    let Some((header, rows)) = lines.split_first() else {
        return whole("回答のファイルが空です。1行目に変数名、2行目から1人1行で入れてください。");
    };
    let names = answers::columns(header).map_err(of_answers)?;
    if rows.is_empty() {
        return whole("回答のファイルに、見出しのほかの行がありません。");
    }
    if rows.len() > LIMITS.rows {
        return whole("回答のファイルの行が多すぎます。20万行までにしてください。");
    }
    let mut mapping = mapping::map(&old, &names, form);
    if mapping.variables.iter().all(|mapped| mapped.refused.is_some()) {
        return whole(
            "今回の調査票と比べられる変数が1つもありません。変数名を今回の調査票に合わせるか、コードブックに「今回の変数名」の列を足してください。",
        );
    }
    let people = answers::read(&names, rows, &mapping, form).map_err(of_answers)?;
    doubt_scales(&mut mapping, &people, form);
    Ok(Parsed { mapping, people })
}

/// Fewer answers than these say nothing about the steps of a scale.
const FEW: usize = 10;

/// A codebook without the steps of a scale could mean other steps: 1–5 where today has 0–10. The
/// answers show it when nobody went beyond the middle.
fn doubt_scales(mapping: &mut Mapping, people: &[Answers], form: &Form) {
    for question in form.questions() {
        let Kind::Scale { min, max, .. } = question.kind else { continue };
        let answers = people.iter().filter_map(|person| match person.get(&question.id) {
            Some(Answer::Number(number)) => Some(*number),
            _ => None,
        });
        let highest = answers.clone().max().filter(|_| answers.count() >= FEW);
        let Some(highest) = highest else { continue };
        if 2 * highest <= i32::from(min) + i32::from(max)
            && let Some(mapped) = mapping.compared_mut(&question.id)
        {
            mapped.notes.push(format!(
                "前回の答えは最も高くて{highest}でした。段階が今回（{min}〜{max}）と違うおそれがあります。"
            ));
        }
    }
}
