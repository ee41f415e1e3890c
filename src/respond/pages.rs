//! What a respondent sees.

use std::borrow::Cow;

use maud::{Markup, html};

use super::{
    Standing, Visit, classroom,
    question::{Sheet, question, sentence},
};
use crate::{
    code::CodeError,
    config::City,
    form::{self, Answers, Finding, Form, Question, Section, ruby::plain},
    survey::{State, Status, Survey},
    text::{Lang, about::points, respond as text},
    ui::{
        layout::{Frame, Pupil, View, public},
        ruby::Ruby,
    },
};

/// What every page needs: who speaks and how the resident reads.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Who speaks.
    pub city: &'a City,
    /// How the resident reads.
    pub view: View,
    /// The reader is a pupil in a class.
    pub pupil: Option<Pupil<'a>>,
}

impl<'a> Setting<'a> {
    /// The same for a pupil in a class.
    pub fn of_pupil(self, pupil: Pupil<'a>) -> Setting<'a> {
        let view = View { with_readings: true, ..self.view };
        Setting { pupil: Some(pupil), view, ..self }
    }

    /// The same on a page of this form, see [`View::in_form`].
    pub fn in_form(&self, form: &Form) -> Setting<'a> {
        Setting { view: self.view.in_form(form), ..*self }
    }

    /// A text of the interface in the resident's language.
    pub fn say(&self, words: fn(Lang) -> &'static str) -> Ruby<'static> {
        self.view.say(words(self.view.lang))
    }

    /// A page with a heading and nothing to lose on it.
    pub fn page(&self, title: &str, languages: &[Lang], sample: bool, body: Markup) -> Markup {
        self.framed(title, languages, sample, None, body)
    }

    /// A page with a form `#page`: the switches are its buttons, so that what is typed is kept.
    pub fn form_page(&self, title: &str, languages: &[Lang], sample: bool, body: Markup) -> Markup {
        self.framed(title, languages, sample, Some("page"), body)
    }

    fn framed(
        &self,
        title: &str,
        languages: &[Lang],
        sample: bool,
        switches_of: Option<&str>,
        body: Markup,
    ) -> Markup {
        let (title, Setting { city, view, pupil }) = (&plain(title), *self);
        public(&Frame { city, view, title, languages, sample, switches_of, pupil }, body)
    }
}

/// Why the code that was typed is not accepted.
pub enum CodeRemark {
    /// Nothing was typed.
    Missing,
    /// It cannot be a code.
    Malformed(CodeError),
    /// It could be one, but nobody has it.
    Unknown,
    /// Too many wrong ones.
    Wait,
    /// No remark: the page asks who it is before going on.
    WhoAreYou,
}

impl CodeRemark {
    /// What the form says about it, so that a switch does not lose it.
    fn mark(&self) -> &'static str {
        match self {
            CodeRemark::WhoAreYou => WHO,
            _ => SAY_AGAIN,
        }
    }
}

/// The page asked who it is.
pub const WHO: &str = "who";
/// The code was refused, with words to be said again in another language.
pub const SAY_AGAIN: &str = "again";

/// Asks for the code. `typed` stays in the field, to be compared with the letter.
pub fn code(set: &Setting<'_>, remark: Option<&CodeRemark>, typed: &str) -> Markup {
    let lang = set.view.lang;
    let is_error = remark.is_some_and(|remark| !matches!(remark, CodeRemark::WhoAreYou));
    set.form_page(
        text::enter_code(lang),
        &Lang::ALL,
        false,
        html! {
            h1 { (set.say(text::enter_code)) }
            @if let Some(remark) = remark { (code_remark(set, remark)) }
            form #page method="post" action="/a" {
                @if let Some(remark) = remark { input type="hidden" name="remark" value=(remark.mark()); }
                p { (set.say(text::where_is_code)) }
                p.typed {
                    label for="code" { (set.say(text::code)) }
                    input.code #code name="code" type="text" value=(typed) autocomplete="off" autocapitalize="characters"
                        spellcheck="false" aria-describedby=(if is_error { "remark hint" } else { "hint" })
                        aria-invalid=[is_error.then_some("true")] placeholder="XXXX-XXXX-XXXX";
                }
                p.hint #hint { (set.say(text::code_hint)) }
                p.actions { button.primary { (set.say(text::open_with_code)) } }
            }
        },
    )
}

fn code_remark(set: &Setting<'_>, remark: &CodeRemark) -> Markup {
    let (lang, view) = (set.view.lang, set.view);
    match remark {
        CodeRemark::WhoAreYou => html! { p.notice { (set.say(text::who_are_you)) } },
        CodeRemark::Missing => {
            html! { p.refused #remark role="alert" { (set.say(text::code_missing)) } }
        }
        CodeRemark::Malformed(why) => {
            let sentence = match why {
                CodeError::WrongLength { typed } => text::code_length(lang, *typed),
                CodeError::LetterNotUsed(letter) => text::letter_not_used(lang, *letter),
                CodeError::CheckFailed => text::code_mistyped(lang).to_owned(),
            };
            html! { p.refused #remark role="alert" { (view.say(&sentence)) } }
        }
        CodeRemark::Unknown => html! {
            div.refused #remark role="alert" {
                p { strong { (set.say(text::code_unknown)) } }
                p { (set.say(text::code_unknown_text)) }
            }
        },
        CodeRemark::Wait => html! {
            div.refused #remark role="alert" {
                p { strong { (set.say(text::code_wait)) } }
                p { (set.say(text::code_wait_text)) }
            }
        },
    }
}

