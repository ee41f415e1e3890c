//! A question as form controls. The whole row of a choice is its label, so that thumbs hit it.

use maud::{Markup, html};

use crate::{
    form::{
        Answer, Answers, Choice, Finding, FindingKind, Kind, Question, Row, Text,
        field::{row_key, specify_key},
        ruby::plain,
    },
    text::{Lang, pupil, respond as text},
    ui::layout::View,
};

/// What a question is drawn from.
pub struct Sheet<'a> {
    /// How the resident reads.
    pub view: View,
    /// What they have answered.
    pub answers: &'a Answers,
    /// What is pointed out.
    pub findings: &'a [Finding],
    /// What is said beside each free text, because somebody reads it soon.
    pub care: Option<&'a Text>,
}

impl Sheet<'_> {
    fn lang(&self) -> Lang {
        self.view.lang
    }

    fn answer(&self, field: &str) -> &Answer {
        self.answers.get(field).unwrap_or(&Answer::Blank)
    }

    fn has(&self, field: &str, code: i16) -> bool {
        match self.answer(field) {
            Answer::Number(number) => *number == i32::from(code),
            Answer::Codes(codes) => codes.contains(&code),
            _ => false,
        }
    }

    fn typed(&self, field: &str) -> String {
        match self.answer(field) {
            Answer::Number(number) => number.to_string(),
            Answer::Text(text) => text.clone(),
            _ => String::new(),
        }
    }
}

/// A question with its remarks.
pub fn question(sheet: &Sheet<'_>, question: &Question) -> Markup {
    let (view, lang) = (sheet.view, sheet.lang());
    if question.kind == Kind::Note {
        return html! { div.note { p { (view.say(question.text.get(lang))) } } };
    }
    let remarks: Vec<&Finding> =
        sheet.findings.iter().filter(|finding| finding.question == question.id).collect();
    let remarks_id = format!("remarks-{}", question.id);
    let described = (!remarks.is_empty()).then_some(remarks_id.as_str());
    let is_refused = remarks.iter().any(|remark| remark.hard);
    let heading = html! {
        @if let Some(number) = question.number {
            span.number { (view.say(&text::question(lang, number))) " " }
        }
        (view.say(question.text.get(lang)))
        @if question.required == crate::form::Required::Yes {
            " " span.required { (view.say(text::required(lang))) }
        }
    };
    html! {
        fieldset.question.pointed-out[described.is_some()].refused[is_refused] id={ "q-" (question.id) } aria-describedby=[described] {
            legend { (heading) }
            input type="hidden" name="shown" value=(question.id);
            @if let Some(how) = how_many(question, lang) { p.hint { (view.say(&how)) } }
            @if let Some(hint) = &question.hint { p.hint { (view.say(hint.get(lang))) } }
            @if described.is_some() {
                ul.remarks id=(remarks_id) {
                    @for remark in &remarks { li { (view.say(&sentence(lang, question, remark))) } }
                }
            }
            (controls(sheet, question))
        }
    }
}

fn how_many(question: &Question, lang: Lang) -> Option<String> {
    match &question.kind {
        Kind::Multiple { max: Some(max), .. } => Some(text::choose_up_to(lang, *max)),
        Kind::Multiple { max: None, .. } => Some(text::choose_any(lang).to_owned()),
        _ => None,
    }
}

fn controls(sheet: &Sheet<'_>, question: &Question) -> Markup {
    match &question.kind {
        Kind::Single { choices } => choice_list(sheet, question, "radio", choices),
        Kind::Multiple { choices, .. } => choice_list(sheet, question, "checkbox", choices),
        Kind::Matrix { stem, rows, choices } => matrix(sheet, stem, rows, choices),
        Kind::Scale { min, max, low, high } => {
            let (low, high) = (low.get(sheet.lang()), high.get(sheet.lang()));
            scale(sheet, &question.id, *min..=*max, low, high)
        }
        Kind::Number { unit, .. } => {
            let label = plain(question.text.get(sheet.lang()));
            html! {
                p.typed {
                    input.number type="text" inputmode="numeric" autocomplete="off" name=(question.id)
                        value=(sheet.typed(&question.id)) aria-label=(label);
                    " " (sheet.view.say(unit.get(sheet.lang())))
                }
            }
        }
        Kind::Text { lines, .. } => words(sheet, question, *lines),
        Kind::Note => html! {},
    }
}

fn words(sheet: &Sheet<'_>, question: &Question, lines: u16) -> Markup {
    let label = plain(question.text.get(sheet.lang()));
    let care = sheet.care.map(|notice| (format!("care-{}", question.id), notice));
    let described = care.as_ref().map(|(id, _)| id.as_str());
    html! {
        @if let Some((id, notice)) = &care { (watched(sheet, id, notice)) }
        @if lines > 1 {
            // A line break right after the tag is dropped by browsers: this one is for that.
            textarea name=(question.id) rows=(lines) autocomplete="off" aria-label=(label) aria-describedby=[described] { "\n" (sheet.typed(&question.id)) }
        } @else {
            input type="text" autocomplete="off" name=(question.id) value=(sheet.typed(&question.id)) aria-label=(label)
                aria-describedby=[described];
        }
    }
}

