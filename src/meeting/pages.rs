//! Pages for anybody: what came of the workshops, what the city says, what people say. Phones
//! first, no script. Only what is published gets in here.

pub mod piece;

use chrono::NaiveDate;
use maud::{Markup, html};

use super::{
    Kind, Meeting, Moderation, Stage,
    comments::{self, COMMENT_LENGTH, Comment, REASONS, State},
    publication::{Document, LEAST},
};
use crate::clock::japanese_day;
use piece::{comment, groups, legend, official};

/// How many of the things with most dots the first page names.
const FIRST: usize = 3;

/// A theme that is public, with what people say to it.
pub struct Shown {
    /// 1, 2, 3 … in addresses.
    pub number: i32,
    /// The day of publication.
    pub on: NaiveDate,
    /// What is public.
    pub document: Document,
    /// Comments in every state: pages show those that are to be shown, and count the others.
    pub comments: Vec<Comment>,
}

impl Shown {
    /// Comments with words that everybody may read.
    fn shown(&self) -> impl Iterator<Item = &Comment> {
        self.comments.iter().filter(|of| of.state == State::Shown && !of.text.is_empty())
    }

    fn count(&self, state: State) -> usize {
        self.comments.iter().filter(|of| of.state == state).count()
    }
}

/// The first page of a meeting.
pub fn meeting(meeting: &Meeting, stage: Stage, themes: &[Shown]) -> Markup {
    let base = meeting.address();
    html! {
        h1 { (meeting.title) }
        p.lines { (meeting.settings.purpose) }
        (days(meeting, stage))
        ul.themes {
            @for theme in themes {
                li {
                    h3 { (theme.document.title) }
                    p.hint { (theme.document.workshop) "　" (japanese_day(theme.document.held_on))
                        "　" (theme.document.people) "人・付箋" (theme.document.notes()) "枚" }
                    @let first = theme.document.first(FIRST);
                    @if !first.is_empty() {
                        p { "多く選ばれたもの：" @for (n, (name, votes)) in first.iter().enumerate() {
                            @if n > 0 { "、" } (name) "（" (votes) "点）"
                        } }
                    }
                    p { (sum(theme)) }
                    a href={ (base) "/" (theme.number) } { "結果と市の考えを見る" span.away { "（" (theme.document.title) "）" } }
                }
            }
        }
        p { a href={ (base) "/print" } { "すべてのテーマを1つのページで見る（印刷用）" } }
        (promises(meeting))
    }
}

/// When what can be done.
fn days(meeting: &Meeting, stage: Stage) -> Markup {
    let period =
        format!("{}から{}まで", japanese_day(meeting.opens_on), japanese_day(meeting.closes_on));
    html! {
        p.notice { @match stage {
            Stage::Before => { "ご意見は、" (period) "、このページで受け付けます。いまは結果をご覧いただけます。" },
            Stage::Open => { "ご意見を受け付けています（" (period) "）。どなたでも、名前を書かずに送れます。" },
            Stage::Answering => { "ご意見の受付は" (japanese_day(meeting.closes_on)) "に終わりました。いただいたご意見への返信を続けています。" },
            Stage::Frozen => { "この報告会は終わりました（ご意見の受付：" (period) "）。内容はこのまま残します。" },
        } }
    }
}

/// 「共感 12（うち参加者 5）　気づき 3　質問 2」
fn sum(theme: &Shown) -> Markup {
    let (all, of_participants) = comments::sympathies(&theme.comments);
    let count = |kind| theme.shown().filter(|of| of.kind == kind).count();
    html! {
        span.sum { "共感 " strong { (all) } @if of_participants > 0 { "（うち参加者 " (of_participants) "）" }
            "　気づき " strong { (count(Kind::Insight)) } "　質問 " strong { (count(Kind::Question)) } }
    }
}

/// What a page says about what was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It waits.
    Waiting,
    /// It is shown.
    Shown,
    /// They had pressed 共感 before.
    Before,
}

