//! What pupils see before and after the pages of questions.

use maud::{Markup, html};

use super::{Opened, address};
use crate::{
    form::Form,
    respond::{
        Remark, Visit,
        pages::{SAY_AGAIN, Setting},
    },
    school::{Class, Lesson, Seat, Settings},
    survey::{State, Survey},
    text::{Lang, pupil as text, respond},
    ui::layout::Pupil,
};

/// Why the digits that were typed open no class.
#[derive(Clone, Copy)]
pub enum RoomRemark {
    /// Not six.
    Length,
    /// No class has them.
    Unknown,
    /// Very many wrong ones.
    Wait,
}

/// Why the number that was typed to go on with is not accepted.
#[derive(Clone, Copy)]
pub enum ResumeRemark {
    /// No seat has it.
    Wrong,
    /// Too many wrong ones for that seat.
    Wait,
}

/// Asks for the six digits. `typed` stays in the field.
pub fn digits(set: &Setting<'_>, remark: Option<RoomRemark>, typed: &str) -> Markup {
    let set = set.of_pupil(Pupil::default());
    set.form_page(text::enter_room(set.view.lang), &Lang::ALL, false, html! {
        h1 { (set.say(text::enter_room)) }
        @if let Some(remark) = remark {
            p.refused #remark role="alert" { (set.say(match remark {
                RoomRemark::Length => text::room_length,
                RoomRemark::Unknown => text::room_unknown,
                RoomRemark::Wait => text::room_wait,
            })) }
        }
        form #page method="post" action="/a/room" {
            @if remark.is_some() { input type="hidden" name="remark" value=(SAY_AGAIN); }
            p #hint { (set.say(text::where_is_room)) }
            p.typed {
                label for="room" { (set.say(text::room)) }
                input.code #room name="room" type="text" inputmode="numeric" value=(typed) autocomplete="off"
                    aria-describedby=(if remark.is_some() { "remark hint" } else { "hint" })
                    aria-invalid=[remark.map(|_| "true")];
            }
            p.actions { button.primary { (set.say(text::open_room)) } }
        }
    })
}

/// What the greeting of a class needs.
pub struct Entrance<'a> {
    /// The class.
    pub opened: &'a Opened,
    /// Whether seats are given.
    pub lesson: Lesson,
    /// Somebody has begun on this tablet.
    pub begun_here: bool,
    /// Drawn for the button that takes a seat.
    pub entry: &'a str,
    /// On the number that was typed to go on with.
    pub remark: Option<ResumeRemark>,
}

/// The greeting: which class this is, what is asked, who reads it, and the button.
pub fn room(set: &Setting<'_>, entrance: &Entrance<'_>) -> Markup {
    let Opened { class, settings, survey, published } = entrance.opened;
    let set = set.in_form(&published.form).of_pupil(Pupil::default());
    let action = match entrance.lesson {
        Lesson::Open => start(&set, entrance),
        _ if survey.state == State::Paused => said(&set, respond::on_hold, text::on_hold_text),
        Lesson::NotYet => said(&set, text::not_yet, text::not_yet_text),
        Lesson::Late | Lesson::Over => said(&set, text::over, text::over_text),
    };
    let resume = match entrance.lesson {
        Lesson::Open | Lesson::Late => resume(&set, entrance),
        Lesson::NotYet | Lesson::Over => html! {},
    };
    let hint = html! {
        p.hint { (set.say(text::other_class)) "：" a href="/a/room" { (set.say(text::type_again)) } }
    };
    let greeting = Greeting { class, settings, form: &published.form, sample: survey.sample };
    greeting.page(&set, hint, action, resume)
}

/// The greeting of whoever holds a slip. `code` stands in the form when the page was opened from
/// a QR, because no cookie holds it yet.
pub fn slip(set: &Setting<'_>, visit: &Visit, seat: &Seat, code: Option<&str>) -> Markup {
    let set = &set.in_form(&visit.published.form);
    let action = html! {
        @if visit.draft.is_some() { p.notice { (set.say(respond::draft_found)) } }
        form method="post" action=(if code.is_some() { "/a/start" } else { "/a/resume" }) {
            @if let Some(code) = code { input type="hidden" name="code" value=(code); }
            p.actions { button.primary {
                (set.say(if visit.draft.is_some() { text::resume_button } else { text::start }))
            } }
        }
    };
    let greeting = Greeting {
        class: &seat.class,
        settings: &seat.settings,
        form: &visit.published.form,
        sample: visit.survey.sample,
    };
    greeting.page(set, html! {}, action, html! {})
}

struct Greeting<'a> {
    class: &'a Class,
    settings: &'a Settings,
    form: &'a Form,
    sample: bool,
}

impl Greeting<'_> {
    fn page(&self, set: &Setting<'_>, hint: Markup, action: Markup, below: Markup) -> Markup {
        let (form, view, lang) = (self.form, set.view, set.view.lang);
        let care = form.care.as_ref().filter(|_| self.settings.reader.is_some());
        set.page(
            form.title.get(lang),
            &form.languages,
            self.sample,
            html! {
                h1 { (view.say(form.title.get(lang))) }
                div.class {
                    p { (set.say(text::your_class)) }
                    p.name { strong { (view.say(&self.class.title(form, lang))) } }
                    (hint)
                }
                (action)
                p { (view.say(form.purpose.get(lang))) }
                h2 { (set.say(text::anonymity)) }
                p { (set.say(text::anonymity_text)) }
                p { (set.say(text::how_it_works)) }
                @if let Some(care) = care {
                    h2 { (set.say(text::care)) }
                    @for line in care.notice.get(lang).lines() { p { (view.say(line)) } }
                }
                (below)
            },
        )
    }
}

