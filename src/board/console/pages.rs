//! All tables at a glance.

pub mod controls;

use maud::{Markup, html};

use self::controls::{Controls, meaning, more, steering};
use crate::{
    board::{
        Phase,
        overview::{Overview, Standing, span},
    },
    workshop::State,
};

/// The part of the page that changes: its `main`. `projector`: where the wall is.
pub fn main(over: &Overview, path: &str, projector: &str) -> Markup {
    let theme = &over.theme;
    html! {
        main #main data-stream={ (path) "/stream" } data-changes={ (path) "/changes" }
            data-path=(path) data-board=(theme.id) data-seq=(over.cursor())
            data-now=(over.now.timestamp_millis()) {
            (themes(over, path))
            h1 { (theme.title) }
            p.question { (theme.question) }
            (state(over, path))
            (everybody(over, path))
            ul #tables {
                @for table in &over.tables { li id={ "t-" (table.board.number) } { (card(table, over, path)) } }
            }
            (room(over, path))
            (colours(over, path))
            (around(over, path, projector))
        }
    }
}

/// The themes: looking at another one moves nobody.
fn themes(over: &Overview, path: &str) -> Markup {
    html! {
        nav #themes aria-label="テーマ" {
            @for theme in &over.themes {
                @let is_current = over.workshop.theme_id.as_ref() == Some(&theme.id);
                a href={ (path) "/themes/" (theme.position) }
                    aria-current=[(theme.id == over.theme.id).then_some("page")] {
                    "テーマ" (theme.position) " " (theme.title)
                    @if is_current { span.here { "いまここ" } }
                }
            }
        }
    }
}

/// What keeps people from writing on these boards.
fn state(over: &Overview, path: &str) -> Markup {
    html! {
        @match over.workshop.state {
            State::Open if over.is_current() => {}
            State::Open => section.notice {
                p { "全員がいるのは別のテーマです。ここに移すと、席は同じ番号のテーブルになります。書いたものは残ります。" }
                form method="post" action={ (path) "/theme" } data-act {
                    button name="theme" value=(over.theme.id) { "全員をこのテーマへ移す" }
                }
            },
            State::Preparing => p.notice { "ワークショップはまだ開かれていません。担当課の画面で開くと、参加できるようになります。" },
            State::Closed => p.notice { "ワークショップは終わっています。内容は読めますが、もう変えられません。" },
        }
    }
}

/// What is steered for everybody at once.
fn everybody(over: &Overview, path: &str) -> Markup {
    let in_use = over.in_use();
    let Some((first, last)) = span(&in_use) else { return html! {} };
    let controls = Controls {
        path,
        // The board of the whole room is one board; tables are meant all together.
        on: match over.theme.in_room {
            true => in_use.first().map(|room| room.board.id.as_str()),
            false => None,
        },
        theme: &over.theme.id,
        page: "",
        next: first.next(),
        back: last.before(),
        is_frozen: in_use.iter().all(|at| at.board.frozen),
        has_timer: in_use.iter().any(|at| at.board.timer_ends_at.is_some()),
        has_voting: last >= Phase::Vote,
        for_all: true,
        has_keys: true,
    };
    html! {
        section #everybody {
            h2 { @if over.theme.in_room { "全体のボード" } @else { "すべてのテーブル" } }
            @match over.phase() {
                Some(phase) => p.phase { strong { (phase.label()) } " " (meaning(phase)) },
                None => p.phase { strong { (first.label()) "〜" (last.label()) } " テーブルごとに段階が違います。「進む」は遅れているテーブルだけを進めます。" },
            }
            (steering(&controls))
            (more(&controls, "all"))
        }
    }
}

/// A table.
fn card(at: &Standing, over: &Overview, path: &str) -> Markup {
    let board = &at.board;
    let controls = Controls {
        path,
        on: Some(&board.id),
        theme: &over.theme.id,
        page: "",
        next: board.phase.next(),
        back: board.phase.before(),
        is_frozen: board.frozen,
        has_timer: board.timer_ends_at.is_some(),
        has_voting: board.phase >= Phase::Vote,
        for_all: false,
        has_keys: false,
    };
    html! {
        h2 { a href={ (path) "/boards/" (board.id) } { (board.name) } }
        (standing(at, over.now.timestamp_millis()))
        (steering(&controls))
        (more(&controls, &board.number.to_string()))
    }
}

