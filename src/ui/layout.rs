//! The frame of every page.

use maud::{DOCTYPE, Markup, html};

use crate::{
    config::City,
    form::ruby::plain,
    text::{Lang, pupil, respond as text},
    ui::ruby::Ruby,
    web::assets,
};

/// How a resident wants to read: language, furigana, size of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The language.
    pub lang: Lang,
    /// Readings above the characters, where the text has them.
    pub furigana: bool,
    /// Larger type.
    pub large: bool,
}

impl Default for View {
    fn default() -> View {
        View { lang: Lang::Ja, furigana: true, large: false }
    }
}

impl View {
    /// A text of the interface, with or without its furigana.
    pub fn say(self, text: &str) -> Ruby<'_> {
        Ruby { text, furigana: self.furigana }
    }

    /// The value of the cookie, such as `ja-easy.f.l`.
    pub fn to_cookie(self) -> String {
        let flag = |on: bool, word: &'static str| if on { word } else { "-" };
        format!("{}.{}.{}", self.lang.tag(), flag(self.furigana, "f"), flag(self.large, "l"))
    }

    /// Reads the cookie; anything else is the usual view.
    pub fn from_cookie(value: &str) -> View {
        let mut parts = value.split('.');
        let lang = parts.next().and_then(Lang::from_tag).unwrap_or_default();
        View { lang, furigana: parts.next() != Some("-"), large: parts.next() == Some("l") }
    }

    /// The view after pressing a switch: a language's tag, `furigana`, `large` or `usual`.
    pub fn switched(self, switch: &str) -> View {
        match switch {
            "furigana" => View { furigana: !self.furigana, ..self },
            "large" => View { large: !self.large, ..self },
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
    /// The languages that can be chosen here.
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
        html lang=(lang.html()) class=[view.large.then_some("large")] {
            (head(frame.title, &assets::PUBLIC.url))
            body {
                a.skip href="#main" { (view.say(text::skip(lang))) }
                header.top {
                    p.city { (frame.city.name) }
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
    let furigana = if view.furigana { text::furigana_off(lang) } else { text::furigana_on(lang) };
    let size = if view.large { text::smaller(lang) } else { text::larger(lang) };
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
            @if lang == Lang::JaEasy { (switch("furigana", view.say(furigana), lang, false)) }
            (switch("large", view.say(size), lang, false))
        }
    }
}

/// Whom to call to ask whether the letter is genuine.
fn contact(city: &City, view: View) -> Markup {
    html! {
        footer {
            h2 { (view.say(text::contact(view.lang))) }
            p { (city.name) " " (city.section) br;
                a href={ "tel:" (city.telephone) } { (city.telephone) } "（" (city.hours) "）" }
            p { a href="/about" { (view.say(text::about_link(view.lang))) } }
            p.product { "machikoe" }
        }
    }
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

    #[test]
    fn a_view_survives_its_cookie_and_nonsense_is_the_usual_view() {
        for lang in Lang::ALL {
            for (furigana, large) in [(true, true), (true, false), (false, true), (false, false)] {
                let view = View { lang, furigana, large };
                assert_eq!(View::from_cookie(&view.to_cookie()), view);
            }
        }
        assert_eq!(View::from_cookie("<script>"), View::default());
    }
}