impl Said {
    /// The word in the address of the page.
    pub fn word(self) -> &'static str {
        match self {
            Said::Waiting => "waiting",
            Said::Shown => "shown",
            Said::Before => "before",
        }
    }

    /// What a word stands for.
    pub fn from_word(word: &str) -> Option<Said> {
        [Said::Waiting, Said::Shown, Said::Before].into_iter().find(|said| said.word() == word)
    }

    fn sentence(self) -> &'static str {
        match self {
            Said::Waiting => {
                "ご意見を受け取りました。担当の職員が読んでから、このページに載せます。載るまでに数日かかることがあります。"
            }
            Said::Shown => "受け取りました。このページに載せました。ありがとうございます。",
            Said::Before => {
                "このテーマへの共感は、前に受け取っています（1つのテーマに1人1回です）。数は変わっていません。"
            }
        }
    }
}

/// The form for a comment: what was typed, and what is wrong with it.
#[derive(Default)]
pub struct Form {
    /// Drawn for the page: pressed twice is posted once.
    pub entry: String,
    /// The word of the chosen kind.
    pub kind: String,
    /// The text.
    pub text: String,
    /// The code for coming back.
    pub code: String,
    /// The mail address.
    pub mail: String,
    /// What is wrong.
    pub problems: Vec<String>,
}

/// One theme. `form` where comments are taken.
pub fn theme(
    meeting: &Meeting,
    stage: Stage,
    theme: &Shown,
    said: Option<Said>,
    form: Option<&Form>,
) -> Markup {
    let document = &theme.document;
    html! {
        nav.above aria-label="現在位置" { a href=(meeting.address()) { (meeting.title) } }
        h1 { (document.title) }
        @if let Some(said) = said { p.notice role="status" { (said.sentence()) } }
        @if let Some(form) = form { (refused(form)) }
        p.hint { (document.workshop) "　" (japanese_day(document.held_on)) "　" (document.audience)
            br; (document.people) "人・付箋" (document.notes()) "枚　" (japanese_day(theme.on)) "公表" }
        p { (document.question) }
        ul {
            @if document.official.is_some() { li { a href="#official" { "市の考え" } } }
            li { a href="#results" { "話し合いの結果" } }
            li { a href="#comments" { "みなさんの意見" } }
            @if form.is_some() { li { a href="#write" { "意見を送る" } } }
        }
        (official(document, "official"))
        section #results { h2 { "話し合いの結果" } (legend(document)) (groups(document, false)) (reading()) }
        section #comments {
            h2 { "みなさんの意見" }
            p { (sum(theme)) }
            (said_by_people(theme))
        }
        @match form {
            Some(form) => (write(meeting, theme, form)),
            None => (days(meeting, stage)),
        }
    }
}

fn refused(form: &Form) -> Markup {
    html! {
        @if !form.problems.is_empty() {
            div.summary.refused role="alert" {
                h2 { "まだ送っていません" }
                ul { @for sentence in &form.problems { li { a href="#write" { (sentence) } } } }
                p { "書いた文は、下の欄に残っています。" }
            }
        }
    }
}

fn said_by_people(theme: &Shown) -> Markup {
    let (waiting, refused) = (theme.count(State::Waiting), theme.count(State::Refused));
    html! {
        @if theme.shown().next().is_none() { p { "載せている意見は、まだありません。" } }
        @for of in theme.shown() { (comment(of)) }
        @if waiting > 0 { p.hint { "ほかに、担当の職員が確かめている意見が" (waiting) "件あります。" } }
        @if refused > 0 { p.hint { "載せていない意見が" (refused) "件あります。載せない理由は、" (REASONS.join("、")) "、のどれかです。" } }
    }
}

/// How the results are to be read.
fn reading() -> Markup {
    html! {
        details { summary { "結果の見方" }
            ul {
                li { "付箋は、参加した人が書いたままです。だれが書いたかの記録は付いていません。" }
                li { "「点」は、参加した人が大切だと思うものに入れた点の数です。" }
                li { (LEAST) "人に満たないテーブルは、だれの意見かが推測されないように、ほかのテーブルとまとめています。" }
            }
        }
    }
}

