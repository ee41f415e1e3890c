//! GT (単純集計): one finished table for each question.

use crate::answers::Dataset;
use crate::form::ruby::plain;
use crate::form::{Choice, Kind, Question};
use crate::tally::{
    Base, Column, Counted, Counts, Heading, Shape, Stands, Subject, Table, frequency, summary,
};
use crate::text::Lang;

impl Dataset {
    /// The tables of all questions, over those who were asked.
    pub fn tables(&self) -> Vec<Table> {
        let questions = self.form().sections.iter().flat_map(|section| &section.questions);
        questions.filter_map(|question| self.table(question, Base::Asked)).collect()
    }

    /// The table of one question over `base`; none for a note.
    pub fn table(&self, question: &Question, base: Base) -> Option<Table> {
        let field = self.field(&question.id);
        let shape = shape(&question.kind)?;
        let (headings, counts) = match &question.kind {
            Kind::Single { choices } => {
                let codes = codes(choices);
                (
                    headings(choices),
                    field.iter().map(|column| by_code("", column, &codes, base)).collect(),
                )
            }
            Kind::Multiple { choices, .. } => {
                let counted = Counted::Ticks { columns: field };
                (headings(choices), vec![line("", frequency(&counted, base))])
            }
            Kind::Matrix { stem, rows, choices } => {
                let codes = codes(choices);
                let mut lines = Vec::new();
                for row in rows {
                    let label = plain(row.label.get(Lang::Ja));
                    let columns = self.field(&format!("{stem}_{}", row.id));
                    lines
                        .extend(columns.iter().map(|column| by_code(&label, column, &codes, base)));
                }
                (headings(choices), lines)
            }
            Kind::Scale { min, max, low, high } => {
                let codes: Vec<i16> = (*min..=*max).collect();
                let meaning = |step: i16| match step {
                    step if step == *min => format!("{step}（{}）", plain(low.get(Lang::Ja))),
                    step if step == *max => format!("{step}（{}）", plain(high.get(Lang::Ja))),
                    step => step.to_string(),
                };
                let headings = codes.iter().map(|&step| answer(&meaning(step), step)).collect();
                let with_mean = |column: &Column| Counts {
                    summary: Some(summary(&column.cells)),
                    ..by_code("", column, &codes, base)
                };
                (headings, field.iter().map(with_mean).collect())
            }
            Kind::Number { .. } => {
                let with_mean = |column: &Column| Counts {
                    summary: Some(summary(&column.cells)),
                    ..filled(column, base)
                };
                (vec![written("数値の記入あり")], field.iter().map(with_mean).collect())
            }
            Kind::Text { .. } => (
                vec![written("記入あり")],
                field.iter().map(|column| filled(column, base)).collect(),
            ),
            Kind::Note => return None,
        };
        let subject = Subject {
            id: question.id.clone(),
            number: question.number,
            title: title(question),
            shape,
        };
        Some(Table::new(subject, base, headings, counts))
    }
}

fn shape(kind: &Kind) -> Option<Shape> {
    match kind {
        Kind::Single { .. } => Some(Shape::Single),
        Kind::Multiple { .. } => Some(Shape::Multiple),
        Kind::Matrix { .. } => Some(Shape::Matrix),
        Kind::Scale { .. } => Some(Shape::Scale),
        Kind::Number { .. } => Some(Shape::Number),
        Kind::Text { .. } => Some(Shape::Text),
        Kind::Note => None,
    }
}

fn codes(choices: &[Choice]) -> Vec<i16> {
    choices.iter().map(|choice| choice.code).collect()
}

fn headings(choices: &[Choice]) -> Vec<Heading> {
    choices.iter().map(|choice| answer(&plain(choice.label.get(Lang::Ja)), choice.code)).collect()
}

fn answer(label: &str, code: i16) -> Heading {
    Heading { label: label.to_owned(), stands: Stands::Code(code) }
}

fn written(label: &str) -> Heading {
    Heading { label: label.to_owned(), stands: Stands::Filled }
}

fn by_code(label: &str, column: &Column, codes: &[i16], base: Base) -> Counts {
    line(label, frequency(&Counted::Codes { column, codes }, base))
}

fn filled(column: &Column, base: Base) -> Counts {
    line("", frequency(&Counted::Filled { column }, base))
}

fn line(label: &str, frequency: crate::tally::Frequency) -> Counts {
    Counts { label: label.to_owned(), frequency, summary: None }
}

/// The question in one line, with the unit of a number.
fn title(question: &Question) -> String {
    let title =
        plain(question.text.get(Lang::Ja)).split_whitespace().collect::<Vec<_>>().join("　");
    match &question.kind {
        Kind::Number { unit, .. } if !unit.get(Lang::Ja).is_empty() => {
            format!("{title}（単位：{}）", plain(unit.get(Lang::Ja)))
        }
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::report::fixture;

    fn table(documents: &[serde_json::Value], id: &str) -> Table {
        let tables = fixture::dataset(documents).tables();
        tables.into_iter().find(|table| table.subject.id == id).unwrap()
    }

    #[test]
    fn every_question_but_a_note_has_a_table_in_order() {
        let tables = fixture::dataset(&[]).tables();
        let ids: Vec<&str> = tables.iter().map(|table| table.subject.id.as_str()).collect();
        assert_eq!(ids, ["sex", "media", "measures", "happy", "years", "opinion"]);
        assert_eq!(tables[0].heading(), "問1　あなたの性別");
        assert_eq!(tables[4].subject.title, "荒尾市に住んで何年ですか（単位：年）");
    }

    #[test]
    fn someone_who_was_not_asked_is_in_no_base_but_the_first() {
        let documents = [json!({ "happy": 3 }), json!({ "happy": null }), json!({})];
        assert_eq!(table(&documents, "happy").lines[0].n, 2);
        let dataset = fixture::dataset(&documents);
        let question = dataset.form().question("happy").unwrap();
        let n = |base| dataset.table(question, base).unwrap().lines[0].n;
        assert_eq!((n(Base::All), n(Base::Asked), n(Base::Valid)), (3, 2, 1));
    }

    #[test]
    fn each_row_of_a_matrix_is_a_line_with_its_own_n() {
        let table =
            table(&[json!({ "sat_m01": 5, "sat_m02": 1 }), json!({ "sat_m01": null })], "measures");
        assert_eq!(table.lines[0].label, "切れ目のない子育て支援");
        assert_eq!((table.lines[0].n, table.lines[1].n), (2, 1));
        assert_eq!(table.lines[0].counts, [1, 0, 0, 0, 0, 1]);
        assert_eq!(table.lines[1].counts, [0, 0, 0, 0, 1, 0]);
    }

    #[test]
    fn the_ends_of_a_scale_say_what_they_mean() {
        let table = table(&[json!({ "happy": 10 }), json!({ "happy": 7 })], "happy");
        assert_eq!(table.headings[0].label, "0（とても不幸）");
        assert_eq!(table.headings[10].label, "10（とても幸せ）");
        assert_eq!(table.headings[7].label, "7");
        assert_eq!(table.lines[0].summary.unwrap().mean.unwrap().to_string(), "8.50");
    }
}
