//! What the office sees of the classes of a survey: counted anew whenever it is looked at.

use super::{Class, Lesson, Settings, label, lesson::Progress, register, store};
use crate::{
    clock::Instant,
    error::Result,
    form::{Filled, Form, ruby::plain},
    staff::{self, Staff},
    store::Db,
    survey::{Survey, board::classes::of_class, returns::classes::ClassReturns},
    text::Lang,
};

/// The classes of a survey.
#[derive(Clone, Debug)]
pub struct Board {
    /// By school, grade and name.
    pub classes: Vec<Listed>,
    /// What holds for all of them.
    pub settings: Settings,
    /// Who reads texts that should be read soon.
    pub watch: Watch,
}

/// A class as the office lists it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The class.
    pub class: Class,
    /// What it is now.
    pub lesson: Lesson,
    /// How far it is.
    pub progress: Progress,
    /// Its school, without furigana.
    pub school: String,
    /// Its grade, without furigana.
    pub grade: String,
}

/// Who reads texts that should be read soon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watch {
    /// The questionnaire looks for none.
    NotAsked,
    /// Nobody is named, and nothing is looked for.
    Nobody,
    /// Somebody who cannot sign in any more.
    Gone(String),
    /// Somebody, by name.
    Reader(String),
}

/// Classes added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Classes, pupils and answers.
    pub returns: ClassReturns,
    /// Seats taken.
    pub seats: i32,
    /// Slips that were printed and not used.
    pub slips: i32,
}

/// Looks at the classes of a survey.
pub fn board(db: &mut Db, survey: &Survey, form: &Form, now: Instant) -> Result<Board> {
    let settings = store::settings(db, &survey.id)?;
    let mut progress = store::progress_of_all(db, &survey.id)?;
    let classes = register::sorted(store::classes(db, &survey.id)?, form);
    let classes = classes
        .into_iter()
        .map(|class| {
            let progress = progress.remove(&class.id).unwrap_or_default();
            Listed::of(class, progress, form, &settings, now)
        })
        .collect();
    let watch = watch(form, &settings, &staff::store::all(db)?);
    Ok(Board { classes, settings, watch })
}

/// Who reads what should be read soon, of these colleagues.
pub fn watch(form: &Form, settings: &Settings, colleagues: &[Staff]) -> Watch {
    if form.care.is_none() {
        return Watch::NotAsked;
    }
    let Some(reader) = &settings.reader else { return Watch::Nobody };
    match colleagues.iter().find(|colleague| colleague.id == *reader) {
        Some(colleague) if colleague.active => Watch::Reader(colleague.name.clone()),
        Some(colleague) => Watch::Gone(colleague.name.clone()),
        None => Watch::Nobody,
    }
}

impl Listed {
    /// A class with the words of its questionnaire.
    pub fn of(
        class: Class,
        progress: Progress,
        form: &Form,
        settings: &Settings,
        now: Instant,
    ) -> Listed {
        let word = |filled, code| plain(&label(form, filled, code, Lang::Ja)).into_owned();
        Listed {
            lesson: class.lesson(now, settings),
            school: word(Filled::School, class.school),
            grade: word(Filled::Grade, class.grade),
            class,
            progress,
        }
    }

    /// 「東中学校 2年生 1組」
    pub fn title(&self) -> String {
        format!("{} {} {}", self.school, self.grade, self.class.name)
    }

    /// What it is now, in a word.
    pub fn state(&self) -> &'static str {
        match self.lesson {
            Lesson::NotYet => "まだ",
            Lesson::Open => "受付中",
            Lesson::Late => "終わり（書きかけだけ）",
            Lesson::Over => "終わり",
        }
    }

    /// Whether nothing would be lost by removing it.
    pub fn is_untouched(&self) -> bool {
        self.progress.seats == 0 && self.progress.answered == 0
    }
}

impl Sum {
    /// Adds classes up.
    pub fn of(classes: &[Listed]) -> Sum {
        let returns = |listed: &Listed| of_class(&listed.class, listed.lesson, listed.progress);
        Sum {
            returns: classes.iter().map(returns).sum(),
            seats: classes.iter().map(|listed| listed.progress.seats).sum(),
            slips: classes.iter().map(|listed| listed.progress.slips).sum(),
        }
    }
}

impl Board {
    /// The classes school by school.
    pub fn schools(&self) -> impl Iterator<Item = &[Listed]> {
        self.classes.chunk_by(|one, other| one.class.school == other.class.school)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{form::fixture::class_form, school::State, staff::Role};

    fn listed(school: i16, state: State, answered: i32) -> Listed {
        let now = "2026-12-10T12:00:00+09:00".parse().expect("an instant");
        let class = Class {
            id: "c".into(),
            survey_id: "s".into(),
            school,
            grade: 2,
            name: "1組".into(),
            heads: 30,
            extra: 0,
            room_code: "123456".into(),
            issue: 1,
            state,
            opened_on: Some(crate::clock::day_in_japan(now)),
            closed_at: None,
        };
        let progress = Progress { seats: answered, answered, slips: 0 };
        let form = class_form(&[]).expect("the form");
        Listed::of(class, progress, &form, &Settings::default(), now)
    }

    #[test]
    fn classes_are_listed_school_by_school_and_added_up() {
        let classes = vec![
            listed(1, State::Open, 10),
            listed(1, State::Waiting, 0),
            listed(2, State::Closed, 29),
        ];
        let board = Board { classes, settings: Settings::default(), watch: Watch::Nobody };
        let sums: Vec<Sum> = board.schools().map(Sum::of).collect();
        assert_eq!(sums.len(), 2);
        let first = sums[0].returns;
        assert_eq!((first.waiting, first.open, first.heads, sums[0].seats), (1, 1, 60, 10));
        let all = Sum::of(&board.classes).returns;
        assert_eq!((all.answered, all.over, all.rate().to_string()), (39, 1, "43.3".into()));
        assert_eq!(board.classes[0].title(), "東中学校 2年生 1組");
    }

    #[test]
    fn a_reader_who_has_left_is_noticed() {
        let form = class_form(&[]).expect("the form");
        let colleague = |active| Staff {
            id: "mori".into(),
            email: "mori@city.example.jp".into(),
            name: "森".into(),
            role: Role::Viewer,
            active,
            has_password: true,
        };
        let named = Settings { reader: Some("mori".into()), ..Settings::default() };
        assert_eq!(watch(&form, &named, &[colleague(true)]), Watch::Reader("森".into()));
        assert_eq!(watch(&form, &named, &[colleague(false)]), Watch::Gone("森".into()));
        assert_eq!(watch(&form, &Settings::default(), &[colleague(true)]), Watch::Nobody);
        let residents = crate::form::fixture::form();
        assert_eq!(watch(&residents, &named, &[]), Watch::NotAsked);
    }
}
