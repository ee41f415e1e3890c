//! All answers on one page, before they are sent.

use maud::{Markup, html};

use super::{
    Visit,
    pages::{Setting, progress},
    question::choice_label,
};
use crate::{
    form::{self, Answer, Answers, Question, Section, Takes, ruby::plain},
    text::respond as text,
};

/// All answers, before they are sent.
pub fn page(set: &Setting<'_>, visit: &Visit, answers: &Answers, submission: &str) -> Markup {
    let form = &visit.published.form;
    let set = &set.in_form(form);
    let (view, lang) = (set.view, set.view.lang);
    let path = form::path(form, answers);
    let settled = form::settle(form, answers);
    let of = path.sections().len() + 1;
    set.page(
        text::confirm(lang),
        &form.languages,
        visit.survey.sample,
        html! {
            (progress(set, of, of, true))
            h1 { (set.say(text::confirm)) }
            p { (set.say(text::confirm_text)) }
            @for section in path.sections() {
                (answers_of(set, section, &settled))
            }
            form method="post" action="/a/submission" {
                input type="hidden" name="submission" value=(submission);
                p.actions { button.primary { (set.say(text::send)) } }
            }
            @if let Some(last) = path.sections().last() {
                p { a.button href={ "/a/p/" (last.id) } { (view.say(text::back(lang))) } }
            }
        },
    )
}

/// The answers of a section, folded up; the line that stays says how many there are.
fn answers_of(set: &Setting<'_>, section: &Section, settled: &Answers) -> Markup {
    let (view, lang) = (set.view, set.view.lang);
    let fields: Vec<_> = section.questions.iter().flat_map(Question::fields).collect();
    let asked = fields.iter().filter(|field| settled.get(&field.key).is_some());
    let (all, answered) = asked.fold((0, 0), |(all, answered), field| {
        let given = settled.get(&field.key).is_some_and(Answer::is_answered);
        (all + 1, answered + usize::from(given))
    });
    if all == 0 {
        return html! {};
    }
    html! {
        details.answers {
            summary { (view.say(section.title.get(lang))) " " span.count { (answered) " / " (all) } }
            dl {
                @for field in &fields {
                    @if let Some(answer) = settled.get(&field.key) {
                        dt { (label_of(set, &field.takes, field.question)) }
                        dd { (words_of(set, field.question, answer)) }
                    }
                }
            }
            p { a href={ "/a/p/" (section.id) } {
                (set.say(text::correct)) span.away { " " (plain(section.title.get(lang))) }
            } }
        }
    }
}

fn label_of(set: &Setting<'_>, takes: &Takes<'_>, question: &Question) -> Markup {
    let (view, lang) = (set.view, set.view.lang);
    html! {
        @if let Some(number) = question.number { (view.say(&text::question(lang, number))) " " }
        @match takes {
            Takes::Row(row, _) => (view.say(row.label.get(lang))),
            Takes::Specify(choice) => {
                (view.say(choice.label.get(lang))) " " (set.say(text::specify))
            },
            _ => (view.say(question.text.get(lang))),
        }
    }
}

fn words_of(set: &Setting<'_>, question: &Question, answer: &Answer) -> Markup {
    let (view, lang) = (set.view, set.view.lang);
    let chosen = |code: i16| choice_label(question, code, lang);
    match answer {
        Answer::Blank | Answer::Unusable => html! { (set.say(text::no_answer)) },
        Answer::Number(number) => {
            let label = i16::try_from(*number).map_or("", chosen);
            html! { @if label.is_empty() { (number) } @else { (view.say(label)) } }
        }
        Answer::Codes(codes) => html! {
            @for (place, code) in codes.iter().enumerate() {
                @if place > 0 { (lang.comma()) }
                (view.say(chosen(*code)))
            }
        },
        Answer::Text(text) => html! { span.typed-text { (text) } },
    }
}
