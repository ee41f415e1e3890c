//! Where answering ends: for now, for good, or before it began.

use std::borrow::Cow;

use maud::{Markup, html};

use super::Setting;
use crate::{
    form::Form,
    respond::{Standing, classroom},
    survey::{State, Status, Survey},
    text::{Lang, respond as text},
};

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
