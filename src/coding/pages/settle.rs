//! Deciding where two coders differ.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{Part, Scene, caution, legend, pager};
use crate::coding::{
    Hand,
    book::Marks,
    frame::Frame,
    reading::Reading,
    settle::{Choice, Way},
};

/// Texts on a page.
pub const PAGE: usize = 20;

/// How the coded variable is made, as tables count it.
const RULE: &str = "集計では、決めたコード、二人が一致したコード、一人だけが付けたコードの順に使います。食い違っていて決まっていない記述と、だれもコードを付けていない記述は、無回答に数えます。";

/// A text on which the coders differ.
pub struct Difference<'a> {
    /// The text.
    pub reading: Reading<'a>,
    /// The codings.
    pub marks: Marks,
}

/// How far the question is.
pub struct Standing {
    /// Texts that people wrote.
    pub written: usize,
    /// Texts that both have coded alike.
    pub agreed: usize,
    /// Texts on which they differ.
    pub differing: usize,
    /// Of these, not decided.
    pub open: usize,
}

/// One page of differences.
pub struct Shown<'a> {
    /// The codes.
    pub frame: &'a Frame,
    /// The differences of the page.
    pub differences: &'a [Difference<'a>],
    /// Where the page stands.
    pub part: Part,
    /// How far the question is.
    pub standing: Standing,
    /// What was posted and refused, by the id of the answer.
    pub typed: BTreeMap<&'a str, &'a Choice>,
    /// What is wrong, by the id of the answer.
    pub problems: &'a BTreeMap<String, String>,
    /// How many decisions the last page changed, to say so.
    pub saved: Option<usize>,
}

/// The page.
pub fn settlement(scene: &Scene<'_>, shown: &Shown<'_>) -> Markup {
    let (base, standing) = (scene.url("/settlement"), &shown.standing);
    scene.page("/settlement", html! {
        (caution())
        @if !shown.problems.is_empty() {
            div.refused role="alert" {
                p { "このページはまだ保存していません。選んだ内容はそのまま残っています。印のある記述を直して、もう一度保存してください。" }
                // The text itself is no longer in the list.
                @for (id, problem) in shown.problems {
                    @if !shown.differences.iter().any(|difference| difference.reading.id == id) { p { (problem) } }
                }
            }
        } @else if let Some(saved) = shown.saved {
            p.notice role="status" { (saved) "件を保存しました。" }
        }
        dl.figures {
            div { dt { "記述" } dd { (standing.written) } }
            div { dt { "二人が一致" } dd { (standing.agreed) } }
            div { dt { "食い違い" } dd { (standing.differing) } }
            div.key { dt { "まだ決めていない" } dd { (standing.open) } }
        }
        p.hint { (RULE) }
        @if shown.differences.is_empty() {
            p.notice { "二人のコードが食い違っている記述はありません。二人ともコードを付けた記述に食い違いがあると、ここに表示されます。" }
        } @else {
            div.coding {
                (legend(shown.frame))
                form method="post" action=(base) {
                    input type="hidden" name="page" value=(shown.part.page);
                    ol.written start=(shown.part.first) {
                        @for (place, difference) in shown.differences.iter().enumerate() {
                            (entry(shown, shown.part.first + place, difference))
                        }
                    }
                    p.actions { button.primary { "このページを保存する" } }
                }
            }
            (pager(&shown.part, &|page| format!("{base}?page={page}")))
        }
    })
}

fn entry(shown: &Shown<'_>, place: usize, difference: &Difference<'_>) -> Markup {
    let id = difference.reading.id;
    let name = format!("way-{id}");
    let (way, own) = match shown.typed.get(id) {
        Some(choice) => (choice.way, choice.codes.clone()),
        None => stored(&difference.marks),
    };
    let labels = |hand: Hand| -> String {
        let codes = difference.marks.of(hand).unwrap_or_default();
        let label = |number: &i16| format!("{number} {}", shown.frame.label(*number));
        codes.iter().map(label).collect::<Vec<_>>().join("、")
    };
    html! {
        li {
            p dir="auto" { (difference.reading.text) }
            input type="hidden" name="text" value=(id);
            @if let Some(problem) = shown.problems.get(id) { p.wrong { (problem) } }
            fieldset { legend { (place) "番の決定" }
                @for hand in Hand::CODERS {
                    label.line { input type="radio" name=(name) value=(hand.word()) checked[way == Way::As(hand)];
                        (hand.label()) "のとおり：" (labels(hand)) }
                }
                div.line {
                    label.line { input type="radio" name=(name) value=(Way::Own.word()) checked[way == Way::Own]; "別のコードにする" }
                    input name={ "codes-" (id) } inputmode="numeric" autocomplete="off" value=(own) aria-label={ (place) "番の別のコード" };
                }
                label.line { input type="radio" name=(name) value=(Way::Open.word()) checked[way == Way::Open]; "まだ決めない" }
            }
        }
    }
}

/// What stands in the fields of a text that is stored.
fn stored(marks: &Marks) -> (Way, String) {
    match &marks.settled {
        None => (Way::Open, String::new()),
        Some(codes) if Some(codes) == marks.first.as_ref() => (Way::As(Hand::First), String::new()),
        Some(codes) if Some(codes) == marks.second.as_ref() => {
            (Way::As(Hand::Second), String::new())
        }
        Some(codes) => {
            let numbers: Vec<String> = codes.iter().map(ToString::to_string).collect();
            (Way::Own, numbers.join(" "))
        }
    }
}
