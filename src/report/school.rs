//! What a school sees when the survey is over: everybody, itself, and the grades of all schools,
//! with the same figures hidden as in public results. All schools' tables are suppressed
//! together and then parted, so that two schools that compare their pages learn nothing more.

pub mod pages;
pub mod routes;

use super::publication::{
    Document,
    document::{Group, Line, Question},
};
use crate::form::{Filled, Form};

/// The part of public results that a school sees.
pub fn of_school(all: Document, form: &Form, school: i16) -> Document {
    let place = |what| {
        let question = form.filled(what)?;
        all.breakdowns.iter().position(|breakdown| breakdown.id == question.id)
    };
    let (schools, grades) = (place(Filled::School), place(Filled::Grade));
    let is_seen = |line: &Line| match &line.group {
        None => true,
        Some(Group { breakdown, code, .. }) => {
            Some(*breakdown) == grades || (Some(*breakdown) == schools && *code == school)
        }
    };
    // The places of breakdowns stay: lines point at them.
    // The tables of schools and grades themselves say how other schools are.
    let is_filled = |question: &Question| {
        form.questions().any(|other| other.id == question.id && other.filled.is_some())
    };
    let mut questions = all.questions;
    questions.retain(|question| !is_filled(question));
    for item in questions.iter_mut().flat_map(|question| &mut question.items) {
        item.lines.retain(is_seen);
    }
    Document { questions, ..all }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        answers::Dataset,
        form::fixture::class_form,
        report::{fixture, publication::document},
        survey::returns::{
            Board,
            classes::{ClassBoard, ClassReturns, School},
        },
    };
    use serde_json::json;

    /// Public results of schools with so many classes in each grade, ten answers a class.
    fn town(classes: [[u32; 2]; 2]) -> Document {
        let mut dataset = Dataset::new(class_form(&[]).expect("the form"));
        let mut board = ClassBoard {
            grades: vec![(1, String::new()), (2, String::new())],
            schools: Vec::new(),
        };
        for (school, row) in (1..).zip(classes) {
            let mut grades = Vec::new();
            for (grade, classes) in (1..).zip(row) {
                let answered = classes * 10;
                for pupil in 0..answered {
                    let id = format!("{school}{grade}{pupil:03}");
                    let like = 1 + pupil % 2;
                    let answer = json!({ "school": school, "grade": grade, "like": like });
                    dataset.add(&id, &answer.to_string()).expect("an answer");
                }
                let (over, answering) = (classes, classes);
                grades.push(ClassReturns { over, answering, answered, ..Default::default() });
            }
            board.schools.push(School { code: school, label: String::new(), grades });
        }
        let mut gathered = fixture::gathered(dataset);
        gathered.returns = Board::Classes(board);
        document(&gathered)
    }

    /// The lines of a question: group and n.
    fn like(document: &Document) -> Vec<(&str, Option<u32>)> {
        let question = document.questions.iter().find(|question| question.id == "like");
        let lines = &question.expect("a question").items[0].lines;
        let mut named = Vec::new();
        for line in lines {
            named.push((line.group.as_ref().map_or("全体", |of| of.label.as_str()), line.n));
        }
        named
    }

    #[test]
    fn a_school_sees_itself_and_the_grades_of_all_schools() {
        let form = class_form(&[]).expect("the form");
        let seen = of_school(town([[2, 2], [2, 2]]), &form, 2);
        let expected = [("全体", 80), ("西中学校", 40), ("1年生", 40), ("2年生", 40), ("3年生", 0)];
        assert_eq!(like(&seen), expected.map(|(name, n)| (name, Some(n))));
    }

    #[test]
    fn a_group_by_which_one_class_would_be_told_is_hidden_though_many_are_in_it() {
        // One class in the last cell, but no margin less others leaves it alone.
        assert!(like(&town([[2, 2], [2, 1]])).iter().all(|(_, n)| n.is_some()));
        // The second school is one class; the first would be everybody less it.
        let town = town([[2, 2], [1, 0]]);
        let seen = like(&town);
        let of = |name: &str| seen.iter().find(|(label, _)| *label == name).expect("a line").1;
        assert_eq!((of("東中学校"), of("西中学校"), of("1年生")), (None, None, Some(30)));
    }
}
