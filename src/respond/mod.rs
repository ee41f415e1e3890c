//! Answering: from the code on the letter to a receipt. The promises kept here: an
//! acknowledged page is on the disk, one answer per code, and nothing joins the two.

pub mod classroom;
pub mod confirmation;
pub mod draft;
pub mod enter;
pub mod guard;
pub mod pages;
pub mod preview;
pub mod question;
pub mod receipt;
pub mod routes;
pub mod standing;
pub mod store;
pub mod visit;

use crate::{
    app::App,
    clock::{Instant, day_in_japan},
    code::Code,
    concern,
    error::{Error, Result},
    form::{self, Finding, Form, Section},
    school::{self, Seat},
    secret::token_hash,
    store::Db,
    survey::{Published, Survey},
};
use draft::Draft;

pub use standing::{Remark, Room, Standing, Visit, standing};

/// How saving a page ended.
pub enum Saved {
    /// Kept, with the sections before and after it on the path.
    Kept {
        /// `None`: it is the first.
        before: Option<String>,
        /// `None`: it is the last.
        next: Option<String>,
    },
    /// Something has to be looked at; the page is shown again.
    Look(Box<Visit>, Vec<Finding>),
    /// The code no longer opens the survey.
    Stopped(Standing),
}

/// What was posted with a page.
pub struct Posted {
    /// The section.
    pub section: String,
    /// Its fields.
    pub fields: Vec<(String, String)>,
    /// The soft findings were shown already, or the respondent does not go forward.
    pub warned: bool,
    /// The respondent goes forward; otherwise nothing is pointed out.
    pub forward: bool,
}

/// Saves a page. What was typed is kept even where something is pointed out.
pub fn save(db: &mut Db, app: &App, code: &Code, posted: &Posted, now: Instant) -> Result<Saved> {
    store::lock_ticket(db, &app.keys.codes.hash(code))?;
    let mut visit = match standing::visit(db, app, code, now)? {
        Standing::Ready(visit) => visit,
        other => return Ok(Saved::Stopped(other)),
    };
    let form = &visit.published.form;
    let section = section(form, &posted.section)?;
    let mut draft = visit.draft.take().unwrap_or_default();
    draft.answers = visit.filled(draft.answers);
    let page = form::read_page(form, section, &draft.answers, &posted.fields, posted.warned);
    draft.answers = page.answers;
    let look = posted.forward && !page.findings.is_empty();
    let path = form::path(form, &draft.answers);
    let id_of = |section: Option<&Section>| section.map(|section| section.id.clone());
    let before = id_of(path.before(form, &section.id));
    let next = id_of(path.next_after(form, &section.id));
    draft.at = match posted.forward && !look {
        true => next.clone().unwrap_or_default(),
        false => section.id.clone(),
    };
    draft.save(db, app, code, &visit.survey.id)?;
    visit.draft = Some(draft);
    Ok(match visit.into_standing(now) {
        Standing::Ready(visit) if look => Saved::Look(visit, page.findings),
        Standing::Ready(_) => Saved::Kept { before, next },
        other => Saved::Stopped(other),
    })
}

/// A section of the form by its name in the URL.
pub fn section<'f>(form: &'f Form, id: &str) -> Result<&'f Section> {
    form.sections.iter().find(|section| section.id == id).ok_or(Error::NotFound)
}

/// How sending ended.
pub enum Sent {
    /// Received, now or by an earlier try of the same page; from a seat, in this room.
    Received(Survey, Option<Room>),
    /// A section has something that must be put right first.
    Incomplete(String),
    /// The code does not open the survey: somebody was faster, or it has closed.
    Stopped(Standing),
}

/// Sends the draft: uses up the ticket, stores the answer, deletes the draft, all or nothing.
///
/// `submission` was drawn for the confirmation page. A second try with it (a double tap, a lost
/// reply) finds the first one's answer; any other second try finds the ticket used.
pub fn submit(
    db: &mut Db,
    app: &App,
    code: &Code,
    submission: &str,
    response_id: &str,
    now: Instant,
) -> Result<Sent> {
    let (code_hash, hash) = (app.keys.codes.hash(code), token_hash(submission));
    store::lock_ticket(db, &code_hash)?;
    let visit = match standing(db, app, code, now)? {
        Standing::Ready(visit) => visit,
        Standing::Used(survey, room) if store::has_submission(db, &hash)? => {
            return Ok(Sent::Received(survey, room));
        }
        other => return Ok(Sent::Stopped(other)),
    };
    if is_full(db, visit.seat.as_deref())? {
        return Ok(Sent::Stopped(visit.out_of_lesson(Remark::Full)));
    }
    let is_watched = visit.is_watched();
    let Visit { survey, published: Published { version, form }, seat, draft, .. } = *visit;
    let Some(draft) = draft else {
        let first = form.sections.first().map(|section| section.id.clone());
        return Ok(Sent::Incomplete(first.unwrap_or_default()));
    };
    if let Some(section) = first_refused(&form, &draft) {
        return Ok(Sent::Incomplete(section));
    }
    if !store::use_ticket(db, &code_hash)? {
        return Err(Error::internal("a locked ticket was gone"));
    }
    let settled = form::settle(&form, &draft.answers);
    let answers = serde_json::to_string(&settled).map_err(Error::internal)?;
    let day = match &seat {
        None => day_in_japan(now),
        // Classes answer on different days: the day would tell the class.
        Some(_) => survey.opens_on,
    };
    let hash = hash.as_str();
    let response = store::Response {
        id: response_id,
        survey_id: &survey.id,
        version,
        day,
        submission: hash,
        answers: &answers,
    };
    store::insert_response(db, &response)?;
    if is_watched {
        concern::note(db, response_id, &form::care::signs(&form, &settled))?;
    }
    Draft::delete(db, app, code)?;
    Ok(Sent::Received(survey, seat.map(|seat| seat.class.room_code)))
}

/// Whether as many answers have come from a seat's class as there are pupils.
fn is_full(db: &mut Db, seat: Option<&Seat>) -> Result<bool> {
    let Some(Seat { class, .. }) = seat else { return Ok(false) };
    school::store::hold_class(db, &class.id)?;
    Ok(school::store::progress(db, &class.id)?.answered >= class.limit())
}

/// The first section on the path that holds something a hard check refuses.
fn first_refused(form: &Form, draft: &Draft) -> Option<String> {
    let path = form::path(form, &draft.answers);
    let refused = |section: &&Section| {
        form::review(form, &path, section, &draft.answers).iter().any(|finding| finding.hard)
    };
    path.sections().iter().copied().find(refused).map(|section| section.id.clone())
}
