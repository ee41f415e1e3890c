//! What those who sign up see: the page of a workshop, and the page of a registration.

pub mod check_in;
pub mod fields;
pub mod list;
pub mod notice;
pub mod one;
pub mod print;
pub mod seating;

use maud::{Markup, html};

use super::{
    Desk, Signup, State,
    door::{self, Door, Places},
    typed::{HEADS, MAIL, NAME, NAME_LENGTH, PARTY, TELEPHONE, Typed},
};
use crate::{
    clock::japanese_day,
    respond::{
        pages::Setting,
        question::{Sheet, question, sentence},
    },
    text::Lang,
    workshop::settings::SignUp,
};

/// What the page of a workshop shows.
pub struct Welcome<'a> {
    /// The workshop.
    pub desk: &'a Desk,
    /// Whether one can sign up.
    pub door: Door,
    /// What is left.
    pub places: Places,
    /// Drawn for this page.
    pub entry: &'a str,
    /// What was typed.
    pub typed: &'a Typed,
}

/// The page of a workshop with its form.
pub fn welcome(set: &Setting<'_>, page: &Welcome<'_>) -> Markup {
    let workshop = &page.desk.workshop;
    let body = html! {
        h1 { (workshop.title) }
        (summary(set, page))
        p { (workshop.settings.purpose) }
        (facts(page.desk, Some(page.places)))
        @match page.door {
            Door::Over => p.notice { "このワークショップは終わりました。ご参加ありがとうございました。" },
            Door::Shut => p.notice { "申し込みの受付は終わりました。参加を希望される方は、下の担当課へお電話ください。" },
            Door::Open => { (standing(page)) (form(set, page)) },
        }
    };
    match page.door {
        Door::Open => set.form_page(&workshop.title, &[], workshop.sample, body),
        Door::Shut | Door::Over => set.page(&workshop.title, &[], workshop.sample, body),
    }
}

fn facts(desk: &Desk, places: Option<Places>) -> Markup {
    let (workshop, rule) = (&desk.workshop, &desk.rule);
    html! {
        dl.answers {
            dt { "日時" } dd { (japanese_day(workshop.held_on)) " " (workshop.hours) }
            dt { "場所" } dd { (workshop.place) }
            dt { "参加できる方" } dd { (workshop.settings.audience) }
            @if let Some(places) = places {
                dt { "定員" } dd { (rule.places) "人（いまの申し込み " (places.taken) "人）" }
                dt { "申し込みの締め切り" } dd { (japanese_day(door::last_day(workshop, rule))) }
            }
        }
    }
}

fn standing(page: &Welcome<'_>) -> Markup {
    let places = page.places;
    html! {
        @if places.free > 0 {
            p.notice { "あと" strong { (places.free) "人" } "参加できます。" }
        } @else {
            p.notice { strong { "定員に達しています。" } "いま申し込むと、キャンセル待ちになります（いま" (places.waiting) "人が待っています）。席が空くと、申し込みの順に自動で参加に変わり、メールでお知らせします。メールアドレスのない方には、担当課からお電話します。" }
        }
    }
}

/// What has to be looked at, with links to it.
fn summary(set: &Setting<'_>, page: &Welcome<'_>) -> Markup {
    let typed = page.typed;
    html! {
        @if !typed.passes() {
            div.summary.refused role="alert" {
                h2 { "次のところを確かめてください" }
                ul {
                    @for (name, sentence) in &typed.wrong { li { a href={ "#" (name) } { (sentence) } } }
                    @for finding in &typed.findings {
                        @if let Some(of) = page.desk.form.question(&finding.question) {
                            li { a href={ "#q-" (of.id) } { (super::questions::title(of)) "：" (set.view.say(&sentence(Lang::Ja, of, finding))) } }
                        }
                    }
                }
                p { "まだ申し込みは保存していません。入力した内容は残っています。" }
            }
        }
    }
}

fn form(set: &Setting<'_>, page: &Welcome<'_>) -> Markup {
    let (desk, typed) = (page.desk, page.typed);
    let sheet =
        Sheet { view: set.view, answers: &typed.answers, findings: &typed.findings, care: None };
    let send =
        if page.places.free > 0 { "申し込む" } else { "キャンセル待ちに申し込む" };
    html! {
        h2 { "申し込み" }
        form #page method="post" action={ "/workshops/" (desk.workshop.slug) "/registrations" } {
            input type="hidden" name="entry" value=(page.entry);
            (who(desk, typed))
            @for section in &desk.form.sections { @for item in &section.questions { (question(&sheet, item)) } }
            (consent(desk))
            p.actions { button.primary name="to" value="next" { (send) } }
        }
    }
}

fn who(desk: &Desk, typed: &Typed) -> Markup {
    let field =
        |name, label, hint, value, kind| one(typed, &Field { name, label, hint, value, kind });
    html! {
        @match desk.rule.by {
            SignUp::School => {
                (field(PARTY, "学校・団体の名前", "", &typed.party, ["text", "organization"]))
                (field(HEADS, "参加する人数", "生徒の名前はうかがいません。", &typed.heads, ["numeric", "off"]))
                (field(NAME, "先生のお名前", "", &typed.name, ["text", "name"]))
            },
            SignUp::Public | SignUp::Staff => (field(NAME, "お名前", "", &typed.name, ["text", "name"])),
        }
        (field(MAIL, "メールアドレス", "受付の確認と、前日のお知らせをお送りします。お持ちでない方は、電話番号を入力してください。", &typed.mail, ["email", "email"]))
        (field(TELEPHONE, "電話番号", "メールアドレスを入力した方は、なくてもかまいません。", &typed.telephone, ["tel", "tel"]))
    }
}

