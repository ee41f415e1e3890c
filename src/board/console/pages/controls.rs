//! Buttons that steer one board or all of them, and what each phase means.

use maud::{Markup, html};

use crate::board::{ANNOUNCEMENT_LENGTH, Phase};

/// What a set of buttons is for.
pub struct Controls<'a> {
    /// Where the console is.
    pub path: &'a str,
    /// The board; `None`: all tables of the theme.
    pub on: Option<&'a str>,
    /// The theme.
    pub theme: &'a str,
    /// The board whose page to go back to; empty for the page of all.
    pub page: &'a str,
    /// The phase to go on to.
    pub next: Option<Phase>,
    /// The phase to go back to.
    pub back: Option<Phase>,
    /// It is frozen.
    pub is_frozen: bool,
    /// A timer runs.
    pub has_timer: bool,
    /// A voting has begun.
    pub has_voting: bool,
    /// They are for all tables, or for everybody in the room.
    pub for_all: bool,
    /// The shortcuts of the keyboard press these.
    pub has_keys: bool,
}

impl Controls<'_> {
    fn form(&self, inside: &Markup) -> Markup {
        html! {
            form.steer method="post" action={ (self.path) "/steering" } data-act {
                @match self.on {
                    Some(board) => input type="hidden" name="board" value=(board);,
                    None => input type="hidden" name="theme" value=(self.theme);,
                }
                @if !self.page.is_empty() { input type="hidden" name="page" value=(self.page); }
                (inside)
            }
        }
    }

    /// Whom a button means, where it is not the one board beside it.
    fn whom(&self, particle: &'static str) -> Markup {
        html! { @if self.for_all { "全員" (particle) } }
    }

    fn key(&self, key: &'static str) -> Option<&'static str> {
        self.has_keys.then_some(key)
    }
}

/// What a phase means for those at the table, in one sentence for whoever leads.
pub fn meaning(phase: Phase) -> &'static str {
    match phase {
        Phase::Prepare => "参加者は待っています。まだ何も書けません。",
        Phase::Write => "一人ずつ書きます。ほかの人にも進行役にも、枚数だけが見えます。",
        Phase::Open => "書いた付箋が、テーブルの全員に見えます。付箋を足せます。",
        Phase::Talk => "付箋を見ながら話します。付箋を足せます。",
        Phase::Gather => "似た付箋をまとめ、表札を付けます。付箋も足せます。",
        Phase::Vote => "点を入れます。入り方は「結果」まで誰にも見えません。",
        Phase::Result => "点の多い順に並べて見せます。もう入れられません。",
        Phase::Present => "発表します。スマートフォンでは読むだけです。",
        Phase::Closed => "このボードを終わります。書いたものはそのまま残ります。",
    }
}

/// What is pressed often: phases and time.
pub fn steering(to: &Controls<'_>) -> Markup {
    to.form(&html! {
        div.phases {
            @if let Some(back) = to.back {
                button.quiet name="order" value={ "back:" (back.word()) } data-key=[to.key("b")]
                    title="書いたものも投票も、なくなりません。" { "← " (to.whom("")) "「" (back.label()) "」に戻る" }
            }
            @if let Some(next) = to.next {
                button.primary name="order" value={ "next:" (next.word()) } data-key=[to.key("n")]
                    title=(meaning(next)) { (to.whom("")) "「" (next.label()) "」へ進む →" }
            }
        }
        div.times {
            button.quiet name="order" value="minutes:-1" data-key=[to.key("-")] { (to.whom("")) "−1分" }
            button.quiet name="order" value="minutes:1" data-key=[to.key("+")] { (to.whom("")) "＋1分" }
            @if to.has_timer { button.quiet name="order" value="stop" { (to.whom("の")) "時計を消す" } }
            @if to.is_frozen { button name="order" value="thaw" { (to.whom("の")) "ボードを動かす" } }
            @else { button.quiet name="order" value="freeze" { (to.whom("の")) "ボードを止める" } }
        }
    })
}

/// What is needed now and then: any phase, an announcement, another voting. `id` keeps the
/// fields of several boards on a page apart.
pub fn more(to: &Controls<'_>, id: &str) -> Markup {
    let (phase, line) = (format!("phase-{id}"), format!("line-{id}"));
    html! {
        details id={ "more-" (id) } {
            summary { "お知らせ・ほかの段階" }
            (to.form(&html! {
                label for=(line) { "お知らせ（1行。全員の画面に出ます。空で消えます）" }
                input id=(line) name="line" maxlength=(ANNOUNCEMENT_LENGTH) autocomplete="off";
                button name="order" value="announce" { "お知らせを出す" }
            }))
            (to.form(&html! {
                label for=(phase) { "ほかの段階へ（戻しても、何もなくなりません）" }
                select id=(phase) name="order" {
                    @for phase in Phase::ALL {
                        option value={ "to:" (phase.word()) } { (phase.label()) "：" (meaning(phase)) }
                    }
                }
                button { "この段階にする" }
            }))
            @if to.has_voting {
                (to.form(&html! {
                    p.hint { "全員の点をない状態に戻して、もう一度投票します。前の投票は記録に残ります。" }
                    button.quiet name="order" value="vote" { "投票をやり直す" }
                }))
            }
        }
    }
}

/// The shortcuts of the keyboard, and the switch that turns them off.
pub fn keys() -> Markup {
    const KEYS: [(&str, &str); 6] = [
        ("n", "すべてを次の段階へ"),
        ("b", "すべてを前の段階へ"),
        ("＋ −", "時計を1分ふやす・へらす"),
        ("1〜9", "その番号のテーブルへ"),
        ("0", "すべてのテーブルへ"),
        ("?", "この一覧を開く・閉じる"),
    ];
    html! {
        details #keys {
            summary { "キーボードの使い方（?）" }
            dl { @for (key, does) in KEYS { div { dt { kbd { (key) } } dd { (does) } } } }
            p.hint { "文字を書いているあいだは働きません。" }
            label.tick { input #use-keys type="checkbox" checked; " 1文字のキーを使う" }
        }
    }
}
