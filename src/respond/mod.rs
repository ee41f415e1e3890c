//! Answering: from the code on the letter to a receipt. The promises kept here: an
//! acknowledged page is on the disk, one answer per code, and nothing joins the two.

pub mod confirmation;
pub mod draft;
pub mod enter;
pub mod guard;
pub mod pages;
pub mod preview;
pub mod question;
pub mod receipt;
pub mod routes;
pub mod store;
pub mod visit;

use std::borrow::Cow;

use crate::{
    app::App,
    clock::{Instant, day_in_japan},
    code::Code,
    error::{Error, Result},
    form::{self, Answers, Finding, Form, Section},
    secret::token_hash,
    store::Db,
    survey::{Published, Status, Survey},
};
use draft::Draft;

/// What a code opens at this moment.
pub enum Standing {
    /// Nobody was given this code.
    Unknown,
    /// The office has made it void: undeliverable, moved away, refused.
    Void(Survey),
    /// Its answer was received, by web or on paper.
    Used(Survey),
    /// Answers are not taken now, for the reason that the status gives.
    Shut(Survey, Status),
    /// It may answer.
    Ready(Box<Visit>),
}

/// A respondent at work.
pub struct Visit {
    /// The survey.
    pub survey: Survey,
    /// Open, paused, or within the grace of a draft.
    pub status: Status,
    /// The questionnaire they answer.
    pub published: Published,
    /// What they have answered so far; `None` before the first page was saved.
    pub draft: Option<Draft>,
}

impl Visit {
    /// The answers so far; none before the first page was saved.
    pub fn answers(&self) -> Cow<'_, Answers> {
        self.draft.as_ref().map_or_else(Cow::default, |draft| Cow::Borrowed(&draft.answers))
    }
}

/// Looks up what a code opens. Reads only: scanning a QR changes nothing.
pub fn standing(db: &mut Db, app: &App, code: &Code, now: Instant) -> Result<Standing> {
    Ok(match visit(db, app, code, now)? {
        Standing::Ready(visit) if visit.status == Status::Paused => {
            Standing::Shut(visit.survey, Status::Paused)
        }
        standing => standing,
    })
}

/// The same, but a paused survey is open: what is on a screen may still be saved, not sent.
fn visit(db: &mut Db, app: &App, code: &Code, now: Instant) -> Result<Standing> {
    let keys = &app.keys.codes;
    let Some(found) = store::find(db, &keys.hash(code), &keys.locator(code))? else {
        return Ok(Standing::Unknown);
    };
    let survey = found.survey;
    if !found.has_ticket {
        return Ok(match found.disposition.as_deref() {
            None | Some("paper") => Standing::Used(survey),
            Some(_) => Standing::Void(survey),
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
    Ok(Standing::Ready(Box::new(Visit { survey, status, published, draft })))
}

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
    let mut visit = match visit(db, app, code, now)? {
        Standing::Ready(visit) => visit,
        other => return Ok(Saved::Stopped(other)),
    };
    let form = &visit.published.form;
    let section = section(form, &posted.section)?;
    let mut draft = visit.draft.take().unwrap_or_default();
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
    if visit.status == Status::Paused {
        return Ok(Saved::Stopped(Standing::Shut(visit.survey, Status::Paused)));
    }
    visit.draft = Some(draft);
    Ok(if look { Saved::Look(visit, page.findings) } else { Saved::Kept { before, next } })
}

/// A section of the form by its name in the URL.
pub fn section<'f>(form: &'f Form, id: &str) -> Result<&'f Section> {
    form.sections.iter().find(|section| section.id == id).ok_or(Error::NotFound)
}

/// How sending ended.
pub enum Sent {
    /// Received, now or by an earlier try of the same page.
    Received(Survey),
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
        Standing::Used(survey) if store::has_submission(db, &hash)? => {
            return Ok(Sent::Received(survey));
        }
        other => return Ok(Sent::Stopped(other)),
    };
    let Visit { survey, published: Published { version, form }, draft, .. } = *visit;
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
    let answers =
        serde_json::to_string(&form::settle(&form, &draft.answers)).map_err(Error::internal)?;
    store::insert_response(
        db,
        &store::Response {
            id: response_id,
            survey_id: &survey.id,
            version,
            day: day_in_japan(now),
            submission: &hash,
            answers: &answers,
        },
    )?;
    Draft::delete(db, app, code)?;
    Ok(Sent::Received(survey))
}

/// The first section on the path that holds something a hard check refuses.
fn first_refused(form: &Form, draft: &Draft) -> Option<String> {
    let path = form::path(form, &draft.answers);
    let refused = |section: &&Section| {
        form::review(form, &path, section, &draft.answers).iter().any(|finding| finding.hard)
    };
    path.sections().iter().copied().find(refused).map(|section| section.id.clone())
}
