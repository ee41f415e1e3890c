//! The coded texts as a multiple choice of the dataset, so that every table, export and codebook
//! takes them like any other question.

use std::collections::BTreeSet;

use super::{
    book::{Book, books},
    frame::Fate,
    reading::{TextQuestion, questions},
};
use crate::{
    answers::{Coded, Dataset},
    error::Result,
    form::{Choice, Kind, Question, Required},
    store::Db,
    tally::WRITTEN,
};

/// Adds a variable for every question whose texts have codes. Whoever wrote nothing is 非該当;
/// a text without a code that counts (see [`super::book::Outcome`]) is 無回答.
pub fn attach(db: &mut Db, survey: &str, dataset: &mut Dataset) -> Result<()> {
    let books = books(db, survey)?;
    for question in questions(dataset) {
        if let Some(book) = books.get(&question.field) {
            attach_one(dataset, &question, book);
        }
    }
    Ok(())
}

fn attach_one(dataset: &mut Dataset, question: &TextQuestion, book: &Book) {
    let choices = choices(book);
    if choices.is_empty() {
        return;
    }
    let written = written(dataset, &question.field);
    let derived = Question {
        id: free_id(dataset, &question.field),
        number: None,
        text: title(question).as_str().into(),
        short: None,
        hint: Some(
            "書かれた文を職員が分類したものです。書かなかった人は非該当、まだ分類が決まっていない文は無回答に数えます。"
                .into(),
        ),
        required: Required::No,
        show_if: None,
        checks: Vec::new(),
        indicator: None,
        filled: None,
        kind: Kind::Multiple { choices, max: None },
    };
    dataset.attach(&question.field, derived, |id| {
        if !written.contains(id) {
            return Coded::NotAsked;
        }
        match book.marks(id).outcome().codes() {
            Some(codes) => Coded::Ticks(codes.to_vec()),
            None => Coded::NoAnswer,
        }
    });
}

/// What the tables are headed. Says what the missings are, which differ from other questions'.
fn title(question: &TextQuestion) -> String {
    format!("「{}」の分類（アフターコード。非該当は記入なし、無回答は未分類）", question.title)
}

/// The codes that tables show: those in use, and retired ones that some text counts for.
fn choices(book: &Book) -> Vec<Choice> {
    let outcomes =
        book.marks.values().filter_map(|marks| marks.outcome().codes().map(<[i16]>::to_vec));
    let given: BTreeSet<i16> = outcomes.flatten().collect();
    let shown = book.frame.codes.iter().filter(|code| match code.fate {
        Fate::InUse => true,
        Fate::Retired => given.contains(&code.number),
        Fate::MergedInto(_) => false,
    });
    shown
        .map(|code| Choice {
            code: code.number,
            label: book.frame.label(code.number).as_str().into(),
            exclusive: false,
            other: false,
            score: None,
        })
        .collect()
}

/// The ids of the answers that hold a text in the field.
fn written(dataset: &Dataset, field: &str) -> BTreeSet<String> {
    let cells = dataset.field(field).first().map_or(&[][..], |column| &column.cells);
    let rows = cells.iter().enumerate().filter(|(_, cell)| **cell == WRITTEN);
    rows.map(|(row, _)| dataset.id(row).to_owned()).collect()
}

/// A name that no question of the form has.
fn free_id(dataset: &Dataset, field: &str) -> String {
    let mut id = format!("{field}_coded");
    let form = dataset.form();
    while form.question(&id).is_some() || form.field(&id).is_some() {
        id.push('_');
    }
    id
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{book::Marks, frame::tests::frame, reading::tests::dataset};
    use super::*;
    use crate::tally::{NO_ANSWER, NOT_ASKED};

    fn attached(marks: &[(&str, Marks)]) -> Dataset {
        let mut dataset = dataset();
        let marks = marks.iter().map(|(id, marks)| ((*id).to_owned(), marks.clone()));
        let book = Book { version: 2, frame: frame(), marks: marks.collect::<BTreeMap<_, _>>() };
        let question = super::super::reading::question(&dataset, "ideas").unwrap();
        attach_one(&mut dataset, &question, &book);
        dataset
    }

    fn first(codes: &[i16]) -> Marks {
        Marks { first: Some(codes.to_vec()), ..Marks::default() }
    }

    #[test]
    fn codes_are_ticks_blank_is_not_asked_and_uncoded_is_no_answer() {
        let differ = Marks { second: Some(vec![2]), ..first(&[1]) };
        let dataset = attached(&[("a", first(&[1, 2])), ("b", differ)]);
        // The people in the order of loading: e (uncoded), a, c (blank), b (not settled), d.
        let cells: Vec<&[i16]> =
            dataset.field("ideas_coded").iter().map(|column| &column.cells[..]).collect();
        let expected = |ticked| [NO_ANSWER, ticked, NOT_ASKED, NO_ANSWER, NOT_ASKED];
        assert_eq!(cells, [expected(1), expected(1), expected(0)]);
    }

    #[test]
    fn the_variables_and_the_columns_go_together_and_later_answers_still_fit() {
        let mut dataset = attached(&[("a", first(&[1]))]);
        dataset.add("f", r#"{"sex":2,"ideas":"橋"}"#).unwrap();
        assert_eq!(dataset.variables().len(), dataset.columns().len());
        let last = dataset.variables().last().unwrap();
        assert_eq!((last.name.as_str(), last.label.as_str()), ("ideas_coded_9", "その他"));
        assert!(dataset.columns().iter().all(|column| column.cells.len() == 6));
        assert_eq!(dataset.field("sex")[0].cells[5], 2);
        assert_eq!(dataset.topic("ideas_coded").unwrap().codes().len(), 3);
        assert_eq!(
            dataset.form().sections.last().unwrap().title.get(crate::text::Lang::Ja),
            "アフターコード"
        );
    }

    #[test]
    fn a_retired_code_is_shown_only_while_a_text_has_it() {
        let labels = |dataset: &Dataset| -> Vec<String> {
            let of_it = dataset.variables().iter().filter(|one| one.question == "ideas_coded");
            of_it.map(|variable| variable.label.clone()).collect()
        };
        assert_eq!(labels(&attached(&[])), ["交通", "子育て", "その他"]);
        let with = attached(&[("a", first(&[4]))]);
        assert_eq!(labels(&with), ["交通", "子育て", "むかし（使用終了）", "その他"]);
    }
}
