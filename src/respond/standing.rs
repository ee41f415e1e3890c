//! What a code opens at this moment: a page of questions, or the reason why not.

use std::borrow::Cow;

use super::{
    draft::Draft,
    pages::Setting,
    store::{self, Asked},
    visit::Reader,
};
use crate::{
    app::App,
    clock::Instant,
    code::Code,
    error::Result,
    form::Answers,
    school::{Lesson, Seat},
    store::Db,
    survey::{Published, Status, Survey},
    ui::layout::Pupil,
};

/// What a code opens at this moment.
pub enum Standing {
    /// Nobody was given this code.
    Unknown,
    /// The office has made it void: undeliverable, moved away, refused.
    Void(Survey),
    /// Its answer was received, by web or on paper; from a seat, in this room.
    Used(Survey, Option<Room>),
    /// The seat's class does not take its answers now.
    Lesson(Survey, Box<Seat>, Remark),
    /// Answers are not taken now, for the reason that the status gives.
    Shut(Survey, Status),
    /// It may answer.
    Ready(Box<Visit>),
}

impl Standing {
    /// The survey that the code belongs to; none where nobody was given it.
    pub fn survey(&self) -> Option<&Survey> {
        match self {
            Standing::Unknown => None,
            Standing::Void(survey)
            | Standing::Used(survey, _)
            | Standing::Lesson(survey, ..)
            | Standing::Shut(survey, _) => Some(survey),
            Standing::Ready(visit) => Some(&visit.survey),
        }
    }
}

/// Why a seat cannot go on now. What it has saved is kept in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The teacher has not opened the class yet.
    NotYet,
    /// The lesson is over.
    Over,
    /// The office has paused the survey.
    OnHold,
    /// As many answers have come as there are pupils: the teacher has to let this one in.
    Full,
}

/// The six digits of a class, for whoever comes next.
pub type Room = String;

/// A respondent at work.
pub struct Visit {
    /// The survey.
    pub survey: Survey,
    /// Open, paused, or within the grace of a draft.
    pub status: Status,
    /// The questionnaire they answer.
    pub published: Published,
    /// Where they sit, in a class.
    pub seat: Option<Box<Seat>>,
    /// What they have answered so far; `None` before the first page was saved.
    pub draft: Option<Draft>,
}

impl Visit {
    /// The answers so far, with what the class fills in.
    pub fn answers(&self) -> Cow<'_, Answers> {
        match &self.draft {
            Some(draft) => Cow::Borrowed(&draft.answers),
            None => Cow::Owned(self.filled(Answers::default())),
        }
    }

    /// Whether somebody is named who reads its texts soon.
    pub fn is_watched(&self) -> bool {
        self.seat.as_ref().is_some_and(|seat| seat.settings.reader.is_some())
    }

    /// What its pages are drawn with.
    pub fn setting<'a>(&'a self, app: &'a App, reader: Reader) -> Setting<'a> {
        let setting = reader.setting(app);
        match &self.seat {
            Some(seat) => setting.of_pupil(Pupil { seat: seat.resume.as_deref() }),
            None => setting,
        }
    }

    /// Answers with what the class fills in.
    pub(super) fn filled(&self, mut answers: Answers) -> Answers {
        if let Some(seat) = &self.seat {
            seat.class.fill(&self.published.form, &mut answers);
        }
        answers
    }

    /// What stands in the way at this moment: a page on a screen may be saved, but not more.
    pub(super) fn into_standing(self: Box<Visit>, now: Instant) -> Standing {
        if self.status == Status::Paused {
            return match self.seat {
                Some(seat) => Standing::Lesson(self.survey, seat, Remark::OnHold),
                None => Standing::Shut(self.survey, Status::Paused),
            };
        }
        match self.seat.as_ref().map(|seat| seat.lesson(now)) {
            None | Some(Lesson::Open | Lesson::Late) => Standing::Ready(self),
            Some(Lesson::NotYet) => self.out_of_lesson(Remark::NotYet),
            Some(Lesson::Over) => self.out_of_lesson(Remark::Over),
        }
    }

    pub(super) fn out_of_lesson(self: Box<Visit>, remark: Remark) -> Standing {
        match self.seat {
            Some(seat) => Standing::Lesson(self.survey, seat, remark),
            None => Standing::Ready(self),
        }
    }
}

/// Looks up what a code opens. Reads only: scanning a QR changes nothing.
pub fn standing(db: &mut Db, app: &App, code: &Code, now: Instant) -> Result<Standing> {
    Ok(match visit(db, app, code, now)? {
        Standing::Ready(visit) => visit.into_standing(now),
        standing => standing,
    })
}

/// The same, but a paused survey and a lesson that is over are open: what is on a screen may
/// still be saved, not sent.
pub(super) fn visit(db: &mut Db, app: &App, code: &Code, now: Instant) -> Result<Standing> {
    let Some(found) = store::find(db, &app.keys.codes, code)? else {
        return Ok(Standing::Unknown);
    };
    let survey = found.survey;
    if !found.has_ticket {
        return Ok(match found.asked {
            Asked::Seat(seat) => Standing::Used(survey, Some(seat.class.room_code)),
            Asked::Participant { disposition: None } => Standing::Used(survey, None),
            Asked::Participant { disposition: Some(word) } if word == "paper" => {
                Standing::Used(survey, None)
            }
            Asked::Participant { .. } => Standing::Void(survey),
        });
    }
    let draft = match &found.draft {
        Some(sealed) => Draft::open(app, code, sealed)?,
        None => None,
    };
    let status = survey.status(now);
    match status {
        Status::Open | Status::Paused => {}
        Status::Grace if draft.is_some() => {}
        Status::Grace => return Ok(Standing::Shut(survey, Status::Closed)),
        shut => return Ok(Standing::Shut(survey, shut)),
    }
    let published = app.forms.version(db, &survey.id, found.version)?;
    let seat = match found.asked {
        Asked::Seat(seat) => Some(seat),
        Asked::Participant { .. } => None,
    };
    let visit = Box::new(Visit { survey, status, published, seat, draft });
    Ok(Standing::Ready(visit))
}
