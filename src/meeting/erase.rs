//! What is forgotten when: who has pressed 共感 once comments are over, addresses once replies
//! are, and the mails that were sent some days later.

use super::{Meeting, Stage, comments, store};
use crate::{
    app::App,
    audit::{self, Action, Signature},
    clock::{Instant, day_in_japan},
    error::Result,
    outbox,
    store::Db,
};

/// Who is named in the record for what nobody presses.
const CHORES: &str = "自動処理";

/// One round over all meetings. Repeating it changes nothing.
pub async fn round(app: &App) -> Result<()> {
    let now = app.stamp();
    let meetings = app.store.read(store::all).await?;
    let over = |meeting: &Meeting| meeting.erased_at.is_none() && meeting.stage(now) > Stage::Open;
    for meeting in meetings.into_iter().filter(over) {
        let by = Signature::named(app, CHORES)?;
        app.store.write(move |db| forget(db, by, &meeting, now)).await?;
    }
    Ok(())
}

fn forget(db: &mut Db, by: Signature, meeting: &Meeting, now: Instant) -> Result<()> {
    comments::store::forget_people(db, &meeting.id)?;
    if meeting.stage(now) == Stage::Frozen {
        comments::store::forget_mail(db, &meeting.id)?;
    }
    if day_in_japan(now) <= meeting.kept_until() {
        return Ok(());
    }
    outbox::forget(db, &format!("{}:", meeting.list()))?;
    store::set_erased(db, &meeting.id, now)?;
    audit::record(db, by, Action::MeetingErased, &meeting.slug)
}
