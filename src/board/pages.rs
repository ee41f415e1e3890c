//! The board on a phone: above what everybody sees, below at the thumb what I do. The same page
//! by forms alone and alive.

pub mod piece;

use maud::{Markup, html};

use super::{
    Content, NOTE_LENGTH, Phase, TITLE_LENGTH,
    scene::{Own, Scene},
    votes::Voting,
};

/// What I can do in a phase, in one sentence.
pub fn sentence(phase: Phase) -> &'static str {
    match phase {
        Phase::Prepare => "はじまるまで、このままお待ちください。",
        Phase::Write => {
            "思いついたことを、1枚に1つ書いて出してください。ほかの人にはまだ見えません。"
        }
        Phase::Open => "みんなの付箋が見えるようになりました。読んでみてください。",
        Phase::Talk => "気になる付箋について話しましょう。思いついたら、付箋を足せます。",
        Phase::Gather => "似ている付箋を選んで「まとめる」を押し、まとまりに名前を付けましょう。",
        Phase::Vote => "大切だと思うものに点を入れてください。終わるまで変えられます。",
        Phase::Result => "投票の結果です。",
        Phase::Present => "発表の時間です。画面や発表する人を見てください。",
        Phase::Closed => "このボードは終わりました。書いたものはそのまま残っています。",
    }
}

/// The part of the page that changes: its `main`.
pub fn main(scene: &Scene, path: &str) -> Markup {
    let board = &scene.content.board;
    html! {
        main #main data-board=(board.id) data-seq=(board.seq) data-phase=(board.phase.word())
            data-now=(scene.now.timestamp_millis()) data-path=(path)
            data-stream={ (path) "/stream" } data-changes={ (path) "/changes" } {
            (top(scene))
            (wall(scene))
            @if let Some(own) = &scene.own { (thumb(scene, own, path)) }
        }
    }
}

fn top(scene: &Scene) -> Markup {
    let board = &scene.content.board;
    html! {
        div #phase {
            h1 { (scene.theme.title) }
            p.question { (scene.theme.question) }
            p.phase { strong { (board.phase.label()) } " " (sentence(board.phase)) }
            @if let Some(ends) = board.timer_ends_at {
                p.timer data-ends=(ends.timestamp_millis()) {
                    "残り" (minutes_left(scene)) "分"
                }
            }
        }
        @if !board.announcement.is_empty() {
            p #announcement role="status" { (board.announcement) }
        }
        @if board.frozen { p.frozen role="status" { "進行役がボードを止めています。書いたものはそのまま残っています。" } }
        p #counts {
            "付箋 " span #posted { (scene.posted) } "枚"
            @if board.number > 0 {
                "　できた人 " span #ready { (scene.ready) } " / " span #seated { (scene.seated) } "人"
            }
        }
    }
}

/// Whole minutes that are left, the begun one counted.
fn minutes_left(scene: &Scene) -> i64 {
    let left = scene.content.board.timer_ends_at.map(|ends| (ends - scene.now).num_seconds());
    (left.unwrap_or(0).max(0) + 59) / 60
}

/// What everybody at the board sees.
fn wall(scene: &Scene) -> Markup {
    let phase = scene.phase();
    if phase.is_private() {
        return html! {};
    }
    html! {
        section #wall aria-label="みんなの付箋" {
            @match &scene.voting {
                Some(voting) => (votable(scene, voting)),
                None if phase == Phase::Gather => fieldset {
                    legend { "まとめる付箋を選ぶ" }
                    (piece::wall(&scene.content))
                },
                None => (piece::wall(&scene.content)),
            }
        }
    }
}