struct Field<'a> {
    name: &'a str,
    label: &'a str,
    hint: &'a str,
    value: &'a str,
    /// Which keys the phone shows, and what the browser may fill in.
    kind: [&'a str; 2],
}

fn one(typed: &Typed, field: &Field<'_>) -> Markup {
    let Field { name, label, hint, value, kind: [keys, fills] } = field;
    let wrong = typed.about(name);
    let described = format!("{name}-about");
    let is_described = wrong.is_some() || !hint.is_empty();
    html! {
        div.question.refused[wrong.is_some()] {
            p.typed {
                label for=(name) { (label) }
                @if is_described {
                    span.hint id=(described) { (hint) @if let Some(wrong) = wrong { " " strong { (wrong) } } }
                }
                input id=(name) name=(name) type="text" inputmode=(keys) autocomplete=(fills) value=(value)
                    maxlength=[(*name == NAME || *name == PARTY).then_some(NAME_LENGTH)]
                    aria-describedby=[is_described.then_some(&described)] aria-invalid=[wrong.map(|_| "true")];
            }
        }
    }
}

/// What is kept, for how long and who sees it.
fn consent(desk: &Desk) -> Markup {
    let days = desk.workshop.settings.keep_days;
    html! {
        div.note {
            p { "お名前、連絡先、上の答えは、ワークショップの準備と当日の受付のためだけに使い、担当の職員だけが見ます。ワークショップが終わってから" (days) "日後に消し、答えごとの人数だけを残します。" }
            p { "当日に書いたことや選んだことが、だれのものかは記録しません。申し込みの内容と結び付くこともありません。" }
        }
    }
}

/// The page of a registration.
pub struct Own<'a> {
    /// The workshop.
    pub desk: &'a Desk,
    /// The registration.
    pub signup: &'a Signup,
    /// How many of those who wait come before.
    pub before: usize,
    /// Nothing can be changed any more.
    pub is_over: bool,
    /// Where the page is.
    pub path: &'a str,
}

impl Own<'_> {
    fn heading(&self) -> &'static str {
        match self.signup.state {
            State::Confirmed => "参加を受け付けています",
            State::Waiting => "キャンセル待ちです",
            State::Cancelled => "申し込みを取り消しました",
        }
    }
}

/// Where a registration stands, and the button that cancels it. It names nobody: whoever has
/// the link may look.
pub fn own(set: &Setting<'_>, page: &Own<'_>) -> Markup {
    let (workshop, signup) = (&page.desk.workshop, page.signup);
    let body = html! {
        h1 { (page.heading()) }
        p { (workshop.title) }
        p.receipt { "受付番号" strong { (signup.number) "番" }
            @if page.desk.rule.by == SignUp::School { " " (signup.heads) "人" } }
        (facts(page.desk, None))
        @match signup.state {
            State::Cancelled => p { "もう一度申し込むときは、" a href={ "/workshops/" (workshop.slug) } { "ワークショップのページ" } "からお願いします。" },
            state => {
                @if state == State::Confirmed { p { "当日は、受付で受付番号かお名前をお知らせください。テーブルをご案内します。" } }
                @else { p.notice { "まだ参加は決まっていません。" @if page.before == 0 { "次に席が空くと、参加に変わります。" } @else { "前に" (page.before) "件の申し込みが待っています。" } } }
                @if signup.mail.is_empty() {
                    p { "このページのアドレスを控えておくと、取り消しにも使えます。変更があれば、担当課からお電話します。" }
                } @else {
                    p { "メールで、このページのアドレスをお送りしました。しばらくしても届かないときは、下の担当課へお電話ください。" }
                }
                (cancelling(page))
            },
        }
    };
    set.page(page.heading(), &[], workshop.sample, body)
}

fn cancelling(page: &Own<'_>) -> Markup {
    html! {
        @if page.is_over {
            p { "このワークショップは終わりました。" }
        } @else {
            h2 { "参加できなくなったとき" }
            p { "取り消すと、待っている方に席がまわります。取り消した後は、元に戻せません（もう一度申し込むことはできます）。" }
            form method="post" action={ (page.path) "/cancellation" } {
                p.actions { button { "申し込みを取り消す" } }
            }
        }
    }
}

/// A link that opens no registration: a part is missing, or it was erased.
pub fn unknown(set: &Setting<'_>) -> Markup {
    const TITLE: &str = "このリンクは使えません";
    set.page(TITLE, &[], false, html! {
        h1 { (TITLE) }
        p { "アドレスの一部が欠けているか、ワークショップが終わって申し込みの記録を消した後です。メールにあるアドレスを、そのまま開いてください。それでも開けないときは、下の担当課へお電話ください。" }
    })
}
