//! Giving codes to texts, one coder at a time.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{Part, Scene, caution, legend, pager};
use crate::coding::{
    Hand,
    coders::{Coders, numbers},
    frame::Frame,
    reading::Reading,
};

/// Texts on a page.
pub const PAGE: usize = 20;

/// How codes are put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Numbers are typed: quick, with the keyboard alone.
    Typed,
    /// Codes are ticked below each text.
    Ticked,
}

impl Mode {
    /// The mode of a word in an address.
    pub fn from_word(word: &str) -> Mode {
        if word == "ticked" { Mode::Ticked } else { Mode::Typed }
    }

    fn query(self) -> &'static str {
        match self {
            Mode::Typed => "",
            Mode::Ticked => "&by=ticked",
        }
    }
}

/// One page of a coder.
pub struct Work<'a> {
    /// Which coder.
    pub hand: Hand,
    /// The codes.
    pub frame: &'a Frame,
    /// The texts of the page.
    pub texts: &'a [Reading<'a>],
    /// Where the page stands.
    pub part: Part,
    /// What stands in the fields, by the id of the answer.
    pub typed: BTreeMap<&'a str, String>,
    /// What is wrong, by the id of the answer.
    pub problems: &'a BTreeMap<String, String>,
    /// How many texts are coded, of how many.
    pub progress: (usize, usize),
    /// How codes are put in.
    pub mode: Mode,
    /// How many codings the last page changed, to say so.
    pub saved: Option<usize>,
}

/// The address of a page of the work.
pub fn address(base: &str, page: usize, mode: Mode) -> String {
    format!("{base}?page={page}{}", mode.query())
}

/// The page of a question that cannot be coded yet, or by this person.
pub fn begin(scene: &Scene<'_>, has_frame: bool, coders: &Coders) -> Markup {
    scene.page(
        "/coding",
        html! {
            @if !has_frame {
                p.notice { "この設問にはまだコード表がありません。先に" a href=(scene.url("/frame")) { "コード表" } "を作ってください。" }
            } @else {
                p { "二人が別々に、同じ記述へコードを付けます。コードを付けているあいだ、もう一人のコードは見えません。担当を選んでください。" }
                div.controls { @for hand in Hand::CODERS {
                    form method="post" action=(scene.url("/coders")) {
                        input type="hidden" name="hand" value=(hand.word());
                        @match coders.name(hand) {
                            Some(name) => {
                                button { (hand.label()) "を引き継ぐ" }
                                span.hint { "いまの担当は" (name) "さんです。引き継ぐと、付け終えたコードはそのまま残り、続きから付けられます。" }
                            }
                            None => {
                                button.primary { (hand.label()) "として始める" }
                                span.hint { "まだ担当が決まっていません。" }
                            }
                        }
                    }
                } }
            }
        },
    )
}

/// The page of a coder.
pub fn work(scene: &Scene<'_>, work: &Work<'_>) -> Markup {
    let base = scene.url("/coding");
    let (done, all) = work.progress;
    let page = work.part.page;
    let (other, change) = match work.mode {
        Mode::Typed => (Mode::Ticked, "一覧から選ぶ方法に切り替える"),
        Mode::Ticked => (Mode::Typed, "番号を入力する方法に切り替える"),
    };
    scene.page("/coding", html! {
        (caution())
        @if !work.problems.is_empty() {
            p.refused role="alert" { "このページはまだ保存していません。入力した内容はそのまま残っています。印のある記述のコードを直して、もう一度保存してください。" }
        } @else if let Some(saved) = work.saved {
            p.notice role="status" { (saved) "件のコードを保存しました。" }
        }
        p { "あなたは" strong { (work.hand.label()) } "の担当です。　付け終えた記述 " strong { (done) " / " (all) }
            "　" a href=(address(&base, page, other)) { (change) } }
        progress max=(all.max(1)) value=(done) aria-label="付け終えた記述" { (done) " / " (all) }
        @if work.texts.is_empty() { p.notice { "まだ記述がありません。" } } @else {
            div.coding {
                (legend(work.frame))
                form method="post" action=(base) {
                    input type="hidden" name="page" value=(page);
                    @if work.mode == Mode::Ticked { input type="hidden" name="by" value="ticked"; }
                    ol.written start=(work.part.first) {
                        @for (place, reading) in work.texts.iter().enumerate() {
                            (entry(work, work.part.first + place, reading))
                        }
                    }
                    p.actions { button.primary { "このページを保存する" } }
                    p.hint { "コードを付けない記述は空けておいてください。すべてに付け終えると、保存した後に次のページへ進みます。" }
                }
            }
            (pager(&work.part, &|page| address(&base, page, work.mode)))
        }
    })
}

fn entry(work: &Work<'_>, place: usize, reading: &Reading<'_>) -> Markup {
    let (id, name) = (reading.id, format!("codes-{}", reading.id));
    let typed = work.typed.get(id).map_or("", String::as_str);
    let problem = work.problems.get(id);
    let wrong = problem.map(|_| format!("wrong-{id}"));
    html! {
        li {
            p dir="auto" { (reading.text) }
            input type="hidden" name="text" value=(id);
            @if let (Some(problem), Some(wrong)) = (problem, &wrong) { p.wrong id=(wrong) { (problem) } }
            @match work.mode {
                Mode::Typed => {
                    label.line { (place) "番のコード"
                        input name=(name) inputmode="numeric" autocomplete="off" value=(typed)
                            aria-invalid=[problem.map(|_| "true")] aria-describedby=[wrong]; }
                }
                Mode::Ticked => (ticks(work.frame, place, &name, typed)),
            }
        }
    }
}

/// A tick for each code, and for those that the text had before they were retired. What was posted and
/// cannot be a tick stays in a field.
fn ticks(frame: &Frame, place: usize, name: &str, typed: &str) -> Markup {
    let given = numbers(typed);
    let has = |number: i16| given.as_ref().is_ok_and(|given| given.contains(&number));
    let shown = frame
        .codes
        .iter()
        .filter(|code| has(code.number) || frame.in_use().any(|used| used.number == code.number));
    html! {
        fieldset.ticks { legend { (place) "番のコード" }
            @for code in shown {
                label { input type="checkbox" name=(name) value=(code.number) checked[has(code.number)];
                    (code.number) " " (frame.label(code.number)) }
            }
            @if given.is_err() { label.line { "そのほか" input name=(name) value=(typed); } }
        }
    }
}
