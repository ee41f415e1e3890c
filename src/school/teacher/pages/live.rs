//! The part of a teacher's page that changes by itself: how far the class is, and the buttons.
//! Each part has an id: the script puts in only those that have changed, so that no button is
//! replaced under a finger.

use chrono::Duration;
use maud::{Markup, html};

use super::Scene;
use crate::{
    clock::{Instant, in_japan, japanese_day},
    school::{
        Class, Lesson, State,
        teacher::{Classroom, Standing},
    },
    survey::{State as SurveyState, Status},
};

/// State, count, what to decide, what to do.
pub fn live(scene: &Scene<'_>) -> Markup {
    let standing = scene.classroom.standing(scene.now);
    html! {
        div #state { (state(scene, standing)) }
        div #count { (count(scene)) }
        div #decide { (decide(scene.classroom, standing)) }
        div #act { (act(scene.classroom, standing)) }
    }
}

/// 10:43 in Japan.
pub fn minute(at: Instant) -> String {
    in_japan(at).format("%-H:%M").to_string()
}

fn state(scene: &Scene<'_>, standing: Standing) -> Markup {
    let Classroom { class, settings, survey, .. } = scene.classroom;
    let (word, sentence) = match standing {
        Standing::Shut(Status::Paused) => (
            "市が受付を止めています",
            "ここまでに保存した答えは残っています。再開すると、続きから答えられます。".to_owned(),
        ),
        Standing::Shut(Status::NotYet) if survey.state == SurveyState::Preparing => (
            "このアンケートは準備中です",
            "市が受付を始めると、この画面から始められます。".to_owned(),
        ),
        Standing::Shut(Status::NotYet) => (
            "このアンケートは、まだ始まっていません",
            format!("{}から、この画面で始められます。", japanese_day(survey.opens_on)),
        ),
        Standing::Shut(_) => {
            ("このアンケートの受付は終わりました", "ご協力ありがとうございました。".to_owned())
        }
        Standing::Lesson(Lesson::NotYet) => {
            ("まだ始めていません", "「始める」を押すまで、生徒は答えられません。".to_owned())
        }
        Standing::Lesson(Lesson::Open) => {
            ("受け付けています", "終わるのを忘れても、今日の24時に自動で終わります。".to_owned())
        }
        Standing::Lesson(Lesson::Late) => {
            let late = Duration::minutes(settings.late_minutes.into());
            let until = class.closed_at.map(|at| minute(at + late)).unwrap_or_default();
            ("終わりました", format!("{until}までは、書きかけの人が送れます。"))
        }
        Standing::Lesson(Lesson::Over) => ("終わりました", over(class)),
    };
    html! {
        p.state.open[standing == Standing::Lesson(Lesson::Open)] { (word) }
        p { (sentence) }
    }
}

fn over(class: &Class) -> String {
    let again = "書き終わらなかった人がいるときは、もう一度始めてください。続きから答えられます。";
    match class.opened_on.filter(|_| class.state == State::Open) {
        Some(day) => format!(
            "{}に始めたあと、終わる操作がなかったので、その日の24時に自動で終わりました。{again}",
            japanese_day(day)
        ),
        None => again.into(),
    }
}

fn count(scene: &Scene<'_>) -> Markup {
    let (class, progress) = (&scene.classroom.class, scene.classroom.progress);
    let said = format!("{}人のうち{}人の答えがとどきました。", class.heads, progress.answered);
    html! {
        p.count data-say=(said) {
            span { "とどいた答え" } " "
            strong { (progress.answered) " / " (class.heads) } " "
            span { "人" }
        }
        @if class.extra > 0 {
            p { "人数より" (class.extra) "人分多く受け付けます（" (class.limit()) "人分まで）。" }
        }
        p.small { "席についた人 " strong { (progress.seats) } "人"
            @if progress.slips > 0 { "　使っていないカード " strong { (progress.slips) } "枚" } }
        p.hint { time #as-of { (minute(scene.now)) } "の人数です。席は、やり直した人がいると多くなります。" }
    }
}

/// Whether one more may come than there are pupils is for the teacher to say.
fn decide(room: &Classroom, standing: Standing) -> Markup {
    if !room.is_full() || !matches!(standing, Standing::Lesson(Lesson::Open | Lesson::Late)) {
        return html! {};
    }
    let class = &room.class;
    html! {
        div.notice {
            @if room.progress.answered >= class.limit() {
                p { strong { (class.limit()) "人分の答えがとどきました。" } }
                p { "これより多い答えは、先生が1人分ずつふやすまで受け付けません。送れずに待っている人がいるときは、下のボタンを押してから、その人に「もう一度送る画面へ」を押してもらってください。全員が送り終わっていれば、何もしなくてかまいません。" }
            } @else {
                p { strong { "席がなくなりました。" } }
                p { "何度もやり直した人がいるようです。席につけない人がいるときは、下のボタンを押してください。" }
            }
            form method="post" action="/t/admission" {
                (room_field(class))
                // What was let in when this was drawn: pressing twice lets in one.
                input type="hidden" name="seen" value=(class.extra);
                button { "1人分ふやす" }
            }
        }
    }
}

fn act(room: &Classroom, standing: Standing) -> Markup {
    let button = |action: &str, words: &str| {
        html! {
            form method="post" action={ "/t/" (action) } {
                (room_field(&room.class))
                p.actions { button.primary { (words) } }
            }
        }
    };
    match standing {
        Standing::Shut(Status::Closed) => html! {
            p.actions { a.button href="/t/results" { "アンケートの結果を見る" } }
        },
        Standing::Shut(_) => html! {},
        Standing::Lesson(Lesson::NotYet) => button("opening", "始める"),
        Standing::Lesson(Lesson::Open) => html! {
            (button("closure", "終わる"))
            p.hint { @match room.settings.late_minutes {
                0 => "押すと、書きかけの人も送れなくなります。そこまでの答えは残り、もう一度始めると続きから送れます。",
                minutes => { "押すと、新しく始めることはできなくなります。あと" (minutes) "分は、書きかけの人が送れます。" }
            } }
        },
        Standing::Lesson(Lesson::Late | Lesson::Over) => button("opening", "もう一度始める"),
    }
}

/// The room that the button belongs to.
fn room_field(class: &Class) -> Markup {
    html! { input type="hidden" name="room" value=(class.room_code); }
}