/// What can get dots, each with the form that gives and takes them.
fn votable(scene: &Scene, voting: &Voting) -> Markup {
    let own = scene.own.as_ref().filter(|_| scene.phase() == Phase::Vote);
    let left = voting.budget - voting.placed(&scene.content);
    html! {
        p #voters-line { "投票した人 " span #voters { (voting.voters) } "人" }
        @if own.is_some() {
            p.dots-left { "あと" strong #left { (left) } "点（全部で" (voting.budget) "点、1つに" (voting.per_cluster) "点まで）" }
        }
        ul.targets {
            @for target in ranked(&scene.content, voting) {
                @let mine = voting.own.get(&target.id).copied().unwrap_or(0);
                li id={ "v-" (target.id) } data-place=(target.id) {
                    p.title { (target.title) }
                    @if let Some(from) = from(scene, &target.id) { p.from { (from) } }
                    @if target.notes > 1 { p.count { "付箋" (target.notes) "枚" } }
                    @if let Some(total) = voting.total(&target.id) { p.total { strong { (total) } "点" } }
                    @if own.is_some() { (dots(&target.id, &target.title, mine, left, voting)) }
                }
            }
        }
    }
}

/// The targets: most dots first once they may be seen, else as they stand.
fn ranked(content: &Content, voting: &Voting) -> Vec<super::Target> {
    let mut targets = content.targets();
    targets.sort_by_key(|target| -voting.total(&target.id).unwrap_or(0));
    targets
}

/// On the board of the whole room: the table that a target comes from.
fn from<'a>(scene: &'a Scene, target: &str) -> Option<&'a str> {
    let cluster = scene.content.clusters.iter().find(|cluster| cluster.id == target)?;
    let (board, _) = cluster.origin.as_ref()?;
    scene.tables.get(board).map(String::as_str)
}

fn dots(target: &str, title: &str, mine: i32, left: i32, voting: &Voting) -> Markup {
    html! {
        form.dots method="post" action="dots" data-queue {
            input type="hidden" name="target" value=(target);
            span.mine aria-label={ "自分の点 " (mine) "点" } { @for _ in 0..mine { "●" } }
            button name="dots" value=(mine - 1) disabled[mine == 0] aria-label={ (title) "の点を1つへらす" } { "−" }
            button name="dots" value=(mine + 1) disabled[left == 0 || mine == voting.per_cluster]
                aria-label={ (title) "に点を1つ入れる" } { "＋" }
        }
    }
}

/// What I do: write, gather, say that I am done; what I wrote; how I come back.
fn thumb(scene: &Scene, own: &Own, path: &str) -> Markup {
    let (phase, board) = (scene.phase(), &scene.content.board);
    let may =
        |action| !board.frozen && super::phase::allowed(phase, super::Role::Participant, action);
    html! {
        @if may(super::Action::Gather) { (gather(scene, own, path)) }
        @if may(super::Action::Post) { (write(scene, own, path)) }
        @if may(super::Action::Ready) && board.number > 0 {
            form #done method="post" action={ (path) "/ready" } data-queue {
                button name="ready" value=(if own.is_ready { "no" } else { "yes" }) aria-pressed=(own.is_ready) {
                    @if own.is_ready { "「できた」を取り消す" } @else { "できた" }
                }
            }
        }
        section #own {
            h2 { "自分の付箋" }
            ul #mine { @for note in &own.notes { (piece::own(note, phase)) } }
            @if own.notes.is_empty() { p.hint { "出した付箋が、ここに並びます。" } }
            p.letters { "再入室コード " strong { (own.letters) } }
            p.hint { "別のスマートフォンやブラウザーで続けるときに使います。" }
        }
    }
}

fn write(scene: &Scene, own: &Own, path: &str) -> Markup {
    html! {
        form #write method="post" action={ (path) "/notes" } data-queue="note" {
            input type="hidden" name="id" value=(own.next_id);
            label for="text" { "付箋に書く（" (NOTE_LENGTH) "文字まで）" }
            textarea #text name="text" maxlength=(NOTE_LENGTH) rows="2" required {}
            fieldset {
                legend { "色" }
                @for (at, meaning) in scene.theme.settings.colours.iter().enumerate() {
                    @let colour = meaning.colour;
                    label.colour data-colour=(colour.word()) {
                        input type="radio" name="colour" value=(colour.word()) checked[at == 0];
                        (colour.shape()) " " (colour.letter()) " " (meaning.means)
                    }
                }
            }
            button { "付箋を出す" }
        }
    }
}

fn gather(scene: &Scene, own: &Own, path: &str) -> Markup {
    html! {
        form #gather method="post" action={ (path) "/clusters" } data-queue {
            input type="hidden" name="id" value=(own.next_id);
            label for="title" { "まとまりの名前（表札）。あとからでも書けます" }
            input #title name="title" maxlength=(TITLE_LENGTH);
            button name="into" value="new" { "選んだものをまとめる" }
            label for="cluster" { "または、いまあるまとまりに入れる" }
            select #cluster name="cluster" {
                @for cluster in &scene.content.clusters {
                    option value=(cluster.id) { (piece::title(cluster)) }
                }
            }
            button name="into" value="cluster" { "ここに入れる" }
            button name="into" value="alone" { "まとまりから出す" }
        }
    }
}
