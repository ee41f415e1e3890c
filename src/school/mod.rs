//! Classes that answer in a lesson, and their seats. Staff register them, a teacher opens one
//! with the code of its sheet, pupils take seats without a login or a name. An answer carries
//! the school and the grade of its class and nothing else of it.

pub mod address;
pub mod board;
pub mod lesson;
pub mod pages;
pub mod register;
pub mod routes;
pub mod seat;
pub mod settings;
pub mod sheets;
pub mod store;
pub mod teacher;

use chrono::{Duration, NaiveDate};

use crate::{
    clock::{Instant, day_in_japan},
    code::{Code, CodeKey},
    form::{Answer, Answers, Filled, Form},
    text::Lang,
};

pub use seat::Seat;
pub use settings::Settings;

/// A class of a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its id; its codes are derived from it.
    pub id: String,
    /// The survey that it answers.
    pub survey_id: String,
    /// The code of its school among the questionnaire's choices.
    pub school: i16,
    /// The code of its grade.
    pub grade: i16,
    /// 1組
    pub name: String,
    /// How many pupils there are.
    pub heads: i32,
    /// How many answers the teacher has let in beyond that.
    pub extra: i32,
    /// Six digits that the whole class may see.
    pub room_code: String,
    /// Which issue of the teacher's code is valid.
    pub issue: i32,
    /// What the teacher has set.
    pub state: State,
    /// The day in Japan on which it was last opened.
    pub opened_on: Option<NaiveDate>,
    /// When it was last closed.
    pub closed_at: Option<Instant>,
}

/// What the teacher has set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not opened yet.
    Waiting,
    /// Takes answers.
    Open,
    /// The lesson is over.
    Closed,
}

impl State {
    const ALL: [State; 3] = [State::Waiting, State::Open, State::Closed];

    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Open => "open",
            State::Closed => "closed",
        }
    }

    /// The state of a word; closed for a word that is none.
    pub fn from_word(word: &str) -> State {
        State::ALL.into_iter().find(|state| state.word() == word).unwrap_or(State::Closed)
    }
}

/// What a class is at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lesson {
    /// Not opened yet.
    NotYet,
    /// Seats are given and answers taken.
    Open,
    /// Closed, but what was begun may still be sent.
    Late,
    /// Over until the teacher opens it again.
    Over,
}

impl Class {
    /// What the class is at `now`. A class that nobody closed is over at midnight.
    pub fn lesson(&self, now: Instant, settings: &Settings) -> Lesson {
        let late = Duration::minutes(settings.late_minutes.into());
        match self.state {
            State::Waiting => Lesson::NotYet,
            State::Open if self.opened_on == Some(day_in_japan(now)) => Lesson::Open,
            State::Open => Lesson::Over,
            State::Closed if self.closed_at.is_some_and(|at| now < at + late) => Lesson::Late,
            State::Closed => Lesson::Over,
        }
    }

    /// How many answers are taken before the teacher has to let one more in.
    pub fn limit(&self) -> i32 {
        self.heads.saturating_add(self.extra)
    }

    /// What an answer carries of its class.
    pub fn fill(&self, form: &Form, answers: &mut Answers) {
        for (filled, code) in [(Filled::School, self.school), (Filled::Grade, self.grade)] {
            if let Some(question) = form.filled(filled) {
                answers.set(question.id.clone(), Answer::Number(code.into()));
            }
        }
    }

    /// 「東中学校 2年生 1組」 with furigana, in the words of the questionnaire.
    pub fn title(&self, form: &Form, lang: Lang) -> String {
        let school = label(form, Filled::School, self.school, lang);
        let grade = label(form, Filled::Grade, self.grade, lang);
        format!("{school} {grade} {}", self.name)
    }

    /// The teacher's code, as printed on the sheet.
    pub fn teacher_code(&self, keys: &CodeKey) -> Code {
        keys.code(&self.id, &format!("teacher {}", self.issue))
    }
}

/// The label of a school or a grade; its number where the questionnaire has none.
pub fn label(form: &Form, filled: Filled, code: i16, lang: Lang) -> String {
    let choices = form.filled(filled).map_or(&[][..], |question| question.choices());
    let choice = choices.iter().find(|choice| choice.code == code);
    choice.map_or_else(|| code.to_string(), |choice| choice.label.get(lang).to_owned())
}

/// Whether a questionnaire is answered in classes, and not by people who get a letter.
pub fn is_for_classes(form: &Form) -> bool {
    form.filled(Filled::School).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fixture::class_form;

    fn class(state: State) -> Class {
        Class {
            id: "c1".into(),
            survey_id: "s1".into(),
            school: 1,
            grade: 2,
            name: "1組".into(),
            heads: 34,
            extra: 0,
            room_code: "123456".into(),
            issue: 1,
            state,
            opened_on: NaiveDate::from_ymd_opt(2026, 12, 10),
            closed_at: Some(at("2026-12-10T10:40:00+09:00")),
        }
    }

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_class_that_nobody_closed_is_over_at_midnight() {
        let (open, settings) = (class(State::Open), Settings::default());
        assert_eq!(open.lesson(at("2026-12-10T23:59:59+09:00"), &settings), Lesson::Open);
        assert_eq!(open.lesson(at("2026-12-11T00:00:00+09:00"), &settings), Lesson::Over);
    }

    #[test]
    fn after_closing_there_are_the_late_minutes() {
        let settings = Settings { late_minutes: 3, ..Settings::default() };
        let lesson = |now| class(State::Closed).lesson(at(now), &settings);
        assert_eq!(lesson("2026-12-10T10:42:59+09:00"), Lesson::Late);
        assert_eq!(lesson("2026-12-10T10:43:00+09:00"), Lesson::Over);
    }

    #[test]
    fn an_answer_carries_school_and_grade_and_nothing_else_of_a_class() {
        let mut answers = Answers::default();
        class(State::Open).fill(&class_form(&[]).expect("the form"), &mut answers);
        assert_eq!(serde_json::to_string(&answers).expect("JSON"), r#"{"grade":2,"school":1}"#);
    }

    #[test]
    fn a_class_is_called_by_the_words_of_the_questionnaire() {
        let form = class_form(&[]).expect("the form");
        let title = class(State::Open).title(&form, Lang::Ja);
        assert_eq!(title, "{東|ひがし}{中学校|ちゅうがっこう} 2{年生|ねんせい} 1組");
    }
}
