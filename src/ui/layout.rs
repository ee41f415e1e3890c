//! The frame of every page.

use maud::{DOCTYPE, Markup, html};

use crate::{
    config::City,
    form::{Form, ruby::plain},
    text::{Lang, pupil, respond as text},
    ui::ruby::Ruby,
    web::assets,
};

/// How a resident wants to read: language, furigana, size of type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The language.
    pub lang: Lang,
    /// Readings above the characters, where the text has them. `None`: as is usual on the page.
    pub furigana: Option<bool>,
    /// Larger type.
    pub large: bool,
    /// The page is written for readers who need the readings, also in usual Japanese.
    pub with_readings: bool,
}

impl View {
    /// The view on a page of a form: it may not be offered in the reader's language, and says
    /// whether readings are shown from the start.
    pub fn in_form(self, form: &Form) -> View {
        let lang = if form.languages.contains(&self.lang) { self.lang } else { Lang::Ja };
        View { lang, with_readings: self.with_readings || form.furigana, ..self }
    }

    /// Whether readings are shown: as the reader chose, else in easy Japanese and where the
    /// page is written so.
    pub fn shows_furigana(self) -> bool {
        self.furigana.unwrap_or(self.lang == Lang::JaEasy || self.with_readings)
    }

    /// A text of the interface, with or without its furigana.
    pub fn say(self, text: &str) -> Ruby<'_> {
        Ruby { text, furigana: self.shows_furigana() }
    }

    /// The value of the cookie, such as `ja-easy.f.l`: what the reader chose.
    pub fn to_cookie(self) -> String {
        let furigana = match self.furigana {
            Some(true) => "f",
            Some(false) => "-",
            None => "u",
        };
        format!("{}.{furigana}.{}", self.lang.tag(), if self.large { "l" } else { "-" })
    }

    /// Reads the cookie; anything else is the usual view.
    pub fn from_cookie(value: &str) -> View {
        let mut parts = value.split('.');
        let lang = parts.next().and_then(Lang::from_tag).unwrap_or_default();
        let furigana = match parts.next() {
            Some("f") => Some(true),
            Some("-") => Some(false),
            _ => None,
        };
        View { lang, furigana, large: parts.next() == Some("l"), with_readings: false }
    }

    /// The view after pressing a switch: a language's tag, or one of five words. Each says what
    /// shall be, so that loading the page again does not switch back.
    pub fn switched(self, switch: &str) -> View {
        match switch {
            "furigana" => View { furigana: Some(true), ..self },
            "no-furigana" => View { furigana: Some(false), ..self },
            "large" => View { large: true, ..self },
            "usual-size" => View { large: false, ..self },
            // A shared tablet goes on to somebody else.
            "usual" => View::default(),
            tag => View { lang: Lang::from_tag(tag).unwrap_or(self.lang), ..self },
        }
    }
}

/// What the frame of a resident's page needs to know.
pub struct Frame<'a> {
    /// Who speaks.
    pub city: &'a City,
    /// How the resident reads.
    pub view: View,
    /// The title of the browser's tab.
    pub title: &'a str,
    /// The languages that can be chosen here; none where the words are always the same.
    pub languages: &'a [Lang],
    /// Marked as synthetic.
    pub sample: bool,
    /// The id of the form that the switches belong to: pressing one then keeps what was typed.
    /// `None`: they are links.
    pub switches_of: Option<&'a str>,
    /// The reader is a pupil in a class.
    pub pupil: Option<Pupil<'a>>,
}

/// A pupil in a class.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pupil<'a> {
    /// What they type to go on with another tablet, when they have begun.
    pub seat: Option<&'a str>,
}

/// A page that a resident sees.
pub fn public(frame: &Frame<'_>, body: Markup) -> Markup {
    let (view, lang) = (frame.view, frame.view.lang);
    html! {
        (DOCTYPE)
        html.large[view.large].pupil[frame.pupil.is_some()] lang=(lang.html()) {
            (head(frame.title, &assets::PUBLIC.url))
            body {
                a.skip href="#main" { (view.say(text::skip(lang))) }
                header.top {
                    p.city lang=[foreign(lang)] { (frame.city.name) }
                    (switches(frame))
                }
                @if frame.sample { p.sample role="note" { (view.say(text::sample(lang))) } }
                @if let Some(seat) = frame.pupil.and_then(|pupil| pupil.seat) {
                    p.seat { (view.say(pupil::resume_number(lang))) " " strong { (seat) } }
                }
                main #main { (body) }
                @match frame.pupil {
                    Some(_) => footer { p { (view.say(pupil::ask(lang))) } p { (frame.city.name) } },
                    None => (contact(frame.city, view)),
                }
            }
        }
    }
}

