//! 検算: the totals of the tables beside totals taken from the raw columns on another way.

use crate::answers::Dataset;
use crate::form::codebook::{Variable, VariableKind};
use crate::tally::{Line, NO_ANSWER, Shape, Stands, Table, is_valid};

/// What must agree for one variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// From the raw column.
    pub raw: Totals,
    /// From the printed table; none for a variable without one ("other, specify").
    pub table: Option<Totals>,
}

/// The totals of one variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Valid answers.
    pub valid: u32,
    /// The sum of codes or numbers over valid answers; 0 for texts.
    pub sum: i64,
    /// 無回答; none where the table does not print it, because its base leaves it out.
    pub no_answer: Option<u32>,
}

impl Control {
    /// Whether table and raw column say the same.
    pub fn agrees(&self) -> bool {
        self.table.is_none_or(|table| {
            let no_answer = table.no_answer.or(self.raw.no_answer);
            Totals { no_answer, ..table } == self.raw
        })
    }

    /// A control for each variable of the dataset, against `tables` made from it.
    pub fn of(dataset: &Dataset, tables: &[Table]) -> Vec<Control> {
        let variables = dataset.variables();
        let control = |place: usize| {
            let variable = &variables[place];
            // The rows of a matrix are neighbouring variables of one question.
            let row = variables[..place]
                .iter()
                .rev()
                .take_while(|before| before.question == variable.question)
                .count();
            let table = tables.iter().find(|table| table.subject.id == variable.question);
            Control {
                raw: from_column(variable, &dataset.columns()[place].cells),
                table: table.and_then(|table| from_table(variable, table, row)),
            }
        };
        (0..variables.len()).map(control).collect()
    }
}

fn from_column(variable: &Variable, cells: &[i16]) -> Totals {
    let valid = || cells.iter().filter(|&&cell| is_valid(cell));
    let sum = match variable.kind {
        VariableKind::Text => 0,
        _ => valid().map(|&cell| i64::from(cell)).sum(),
    };
    let no_answer = cells.iter().filter(|&&cell| cell == NO_ANSWER).count() as u32;
    Totals { valid: valid().count() as u32, sum, no_answer: Some(no_answer) }
}

fn from_table(variable: &Variable, table: &Table, row: usize) -> Option<Totals> {
    let line = match table.subject.shape {
        Shape::Matrix => table.lines.get(row),
        _ => table.lines.first(),
    }?;
    let no_answer = place(table, Stands::NoAnswer).map(|place| line.counts[place]);
    let answers = || {
        table.headings.iter().zip(&line.counts).filter(|(heading, _)| heading.stands.is_answer())
    };
    let given = answers().map(|(_, count)| count).sum();
    match (&variable.kind, table.subject.shape) {
        (VariableKind::Tick { code, .. }, Shape::Multiple) => {
            let valid = line.n
                - no_answer.unwrap_or_default()
                - at(table, line, Stands::Unusable)
                - at(table, line, Stands::NotAsked);
            Some(Totals { valid, sum: i64::from(at(table, line, Stands::Code(*code))), no_answer })
        }
        (_, Shape::Single | Shape::Matrix | Shape::Scale)
            if variable.kind != VariableKind::Text =>
        {
            let weighted = |(heading, count): (&crate::tally::Heading, &u32)| match heading.stands {
                Stands::Code(code) => i64::from(code) * i64::from(*count),
                _ => 0,
            };
            Some(Totals { valid: given, sum: answers().map(weighted).sum(), no_answer })
        }
        (VariableKind::Number, Shape::Number) => Some(Totals {
            valid: given,
            sum: line.summary.map_or(0, |summary| summary.sum),
            no_answer,
        }),
        (VariableKind::Text, Shape::Text) => Some(Totals { valid: given, sum: 0, no_answer }),
        _ => None,
    }
}

fn at(table: &Table, line: &Line, stands: Stands) -> u32 {
    place(table, stands).map_or(0, |place| line.counts[place])
}

fn place(table: &Table, stands: Stands) -> Option<usize> {
    table.headings.iter().position(|heading| heading.stands == stands)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::tally::Base;

    #[test]
    fn tables_of_the_same_answers_agree_and_every_question_is_held_against_one() {
        let dataset = fixture::dataset(&fixture::answers(200));
        let controls = Control::of(&dataset, &dataset.tables());
        assert!(controls.iter().all(Control::agrees));
        let without: Vec<&str> = controls
            .iter()
            .zip(dataset.variables())
            .filter(|(control, _)| control.table.is_none())
            .map(|(_, variable)| variable.name.as_str())
            .collect();
        assert_eq!(without, ["media_other9"]);
    }

    #[test]
    fn a_table_of_valid_answers_prints_no_blanks_and_agrees_in_the_rest() {
        let dataset = fixture::dataset(&fixture::answers(200));
        let mut tables = dataset.tables_over(Base::Valid);
        let controls = Control::of(&dataset, &tables);
        assert!(controls.iter().all(Control::agrees));
        let printed = |control: &Control| control.table.and_then(|table| table.no_answer);
        assert!(controls.iter().all(|control| printed(control).is_none()));
        tables[0].lines[0].counts[0] += 1;
        assert!(!Control::of(&dataset, &tables)[0].agrees());
    }

    #[test]
    fn one_count_that_is_off_is_found_in_every_kind_of_table() {
        let dataset = fixture::dataset(&fixture::answers(200));
        for place in 0..dataset.tables().len() {
            let mut tables = dataset.tables();
            let table = &mut tables[place];
            let line = table.lines.last_mut().unwrap();
            line.counts[0] += 1;
            let controls = Control::of(&dataset, &tables);
            assert_eq!(
                controls.iter().filter(|control| !control.agrees()).count(),
                1,
                "{}",
                tables[place].heading()
            );
        }
    }
}