/// Who reads what is written, in one sentence, and the questionnaire's own words folded up.
fn watched(sheet: &Sheet<'_>, id: &str, notice: &Text) -> Markup {
    let (view, lang) = (sheet.view, sheet.lang());
    html! {
        div.care {
            p id=(id) { (view.say(pupil::care_beside(lang))) }
            details {
                summary { (view.say(pupil::care_more(lang))) }
                @for line in notice.get(lang).lines() { p { (view.say(line)) } }
            }
        }
    }
}

fn choice_list(sheet: &Sheet<'_>, question: &Question, kind: &str, choices: &[Choice]) -> Markup {
    html! {
        div.choices {
            @for choice in choices {
                label.choice {
                    input type=(kind) name=(question.id) value=(choice.code)
                        checked[sheet.has(&question.id, choice.code)];
                    span { (sheet.view.say(choice.label.get(sheet.lang()))) }
                }
                @if choice.other { (specify(sheet, &specify_key(question, choice), choice)) }
            }
        }
    }
}

fn specify(sheet: &Sheet<'_>, key: &str, choice: &Choice) -> Markup {
    let of = plain(choice.label.get(sheet.lang()));
    let label = plain(text::specify(sheet.lang()));
    html! {
        p.specify {
            label for={ "f-" (key) } { (sheet.view.say(text::specify(sheet.lang()))) }
            input id={ "f-" (key) } type="text" autocomplete="off" name=(key)
                value=(sheet.typed(key)) aria-label={ (of) " " (label) };
        }
    }
}

/// A question a row on a phone; on a wide screen the same markup is laid out as a table.
fn matrix(sheet: &Sheet<'_>, stem: &str, rows: &[Row], choices: &[Choice]) -> Markup {
    let lang = sheet.lang();
    html! {
        div class={ "matrix columns-" (choices.len()) } {
            div.columns aria-hidden="true" {
                span {}
                @for choice in choices { span { (sheet.view.say(choice.label.get(lang))) } }
            }
            @for row in rows {
                @let key = row_key(stem, row);
                div.row role="radiogroup" aria-labelledby={ "f-" (key) } {
                    p.item id={ "f-" (key) } { (sheet.view.say(row.label.get(lang))) }
                    @for choice in choices {
                        label.choice {
                            input type="radio" name=(key) value=(choice.code) checked[sheet.has(&key, choice.code)];
                            span { (sheet.view.say(choice.label.get(lang))) }
                        }
                    }
                }
            }
        }
    }
}

fn scale(
    sheet: &Sheet<'_>,
    field: &str,
    steps: std::ops::RangeInclusive<i16>,
    low: &str,
    high: &str,
) -> Markup {
    html! {
        div.scale {
            p.ends {
                span { (steps.start()) " " (sheet.view.say(low)) }
                span { (steps.end()) " " (sheet.view.say(high)) }
            }
            div.steps {
                @for step in steps {
                    label.step {
                        input type="radio" name=(field) value=(step) checked[sheet.has(field, step)];
                        span { (step) }
                    }
                }
            }
        }
    }
}

/// A finding in words.
pub fn sentence(lang: Lang, question: &Question, finding: &Finding) -> String {
    match &finding.kind {
        FindingKind::NotANumber => text::not_a_number(lang).into(),
        FindingKind::OutOfRange { min, max } => text::out_of_range(lang, *min, *max),
        FindingKind::TooMany { max } => text::too_many(lang, *max),
        FindingKind::ExclusiveWithOthers { code } => {
            text::exclusive(lang, choice_label(question, *code, lang))
        }
        FindingKind::TooLong { max, length } => text::too_long(lang, *max, *length),
        FindingKind::Required if finding.hard => text::is_required(lang).into(),
        FindingKind::Required => text::not_answered(lang).into(),
        FindingKind::RowsBlank { rows } => text::rows_blank(lang, *rows),
        FindingKind::UnknownCode => text::unknown_choice(lang).into(),
        FindingKind::SpecifiedButNotChosen { code } => {
            text::specified_not_chosen(lang, choice_label(question, *code, lang))
        }
        FindingKind::Check { index } => {
            question.checks.get(*index).map_or("", |check| check.say.get(lang)).into()
        }
    }
}

/// What a choice of the question is called.
pub fn choice_label(question: &Question, code: i16, lang: Lang) -> &str {
    let choices = match &question.kind {
        Kind::Single { choices }
        | Kind::Multiple { choices, .. }
        | Kind::Matrix { choices, .. } => choices,
        _ => return "",
    };
    choices.iter().find(|choice| choice.code == code).map_or("", |choice| choice.label.get(lang))
}
