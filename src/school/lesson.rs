//! What a teacher does with a class: open, close, open again, let one more answer in.

use super::{Class, State, store};
use crate::{
    audit::{self, Action, Signature},
    clock::day_in_japan,
    error::{Error, Result},
    store::Db,
    survey::{Status, Survey},
};

/// How far a class is. Counted whenever it is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Seats taken in the lesson.
    pub seats: i32,
    /// Answers received, from seats and slips.
    pub answered: i32,
    /// Slips that were printed and not used.
    pub slips: i32,
}

/// Opens a class, for the first time or again, until it is closed or the day is over.
pub fn open(db: &mut Db, by: Signature, survey: &Survey, class: &Class, title: &str) -> Result<()> {
    if survey.status(by.at()) != Status::Open {
        return Err(Error::Conflict(
            "このアンケートは、いま受付をしていません。学級を開けるのは受付の期間中です。市の担当課にお問い合わせください。".into(),
        ));
    }
    let today = day_in_japan(by.at());
    if class.state == State::Open && class.opened_on == Some(today) {
        return Ok(());
    }
    store::set_open(db, &class.id, today)?;
    audit::record(db, by, Action::ClassOpened, title)
}

/// Closes a class. What was begun may be sent for the late minutes.
pub fn close(db: &mut Db, by: Signature, class: &Class, title: &str) -> Result<()> {
    if class.state != State::Open {
        return Ok(());
    }
    store::set_closed(db, &class.id, by.at())?;
    audit::record(db, by, Action::ClassClosed, title)
}

/// Lets one more answer in than there are heads. `seen` is how many had been let in on the page
/// where the button was pressed: pressing it twice lets in one.
pub fn admit(db: &mut Db, by: Signature, class: &Class, seen: i32, title: &str) -> Result<()> {
    if store::admit(db, &class.id, seen)? {
        audit::record(db, by, Action::AnswerAdmitted, title)?;
    }
    Ok(())
}