/// The greeting: who asks, why, and what happens to the answers. `code` stands in the form when
/// the page was opened from a QR, because no cookie holds it yet.
pub fn welcome(set: &Setting<'_>, visit: &Visit, code: Option<&str>) -> Markup {
    if let Some(seat) = &visit.seat {
        return classroom::pages::slip(set, visit, seat, code);
    }
    let form = &visit.published.form;
    let set = &set.in_form(form);
    let (view, lang) = (set.view, set.view.lang);
    set.page(form.title.get(lang), &form.languages, visit.survey.sample, html! {
        h1 { (view.say(form.title.get(lang))) }
        @if visit.status == Status::Grace { p.notice { (set.say(text::grace)) } }
        @if visit.draft.is_some() { p.notice { (set.say(text::draft_found)) } }
        h2 { (set.say(text::purpose)) }
        p { (view.say(form.purpose.get(lang))) }
        p { strong { (view.say(&text::closes_on(lang, &lang.day(visit.survey.closes_on)))) } }
        h2 { (set.say(text::anonymity)) }
        p { (set.say(text::anonymity_text)) }
        p { (set.say(text::how_it_works)) }
        form method="post" action=(if code.is_some() { "/a/start" } else { "/a/resume" }) {
            @if let Some(code) = code { input type="hidden" name="code" value=(code); }
            p.actions {
                button.primary { (set.say(if visit.draft.is_some() { text::resume } else { text::start })) }
            }
        }
    })
}

/// What a page of questions needs.
pub struct SectionPage<'a> {
    /// The questionnaire.
    pub form: &'a Form,
    /// The section.
    pub section: &'a Section,
    /// The answers so far.
    pub answers: &'a Answers,
    /// What is pointed out.
    pub findings: &'a [Finding],
    /// The questions to show, or those that the answers ask for.
    pub shown: Option<Vec<&'a Question>>,
    /// Synthetic data.
    pub sample: bool,
    /// The earlier page was saved just now.
    pub saved: bool,
    /// The store did not take the page.
    pub not_saved: bool,
    /// Somebody is named who reads texts soon.
    pub is_watched: bool,
}

impl<'a> SectionPage<'a> {
    /// The page with nothing to say about it.
    pub fn of(form: &'a Form, section: &'a Section, answers: &'a Answers) -> SectionPage<'a> {
        SectionPage {
            form,
            section,
            answers,
            findings: &[],
            shown: None,
            sample: false,
            saved: false,
            not_saved: false,
            is_watched: false,
        }
    }
}

/// A page of questions.
pub fn section(set: &Setting<'_>, page: &SectionPage<'_>) -> Markup {
    let set = &set.in_form(page.form);
    let (view, lang, section) = (set.view, set.view.lang, page.section);
    let path = form::path(page.form, page.answers);
    let place = path.sections().iter().position(|other| other.id == section.id).unwrap_or(0) + 1;
    let of = path.sections().len() + 1;
    let care = page.form.care.as_ref().filter(|_| page.is_watched).map(|care| &care.notice);
    let sheet = Sheet { view, answers: page.answers, findings: page.findings, care };
    let shown = page.shown.clone().unwrap_or_else(|| path.page(section));
    let title = plain(section.title.get(lang));
    let title = if page.findings.is_empty() { title } else { format!("! {title}").into() };
    set.form_page(
        &title,
        &page.form.languages,
        page.sample,
        html! {
            (progress(set, place, of, page.saved))
            h1 { (view.say(section.title.get(lang))) }
            @if page.not_saved { p.refused role="alert" { (set.say(text::not_saved)) } }
            (summary(set, page))
            @if let Some(intro) = &section.intro { p { (view.say(intro.get(lang))) } }
            form #page method="post" action={ "/a/p/" (section.id) } {
                @let soft_only = !page.findings.is_empty() && page.findings.iter().all(|finding| !finding.hard);
                @if soft_only { input type="hidden" name="warned" value="yes"; }
                @if !page.findings.is_empty() { input type="hidden" name="pointed-out" value="yes"; }
                @for item in &shown { (question(&sheet, item)) }
                p.actions {
                    button.primary name="to" value="next" { (set.say(text::next)) }
                    @if place > 1 { button name="to" value="back" { (set.say(text::back)) } }
                    // A pupil goes on by the number at the top.
                    @if set.pupil.is_none_or(|pupil| pupil.seat.is_none()) {
                        button.quiet name="to" value="pause" { (set.say(text::pause)) }
                    }
                }
            }
        },
    )
}