/// How a board stands, in numbers.
pub fn standing(at: &Standing, now: i64) -> Markup {
    let board = &at.board;
    html! {
        p.standing {
            strong.phase { (board.phase.label()) }
            @if let Some(ends) = board.timer_ends_at {
                span.timer data-ends=(ends.timestamp_millis()) { "残り" (minutes(ends.timestamp_millis() - now)) "分" }
            }
            @if board.frozen { span.frozen { "止めています" } }
        }
        dl.numbers {
            div { dt { "付箋" } dd { (at.posted) "枚" } }
            @if board.number > 0 { div { dt { "できた" } dd { (at.ready) " / " (at.seated) "人" } } }
            div { dt { "つながり" } dd { (at.online) "人" } }
            @if board.phase >= Phase::Vote { div { dt { "投票" } dd { (at.voters) "人" } } }
        }
        @if at.held > 0 { p.held { "確かめる付箋 " strong { (at.held) "枚" } } }
        @if !board.announcement.is_empty() { p.announced { "お知らせ：" (board.announcement) } }
    }
}

/// Whole minutes of milliseconds, the begun one counted.
fn minutes(left: i64) -> i64 {
    (left.max(0) + 59_999) / 60_000
}

/// The board of the whole room: going there and back.
fn room(over: &Overview, path: &str) -> Markup {
    let Some(room) = &over.room else { return html! {} };
    let in_room = over.theme.in_room;
    html! {
        section #room {
            h2 { a href={ (path) "/boards/" (room.board.id) } { "全体のボード" } }
            @if in_room {
                p { "全員が全体のボードを見ています。各テーブルのまとまりが並んでいます。" }
                (standing(room, over.now.timestamp_millis()))
            } @else {
                p { "各テーブルのまとまりを1つのボードに集め、全員で見て投票します。テーブルのボードはそのまま残ります。" }
            }
            form method="post" action={ (path) "/room" } data-act {
                input type="hidden" name="theme" value=(over.theme.id);
                @if in_room {
                    button name="in_room" value="no" { "全員をテーブルへ戻す" }
                    button.quiet name="in_room" value="yes" { "テーブルのまとまりを集め直す" }
                } @else {
                    button name="in_room" value="yes" { "全員を全体のボードへ" }
                }
            }
        }
    }
}

/// What the colours of notes mean in this theme.
fn colours(over: &Overview, path: &str) -> Markup {
    html! {
        details #colours {
            summary { "付箋の色の意味を変える" }
            form method="post" action={ (path) "/colours" } data-act {
                input type="hidden" name="theme" value=(over.theme.id);
                @for meaning in &over.theme.settings.colours {
                    @let (colour, id) = (meaning.colour, format!("means-{}", meaning.colour.word()));
                    label for=(id) { (colour.shape()) " " (colour.letter()) "（" (colour.name()) "）" }
                    input id=(id) name=(id) value=(meaning.means) maxlength="20";
                }
                button { "色の意味を保存する" }
            }
        }
    }
}

/// How people get in, and what else there is.
fn around(over: &Overview, path: &str, projector: &str) -> Markup {
    let seated: i64 = over.tables.iter().map(|at| at.seated).sum();
    html! {
        section #around {
            p { "参加の番号 " strong { (over.workshop.join_code) } "　参加した人 " (over.joined) "人"
                @if over.joined > seated { "（このテーマでテーブルを選んでいない人 " (over.joined - seated) "人）" } }
            p { a href=(projector) target="_blank" rel="noopener" { "投影する画面を別のタブで開く" } }
            (controls::keys())
            form method="post" action={ (path) "/departure" } {
                button.quiet { "この端末で進行役を終える" }
            }
        }
    }
}