fn said(set: &Setting<'_>, heading: Words, sentence: Words) -> Markup {
    html! {
        div.notice role="status" {
            p { strong { (set.say(heading)) } }
            p { (set.say(sentence)) }
        }
    }
}

fn start(set: &Setting<'_>, entrance: &Entrance<'_>) -> Markup {
    let here = address(&entrance.opened.class.room_code);
    let button = if entrance.begun_here { text::start_new } else { text::start };
    html! {
        @if entrance.begun_here {
            div.notice {
                p { (set.say(text::begun_here)) }
                form method="post" action="/a/resume" {
                    p.actions { button.primary { (set.say(text::resume_button)) } }
                }
            }
        }
        form method="post" action={ (here) "/seats" } {
            input type="hidden" name="entry" value=(entrance.entry);
            p.actions { button.primary[!entrance.begun_here] { (set.say(button)) } }
        }
    }
}

fn resume(set: &Setting<'_>, entrance: &Entrance<'_>) -> Markup {
    let here = address(&entrance.opened.class.room_code);
    html! {
        details open[entrance.remark.is_some()] {
            summary { (set.say(text::resume)) }
            @if let Some(remark) = entrance.remark {
                p.refused #remark role="alert" { (set.say(match remark {
                    ResumeRemark::Wrong => text::resume_wrong,
                    ResumeRemark::Wait => text::resume_wait,
                })) }
            }
            form method="post" action={ (here) "/resumption" } {
                p #resume-hint { (set.say(text::resume_text)) }
                p.typed {
                    label for="number" { (set.say(text::resume_number)) }
                    input.code #number name="number" type="text" inputmode="numeric" autocomplete="off"
                        aria-describedby=(if entrance.remark.is_some() { "remark resume-hint" } else { "resume-hint" });
                }
                p.actions { button { (set.say(text::resume_button)) } }
            }
        }
    }
}

/// No seat is left.
pub fn no_more_seats(set: &Setting<'_>, opened: &Opened) -> Markup {
    let set = set.of_pupil(Pupil::default());
    set.page(text::no_more_seats(set.view.lang), &Lang::ALL, opened.survey.sample, html! {
        h1 { (set.say(text::no_more_seats)) }
        p { (set.say(text::no_more_seats_text)) }
        p.actions { a.button href=(address(&opened.class.room_code)) { (set.say(text::try_again)) } }
    })
}

/// Words of the interface.
type Words = fn(Lang) -> &'static str;

/// Why a seat cannot go on now, and what was kept.
pub fn stopped(set: &Setting<'_>, seat: &Seat, remark: Remark, sample: bool) -> Markup {
    let set = set.of_pupil(Pupil { seat: seat.resume.as_deref() });
    let (heading, sentence): (Words, Words) = match remark {
        Remark::NotYet => (text::not_yet, text::not_yet_text),
        Remark::Over => (text::over, text::over_text),
        Remark::OnHold => (respond::on_hold, text::on_hold_text),
        Remark::Full => (text::full, text::full_text),
    };
    set.page(
        heading(set.view.lang),
        &Lang::ALL,
        sample,
        html! {
            h1 { (set.say(heading)) }
            p { (set.say(sentence)) }
            @if remark == Remark::Full {
                p.actions { a.button.primary href="/a/confirm" { (set.say(text::try_again)) } }
            }
        },
    )
}

/// Sent: nothing is left here, and the tablet goes on to the next.
pub fn sent(set: &Setting<'_>, survey: &Survey, form: &Form, room: Option<String>) -> Markup {
    let set = set.in_form(form).of_pupil(Pupil::default());
    set.page(
        text::sent(set.view.lang),
        &form.languages,
        survey.sample,
        html! {
            h1 { (set.say(text::sent)) }
            p { (set.view.say(form.thanks.get(set.view.lang))) }
            p { (set.say(text::nothing_left)) }
            (next_pupil(&set, room.as_deref()))
        },
    )
}

/// The seat was used before: after going back, or in a second window.
pub fn sent_before(set: &Setting<'_>, room: Option<&str>, sample: bool) -> Markup {
    let set = set.of_pupil(Pupil::default());
    set.page(
        text::received_before(set.view.lang),
        &Lang::ALL,
        sample,
        html! {
            h1 { (set.say(text::received_before)) }
            p { (set.say(text::received_before_text)) }
            (next_pupil(&set, room))
        },
    )
}

/// The next pupil reads as pupils usually do, not as the one before wanted to.
fn next_pupil(set: &Setting<'_>, room: Option<&str>) -> Markup {
    html! {
        @if let Some(room) = room {
            p { (set.say(text::next_pupil_text)) }
            p.actions { a.button.primary href={ (address(room)) "?view=usual" } { (set.say(text::next_pupil)) } }
        }
    }
}
