//! What a respondent sees: before the questions, at them, and at the end.

mod ends;
mod section;

use maud::{Markup, html};

use super::{Visit, classroom};
use crate::{
    code::CodeError,
    config::City,
    form::{Form, ruby::plain},
    survey::Status,
    text::{Lang, about::points, respond as text},
    ui::{
        layout::{Frame, Pupil, View, public},
        ruby::Ruby,
    },
};

pub use ends::{paused, received, sent_before, stopped};
pub use section::{SectionPage, progress, section};

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
