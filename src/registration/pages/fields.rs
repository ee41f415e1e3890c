//! The fields of a registration as staff fill them in: dense, for somebody on the telephone.

use maud::{Markup, html};

use crate::{
    form::{Answer, Choice, Field, Question, Takes, ruby::plain},
    registration::{
        Desk, questions,
        typed::{HEADS, MAIL, NAME, NAME_LENGTH, PARTY, TELEPHONE, Typed},
    },
    respond::question::sentence,
    text::Lang,
    workshop::settings::SignUp,
};

/// What was wrong with what was typed; nothing where nothing was.
pub fn remarks(desk: &Desk, typed: &Typed) -> Markup {
    html! {
        @if !typed.passes() {
            div.refused role="alert" {
                p { "保存していません。次のところを直してください。" }
                ul {
                    @for (_, sentence) in &typed.wrong { li { (sentence) } }
                    @for finding in &typed.findings {
                        @if let Some(of) = desk.form.question(&finding.question) {
                            li { (questions::title(of)) "：" (plain(&sentence(Lang::Ja, of, finding))) }
                        }
                    }
                }
            }
        }
    }
}

/// Who comes and where word goes.
pub fn who(desk: &Desk, typed: &Typed) -> Markup {
    let is_party = desk.rule.by == SignUp::School;
    html! {
        div.inline {
            @if is_party {
                label { "学校・団体" input name=(PARTY) value=(typed.party) maxlength=(NAME_LENGTH) required autocomplete="off"; }
                label { "人数" input.number name=(HEADS) value=(typed.heads) inputmode="numeric" required autocomplete="off"; }
            }
            label { (if is_party { "先生のお名前" } else { "お名前" })
                input name=(NAME) value=(typed.name) maxlength=(NAME_LENGTH) required[!is_party] autocomplete="off"; }
            label { "メールアドレス" input name=(MAIL) value=(typed.mail) inputmode="email" autocomplete="off"; }
            label { "電話番号" input name=(TELEPHONE) value=(typed.telephone) inputmode="tel" autocomplete="off"; }
        }
    }
}

/// The questions. What is left open counts as not answered.
pub fn answers<'q>(typed: &Typed, asked: impl Iterator<Item = &'q Question>) -> Markup {
    html! {
        @for question in asked {
            @if !question.fields().is_empty() { input type="hidden" name="shown" value=(question.id); }
            @for field in question.fields() { (one(typed, &field)) }
        }
    }
}

fn one(typed: &Typed, field: &Field<'_>) -> Markup {
    let (label, key) = (questions::label(field), field.key.as_ref());
    let text = match typed.answers.get(key) {
        Some(Answer::Text(text)) => text.clone(),
        Some(Answer::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    html! {
        @match field.takes {
            Takes::One(choices) | Takes::Row(_, choices) => div.inline { label { (label)
                select name=(key) {
                    option value="" { "（未回答）" }
                    @for choice in choices { option value=(choice.code) selected[has(typed, key, choice)] { (name(choice)) } }
                } } },
            Takes::Many(choices) => fieldset {
                legend { (label) }
                div.ticks {
                    @for choice in choices {
                        label { input type="checkbox" name=(key) value=(choice.code) checked[has(typed, key, choice)]; (name(choice)) }
                    }
                }
            },
            Takes::Whole { .. } => div.inline { label { (label) input.number name=(key) value=(text) inputmode="numeric" autocomplete="off"; } },
            Takes::Words { .. } | Takes::Specify(_) => div.inline { label { (label) input.long name=(key) value=(text) autocomplete="off"; } },
        }
    }
}

fn name(choice: &Choice) -> String {
    plain(choice.label.get(Lang::Ja)).into_owned()
}

fn has(typed: &Typed, key: &str, choice: &Choice) -> bool {
    match typed.answers.get(key) {
        Some(Answer::Number(code)) => *code == i32::from(choice.code),
        Some(Answer::Codes(codes)) => codes.contains(&choice.code),
        _ => false,
    }
}
