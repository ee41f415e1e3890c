//! The page for the projector: how to get in, readable from the last row, and how many answers
//! have come. Neither a button nor the teacher's code.

use maud::{DOCTYPE, Markup, html};

use super::{
    Standing,
    pages::{Scene, grouped},
};
use crate::{
    error::Result,
    form::ruby::plain,
    school::{Lesson, address},
    text::{Lang, pupil as text},
    ui::{layout::head, qr::Qr, ruby::Ruby},
    web::assets,
};

/// Japanese with readings: every pupil reads it.
fn say(text: &str) -> Ruby<'_> {
    Ruby { text, furigana: true }
}

/// The page.
///
/// # Errors
/// The address of the program fits in no QR.
pub fn page(scene: &Scene<'_>) -> Result<Markup> {
    let room = scene.classroom;
    let (digits, lang) = (&room.class.room_code, Lang::Ja);
    let qr = Qr::of(&address::room(scene.base_url, digits))?;
    let title = room.class.title(&room.form, lang);
    Ok(html! {
        (DOCTYPE)
        html.show lang="ja" {
            (head(&plain(&title), &assets::TEACHER.url))
            body {
                main #main {
                    h1 { (say(&title)) }
                    @if room.survey.sample { p.sample { (say(text::show_sample(lang))) } }
                    div.way {
                        (qr.svg(100))
                        div {
                            ol {
                                li { (say(text::show_scan(lang))) }
                                li { (say(text::show_check(lang))) }
                                li { (say(text::show_start(lang))) }
                            }
                            @for other in room.form.languages.iter().filter(|other| !other.is_japanese()) {
                                p lang=(other.html()) { (text::show_language(*other)) }
                            }
                            p.or { (say(text::show_or(lang))) " " strong { (address::room_typed(scene.base_url)) } }
                            p.digits { (grouped(digits)) }
                        }
                    }
                    div.now data-live={ "/t/show/count?room=" (digits) } { (live(scene)) }
                    p.refused #lost role="status" hidden {}
                    // Without scripts the whole page is loaded again.
                    noscript { p { a href="/t/show" { (say(text::show_again(lang))) } } }
                }
                script src=(assets::TEACHER_SCRIPT.url) defer {}
            }
        }
    })
}

/// The part that changes by itself.
pub fn live(scene: &Scene<'_>) -> Markup {
    let (room, lang) = (scene.classroom, Lang::Ja);
    let state = match room.standing(scene.now) {
        Standing::Lesson(Lesson::Open) => text::show_open(lang),
        Standing::Lesson(Lesson::NotYet) => text::show_not_yet(lang),
        Standing::Lesson(Lesson::Late) => text::show_late(lang),
        Standing::Lesson(Lesson::Over) | Standing::Shut(_) => text::show_over(lang),
    };
    html! {
        p.state #state { (say(state)) }
        p.count #count {
            span { (say(text::show_answers(lang))) } " "
            strong { (room.progress.answered) " / " (room.class.heads) }
        }
        p.away #time { time #as-of { (super::pages::live::minute(scene.now)) } }
    }
}