/// How far they have come.
pub fn progress(set: &Setting<'_>, place: usize, of: usize, saved: bool) -> Markup {
    let words = text::progress(set.view.lang, place, of);
    html! {
        div.progress {
            p { (set.view.say(&words))
                @if saved { " " span.saved role="status" { "✓ " (set.say(text::saved)) } } }
            progress value=(place) max=(of) aria-label=(plain(&words)) {}
        }
    }
}

/// What has to be looked at, with links to it.
fn summary(set: &Setting<'_>, page: &SectionPage<'_>) -> Markup {
    let (view, lang) = (set.view, set.view.lang);
    if page.findings.is_empty() {
        return html! {};
    }
    let hard = page.findings.iter().any(|finding| finding.hard);
    html! {
        div.summary.refused[hard] role="alert" {
            h2 { (set.say(text::please_check)) }
            ul {
                @for finding in page.findings {
                    @if let Some(question) = page.section.questions.iter().find(|other| other.id == finding.question) {
                        li { a href={ "#q-" (question.id) } {
                            @if let Some(number) = finding.number { (view.say(&text::question(lang, number))) " " }
                            (view.say(&sentence(lang, question, finding)))
                        } }
                    }
                }
            }
            p { (set.say(text::all_kept)) @if !hard { " " (set.say(text::or_go_on)) } }
        }
    }
}

/// Stopped for now.
pub fn paused(set: &Setting<'_>) -> Markup {
    set.page(
        text::paused_heading(set.view.lang),
        &Lang::ALL,
        false,
        html! {
            h1 { (set.say(text::paused_heading)) }
            p { (set.say(text::paused_text)) }
        },
    )
}

/// Received.
pub fn received(set: &Setting<'_>, survey: &Survey, form: &Form, receipt: &str) -> Markup {
    let set = &set.in_form(form);
    let (view, lang) = (set.view, set.view.lang);
    set.page(
        text::sent(lang),
        &form.languages,
        survey.sample,
        html! {
            h1 { (set.say(text::sent)) }
            p { (view.say(form.thanks.get(lang))) }
            p.receipt { (set.say(text::receipt)) " " strong { (receipt) } }
            p.hint { (set.say(text::receipt_text)) }
            p { (set.say(text::may_close)) }
        },
    )
}

/// Why a code does not open a page of questions.
pub fn stopped(set: &Setting<'_>, standing: &Standing) -> Markup {
    let (view, lang) = (set.view, set.view.lang);
    let (heading, body, sample): (_, Cow<'_, str>, _) = match standing {
        Standing::Unknown | Standing::Ready(_) => {
            (text::code_unknown(lang), text::code_unknown_text(lang).into(), false)
        }
        Standing::Used(survey, Some(room)) => {
            return classroom::pages::sent_before(set, Some(room), survey.sample);
        }
        Standing::Lesson(survey, seat, remark) => {
            return classroom::pages::stopped(set, seat, *remark, survey.sample);
        }
        Standing::Used(survey, None) => {
            (text::received_before(lang), text::received_before_text(lang).into(), survey.sample)
        }
        Standing::Void(survey) => {
            (text::code_void(lang), text::code_void_text(lang).into(), survey.sample)
        }
        // Past its first day, but not opened by the office yet.
        Standing::Shut(survey, Status::NotYet) if survey.state == State::Preparing => {
            (text::not_yet(lang), text::being_prepared(lang).into(), survey.sample)
        }
        Standing::Shut(survey, Status::NotYet) => {
            let day = lang.day(survey.opens_on);
            (text::not_yet(lang), text::opens_on(lang, &day).into(), survey.sample)
        }
        Standing::Shut(survey, Status::Paused) => {
            (text::on_hold(lang), text::on_hold_text(lang).into(), survey.sample)
        }
        Standing::Shut(survey, _) => {
            (text::closed(lang), text::closed_text(lang).into(), survey.sample)
        }
    };
    set.page(
        heading,
        &Lang::ALL,
        sample,
        html! {
            h1 { (view.say(heading)) }
            p { (view.say(&body)) }
        },
    )
}

/// After sending, when the browser goes back.
pub fn sent_before(set: &Setting<'_>) -> Markup {
    set.page(
        text::received_before(set.view.lang),
        &Lang::ALL,
        false,
        html! {
            h1 { (set.say(text::sent)) }
            p { (set.say(text::received_before_text)) }
            p { (set.say(text::may_close)) }
        },
    )
}

/// How answers are handled, at length.
pub fn about(set: &Setting<'_>) -> Markup {
    set.page(
        text::about_link(set.view.lang),
        &Lang::ALL,
        false,
        html! {
            h1 { (set.say(text::about_link)) }
            @for (heading, paragraph) in points(set.view.lang) {
                h2 { (set.view.say(heading)) }
                p { (set.view.say(paragraph)) }
            }
        },
    )
}