/// Language, furigana and size without a script: links, or on a page where something may have
/// been typed, buttons of its form.
fn switches(frame: &Frame<'_>) -> Markup {
    let (view, lang) = (frame.view, frame.view.lang);
    let switch = |name: &str, label: Ruby<'_>, of: Lang, current: bool| {
        html! {
            @match frame.switches_of {
                Some(form) => button form=(form) name="view" value=(name) lang=(of.html())
                    aria-current=[current.then_some("true")] { (label) },
                None => a href={ "?view=" (name) } lang=(of.html())
                    aria-current=[current.then_some("true")] { (label) },
            }
        }
    };
    let (furigana, readings) = match view.shows_furigana() {
        true => ("no-furigana", text::furigana_off(lang)),
        false => ("furigana", text::furigana_on(lang)),
    };
    let (size, letters) = match view.large {
        true => ("usual-size", text::smaller(lang)),
        false => ("large", text::larger(lang)),
    };
    html! {
        nav.switches aria-label=(plain(text::view_switches(lang))) {
            // The Enter key presses the first button of a form: it shall be "next".
            @if let Some(form) = frame.switches_of {
                button.default form=(form) name="to" value="next" tabindex="-1" aria-hidden="true" {}
            }
            @if frame.languages.len() > 1 {
                @for &other in frame.languages {
                    (switch(other.tag(), view.say(other.name()), other, other == lang))
                }
            }
            @if lang.is_japanese() && !frame.languages.is_empty() {
                (switch(furigana, view.say(readings), lang, false))
            }
            (switch(size, view.say(letters), lang, false))
        }
    }
}

/// Whom to call to ask whether the letter is genuine.
fn contact(city: &City, view: View) -> Markup {
    html! {
        footer {
            h2 { (view.say(text::contact(view.lang))) }
            p lang=[foreign(view.lang)] { (city.name) " " (city.section) br;
                a href={ "tel:" (city.telephone) } { (city.telephone) } "（" (city.hours) "）" }
            p { a href="/about" { (view.say(text::about_link(view.lang))) } }
            p.product { "machikoe" }
        }
    }
}

/// The language of what the city says about itself, on a page in another language.
fn foreign(lang: Lang) -> Option<&'static str> {
    (!lang.is_japanese()).then_some(Lang::Ja.html())
}

/// What the frame of a page of the office needs to know.
pub struct Desk<'a> {
    /// Whose office.
    pub city: &'a City,
    /// Who is signed in.
    pub name: &'a str,
    /// Shows what only administrators may do.
    pub is_admin: bool,
    /// The heading and the title of the tab.
    pub title: &'a str,
    /// Where the page belongs: address and name of the pages above it.
    pub above: &'a [(String, &'a str)],
    /// Marked as synthetic.
    pub sample: bool,
}

/// A page of the office.
pub fn staff(desk: &Desk<'_>, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="ja" {
            (head(desk.title, &assets::STAFF.url))
            body {
                a.skip href="#main" { "本文へ進む" }
                header.top {
                    p.city { (desk.city.name) " " span.product { "machikoe" } }
                    nav aria-label="メニュー" {
                        a href="/staff" { "調査" }
                        a href="/staff/workshops" { "ワークショップ" }
                        a href="/staff/meetings" { "結果報告会" }
                        a href="/staff/mail" { "メール" }
                        @if desk.is_admin {
                            a href="/staff/people" { "職員" }
                            a href="/staff/audit" { "操作の記録" }
                        }
                        form method="post" action="/staff/sign-out" {
                            span.who { (desk.name) }
                            button.quiet { "サインアウト" }
                        }
                    }
                }
                @if desk.sample {
                    p.sample role="note" { "見本データ：この調査の対象者と回答は、動作確認用に作られたものです。" }
                }
                main #main {
                    @if !desk.above.is_empty() {
                        nav.above aria-label="現在位置" {
                            @for (url, name) in desk.above { a href=(url) { (name) } " › " }
                        }
                    }
                    h1 { (desk.title) }
                    (body)
                }
                script src=(assets::SCRIPT.url) defer {}
            }
        }
    }
}

/// A page with nothing around it: errors, sign-in.
pub fn bare(title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="ja" {
            (head(title, &assets::PUBLIC.url))
            body { main #main { (body) } }
        }
    }
}

/// What stands in the head of every page. The icon is empty: it saves the phone a request.
pub fn head(title: &str, style: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (title) }
            link rel="icon" href="data:,";
            link rel="stylesheet" href=(style);
            link rel="stylesheet" href="/assets/city.css";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fixture::form;

    #[test]
    fn a_view_survives_its_cookie_and_nonsense_is_the_usual_view() {
        for lang in Lang::ALL {
            for furigana in [None, Some(true), Some(false)] {
                for large in [true, false] {
                    let view = View { lang, furigana, large, with_readings: false };
                    assert_eq!(View::from_cookie(&view.to_cookie()), view);
                }
            }
        }
        assert_eq!(View::from_cookie("<script>"), View::default());
    }

    #[test]
    fn readings_are_shown_in_easy_japanese_and_to_pupils_unless_the_reader_chose() {
        let page = |lang, with_readings| View { lang, with_readings, ..View::default() };
        assert!(page(Lang::JaEasy, false).shows_furigana());
        assert!(!page(Lang::Ja, false).shows_furigana());
        assert!(page(Lang::Ja, true).shows_furigana());
        for pressed in ["furigana", "no-furigana"] {
            for view in [page(Lang::Ja, false), page(Lang::JaEasy, false), page(Lang::Ja, true)] {
                let shown = view.switched(pressed).switched(pressed).shows_furigana();
                assert_eq!(shown, pressed == "furigana");
            }
        }
    }

    #[test]
    fn a_form_without_the_readers_language_is_shown_in_japanese() {
        let form = Form { languages: vec![Lang::Ja, Lang::JaEasy], furigana: true, ..form() };
        let english = View { lang: Lang::En, ..View::default() };
        assert_eq!(english.in_form(&form).lang, Lang::Ja);
        assert!(english.in_form(&form).shows_furigana());
        let easy = View { lang: Lang::JaEasy, ..View::default() };
        assert_eq!(easy.in_form(&form).lang, Lang::JaEasy);
    }
}