fn write(meeting: &Meeting, theme: &Shown, form: &Form) -> Markup {
    let hold = meeting.settings.hold.as_ref();
    html! {
        section #write {
            h2 { "意見を送る" }
            form method="post" action={ (meeting.address()) "/" (theme.number) "/comments" } {
                input type="hidden" name="entry" value=(form.entry);
                fieldset.question {
                    legend { "意見の種類" }
                    div.choices { @for kind in &meeting.settings.kinds {
                        label.choice { input type="radio" name="kind" value=(kind.word()) required
                                checked[form.kind == kind.word()];
                            span { strong { (kind.label()) } br; (kind.hint()) } }
                    } }
                }
                div.typed {
                    label for="text" { "意見（" (COMMENT_LENGTH) "文字まで）" }
                    p.hint { "お名前、電話番号、住所など、だれのことかがわかることは書かないでください。" @if let Some(hold) = hold { (hold.notice) } }
                    textarea #text name="text" rows="5" dir="auto" { (form.text) }
                }
                div.typed {
                    label for="code" { "再入室コード（ワークショップに参加した方。なくてもかまいません）" }
                    p.hint { "入れると「参加者」と表示します。どのワークショップのだれかは、表示も保存もしません。" }
                    input.code #code type="text" name="code" value=(form.code) maxlength="12" autocomplete="off" autocapitalize="characters";
                }
                div.typed {
                    label for="mail" { "返信を知らせるメールアドレス（なくてもかまいません）" }
                    p.hint { "市が返信したときに1回だけお知らせし、その後は消去します。表示はしません。" }
                    input #mail type="email" name="mail" value=(form.mail) maxlength="254" autocomplete="email";
                }
                p.hint { @match meeting.settings.moderation {
                    Moderation::Before => "意見は、担当の職員が読んでから載せます。",
                    Moderation::After => "意見はすぐに載ります。名前や連絡先などがあるときは、担当の職員が読んでから載せます。",
                } }
                div.actions { button.primary { "意見を送る" } }
            }
        }
    }
}

/// What is kept of those who comment, and for how long.
fn promises(meeting: &Meeting) -> Markup {
    html! {
        details { summary { "意見の取り扱い" }
            ul {
                li { "名前は聞きません。意見には、種類、文、日付、参加者かどうかだけが付きます。" }
                li { "共感を1人1回にするための印は、意見とは別に置き、受付が終わると消去します。" }
                li { "メールアドレスは、返信のお知らせだけに使います。返信がないときも、" (japanese_day(meeting.replies_until())) "までで消去します。" }
                li { "載せない意見も、種類と数は公表します。" }
            }
        }
    }
}

/// Everything on one page, for the printer and for the record.
pub fn print(meeting: &Meeting, stage: Stage, themes: &[Shown]) -> Markup {
    html! {
        nav.above.screen aria-label="現在位置" { a href=(meeting.address()) { (meeting.title) } }
        h1 { (meeting.title) }
        p.lines { (meeting.settings.purpose) }
        (days(meeting, stage))
        @for theme in themes {
            section.report {
                h2 { (theme.document.title) }
                p.hint { (theme.document.workshop) "　" (japanese_day(theme.document.held_on)) "　"
                    (theme.document.people) "人・付箋" (theme.document.notes()) "枚　" (japanese_day(theme.on)) "公表" }
                p { (theme.document.question) }
                (official(&theme.document, &format!("official-{}", theme.number)))
                (legend(&theme.document))
                (groups(&theme.document, true))
                h3 { "みなさんの意見" }
                p { (sum(theme)) }
                (said_by_people(theme))
            }
        }
    }
}

/// What is shown where nothing is public.
pub fn nothing() -> Markup {
    html! {
        h1 { "この報告会の結果は公表されていません" }
        p { "結果がまとまると、このページでご覧いただけます。公表の時期は、下の担当課にお問い合わせください。" }
        p { a href="/" { "はじめのページへ" } }
    }
}
