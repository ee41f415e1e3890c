//! A page of questions.

use maud::{Markup, html};

use super::Setting;
use crate::{
    form::{self, Answers, Finding, Form, Question, Section, ruby::plain},
    respond::question::{Sheet, question, sentence},
    text::respond as text,
};

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
