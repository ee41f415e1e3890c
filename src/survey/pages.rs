//! The surveys of the office: the list, the next step, returns, days and versions.

pub mod returns;

use chrono::NaiveDate;
use maud::{Markup, html};

use super::{
    State, Status, Survey,
    disposition::{Disposition, Outcome},
    returns::Board,
};
use crate::{
    answers::gate::SHUT,
    clock::{Instant, japanese_day, japanese_minute},
    concern::pages::reminder,
    config::City,
    staff::{Role, Staff},
    ui::layout::{Desk, staff},
};

/// What the pages of one survey stand on.
pub struct Setting<'a> {
    /// Whose office.
    pub city: &'a City,
    /// Who looks.
    pub by: &'a Staff,
    /// The survey.
    pub survey: &'a Survey,
    /// What it is called.
    pub title: String,
}

impl Setting<'_> {
    /// A page below the survey's own.
    pub fn page(&self, title: &str, body: Markup) -> Markup {
        let above = [("/staff".to_owned(), "調査"), (url(self.survey), self.title.as_str())];
        staff(
            &Desk { above: &above, sample: self.survey.sample, ..self.by.desk(self.city, title) },
            body,
        )
    }

    /// Whether whoever looks may change something.
    pub fn may_edit(&self) -> bool {
        self.by.role >= Role::Editor
    }
}

/// The address of a survey's page.
pub fn url(survey: &Survey) -> String {
    format!("/staff/surveys/{}", survey.slug)
}

/// A survey of the list.
pub struct Listed {
    /// The survey.
    pub survey: Survey,
    /// What it is called.
    pub title: String,
    /// Texts that this person should read soon.
    pub unread: Option<usize>,
}

/// All surveys.
pub fn list(
    city: &City,
    by: &Staff,
    surveys: &[Listed],
    forms: &[String],
    today: NaiveDate,
) -> Markup {
    staff(
        &by.desk(city, "調査"),
        html! {
            @if surveys.is_empty() {
                p { "まだ調査がありません。下で調査票を選んで作ると、ここに並びます。" }
            } @else {
                @for Listed { survey, title, unread } in surveys {
                    @if unread.is_some_and(|unread| unread > 0) { p.notice { (title) "：" (reminder(survey, *unread)) } }
                }
                table {
                    caption.away { "調査の一覧" }
                    thead { tr { th scope="col" { "調査" } th scope="col" { "状態" } th scope="col" { "期間" } } }
                    tbody { @for Listed { survey, title, .. } in surveys {
                        tr {
                            th scope="row" { a href=(url(survey)) { (title) } @if survey.sample { " " span.tag { "見本" } }
                            }
                            td { (survey.state.label()) }
                            td { (japanese_day(survey.opens_on)) "〜" (japanese_day(survey.closes_on)) }
                        }
                    } }
                }
            }
            @if by.role >= Role::Editor {
                h2 { "調査をつくる" }
                @if forms.is_empty() { p { "調査票のフォルダに調査票がありません。" } } @else {
                    form.inline method="post" action="/staff/surveys" {
                        label { "調査票" select name="form" { @for form in forms { option { (form) } } } }
                        label { "受付を始める日" input type="date" name="opens_on" required value=(today); }
                        label { "締め切りの日" input type="date" name="closes_on" required value=(today + chrono::Duration::days(21)); }
                        button.primary { "つくる" }
                    }
                    p.hint { "作ると、調査票の第1版が公開版として固定されます。受付は、対象者（学級で答える調査では学級）を登録して開くまで始まりません。" }
                }
            }
        },
    )
}

/// What the page of a survey shows.
pub struct Overview<'a> {
    /// The title of the questionnaire.
    pub title: &'a str,
    /// The returns, counted now.
    pub returns: &'a Board,
    /// The versions, the newest first.
    pub versions: &'a [(i32, Instant)],
    /// Whether the questionnaire asks something of an indicator.
    pub has_indicator: bool,
    /// The next step where classes answer, in place of that of letters.
    pub in_classes: Option<Markup>,
    /// Texts that this person should read soon; `None`: none of their business.
    pub unread: Option<usize>,
    /// Now.
    pub now: Instant,
}

/// What closing does.
const CLOSING: &str = "書きかけの回答も送信できなくなります。もう一度開くこともできます。";
const CLOSING_CLASSES: &str = "書きかけの回答も送信できなくなり、集計が見られるようになります。集計を見た後にもう一度開くと、後から答えた学級の答えがわかるおそれがあります。すべての学級が終わってから押してください。";

/// The page of a survey.
pub fn overview(set: &Setting<'_>, overview: &Overview<'_>) -> Markup {
    let (survey, base) = (set.survey, url(set.survey));
    let above = [("/staff".to_owned(), "調査")];
    let desk =
        Desk { above: &above, sample: survey.sample, ..set.by.desk(set.city, overview.title) };
    staff(
        &desk,
        html! {
            p.status { strong { (standing(survey, overview.now)) } "　"
                (japanese_day(survey.opens_on)) "〜" (japanese_day(survey.closes_on)) " 24時" }
            @match &overview.in_classes {
                Some(next) => (next),
                None => (next_step(set, overview)),
            }
            @if overview.unread.is_some_and(|unread| unread > 0) { p.notice { (reminder(survey, overview.unread)) } }
            (tiles(set, overview))
            h2 { "回収状況" }
            (returns::returns(overview.returns))
            @if set.may_edit() { (controls(set, overview.in_classes.is_some())) }
            h2 { "調査票の版" }
            ul { @for (number, at) in overview.versions { li { "第" (number) "版（" (japanese_minute(*at)) " 公開）" } } }
            @if set.may_edit() {
                form method="post" action={ (base) "/versions" } {
                    button { "調査票のフォルダから新しい版を公開する" }
                }
                p.hint { "文言の修正、設問や選択肢の追加ができます。コードの意味が変わる変更は、すでに届いた回答と食い違うため受け付けません。" }
            }
        },
    )
}

/// Where one can go from here: asking, the numbers, and what they are compared with.
fn tiles(set: &Setting<'_>, overview: &Overview<'_>) -> Markup {
    let base = url(set.survey);
    let may_edit = set.may_edit();
    let asks_people = overview.in_classes.is_none();
    let tile = |below: &str, name: &str, what: &str| {
        html! { a href={ (base) (below) } { strong { (name) } (what) } }
    };
    html! {
        nav.tiles aria-label="調査を進める" {
            (tile("/preview", "調査票", "回答画面を見る"))
            @if !asks_people { (tile("/classes", "学級", "登録、用紙、いまの様子")) }
            @if may_edit && asks_people {
                (tile("/participants", "対象者", "取り込みと件数"))
                (tile("/letters", "依頼状", "印刷と差し込み用ファイル"))
                (tile("/dispositions", "宛先不明・紙の受付", "整理番号で記録"))
            }
        }
        nav.tiles aria-label="結果を見る" {
            @if overview.in_classes.is_some() && set.survey.status(overview.now) != Status::Closed { (tile("/results", "集計結果", "調査を終えてから見られます")) }
            @else { (tile("/results", "集計結果", "表とグラフ、クロス集計、公表")) }
            (tile("/texts", "自由記述", "読む・コードを付ける"))
            @if overview.unread.is_some() { (tile("/concerns", "文の見守り", "早めに読む文")) }
            @if may_edit { (tile("/files", "ファイル", "Excel・CSV・SPSS・R")) }
        }
        @if may_edit || overview.has_indicator {
            nav.tiles aria-label="比べる数値を用意する" {
                @if may_edit {
                    @if asks_people { (tile("/population", "人口", "ウェイト補正のもとになる数")) }
                    (tile("/waves", "過去の調査", "前回と比べるための回答"))
                }
                @if overview.has_indicator {
                    (tile("/indicator", "指標の設定", "偏差値の基準値と比較"))
                }
            }
        }
    }
}

fn standing(survey: &Survey, now: Instant) -> &'static str {
    match survey.status(now) {
        Status::Open => "受付中",
        Status::Grace => "締め切りました（書きかけの回答だけ受付中）",
        Status::Paused => "一時停止中",
        Status::Closed => "受付終了",
        Status::NotYet if survey.state == State::Open => "開始日を待っています",
        Status::NotYet => "準備中",
    }
}

/// Leads a first visit through the steps: participants, letters, opening.
fn next_step(set: &Setting<'_>, overview: &Overview<'_>) -> Markup {
    let base = url(set.survey);
    let step = |text: &str, path: &str, link: &str| {
        html! {
            p.notice { strong { "次にすること　" } (text) " " a href={ (base) (path) } { (link) } }
        }
    };
    html! {
        @if set.may_edit() && set.survey.state == State::Preparing {
            @match overview.returns {
                Board::Letters(board) if board.posted == 0 => (step("対象者の一覧（整理番号・地区・年齢・性別）を取り込みます。", "/participants", "対象者へ")),
                Board::Letters(_) => (step("依頼状を印刷し、発送の準備ができたら、下の「受付を開く」を押します。", "/letters", "依頼状へ")),
                Board::Classes(_) => {}
            }
        }
    }
}

fn controls(set: &Setting<'_>, in_classes: bool) -> Markup {
    let (survey, base) = (set.survey, url(set.survey));
    let to = |state: State, label: &str, why: &str| {
        html! {
            form method="post" action={ (base) "/state" } {
                input type="hidden" name="state" value=(state.word());
                button.primary[state == State::Open] { (label) }
                span.hint { (why) }
            }
        }
    };
    html! {
        h2 { "受付" }
        div.controls {
            @if survey.state != State::Open { (to(State::Open, "受付を開く", "期間のあいだ回答を受け付けます。")) }
            @if survey.state == State::Open { (to(State::Paused, "一時停止する", "保存済みの回答は残ります。再開できます。")) }
            @if matches!(survey.state, State::Open | State::Paused) {
                (to(State::Closed, "受付を終了する", if in_classes { CLOSING_CLASSES } else { CLOSING }))
            }
        }
        form.inline method="post" action={ (base) "/window" } {
            label { "受付を始める日" input type="date" name="opens_on" required value=(survey.opens_on); }
            label { "締め切りの日（24時まで）" input type="date" name="closes_on" required value=(survey.closes_on); }
            label { "書きかけの猶予（時間）" input.number type="number" name="grace_hours" min="0" max="336" required value=(survey.grace_hours); }
            button { "期間を変更する" }
        }
    }
}

/// A page about people who get a letter, of a survey that has none.
pub fn no_letters(set: &Setting<'_>, title: &str) -> Markup {
    set.page(title, html! {
        p.notice { "この調査には学級で答えるため、対象者の一覧、依頼状、宛先不明の記録はありません。代わりに、学級を登録して用紙を印刷します。" }
        p { a href={ (url(set.survey)) "/classes" } { "学級へ" } }
    })
}

/// Recording what became of letters.
pub fn dispositions(
    set: &Setting<'_>,
    done: Option<&[(String, Outcome)]>,
    chosen: Option<Disposition>,
) -> Markup {
    set.page("宛先不明・紙の受付", html! {
        @if let Some(done) = done { (outcomes(done)) }
        p { "封筒や受付票の整理番号を、1行に1つずつ入力してください。バーコードリーダーで読み取ることもできます。" }
        form method="post" {
            p.typed { label for="serials" { "整理番号" }
                textarea #serials name="serials" rows="10" required autofocus {} }
            fieldset { legend { "記録する内容" }
                @for disposition in Disposition::ALL {
                    label.line { input type="radio" name="what" value=(disposition.word()) required
                        checked[chosen == Some(disposition)]; (disposition.label()) }
                }
                label.line { input type="radio" name="what" value="none" required;
                    "記録を取り消す（コードがまた使えるようになります）" }
            }
            p.actions { button.primary { "記録する" } }
        }
        p.hint { "紙とウェブの両方で届いたときは、先に受け付けたものが有効です。" }
    })
}

fn outcomes(done: &[(String, Outcome)]) -> Markup {
    let recorded = done.iter().filter(|(_, outcome)| *outcome == Outcome::Recorded).count();
    html! {
        div.notice role="status" {
            p { (done.len()) "件のうち" (recorded) "件を記録しました。" }
            @if recorded < done.len() {
                ul { @for (serial, outcome) in done.iter().filter(|(_, outcome)| *outcome != Outcome::Recorded) {
                    li { strong { (serial) } "　" (outcome.sentence()) }
                } }
            }
        }
    }
}

/// What stands in the place of results until a survey that is answered in classes is over.
pub fn shut(set: &Setting<'_>, title: &str) -> Markup {
    set.page(title, html! {
        p.notice { (SHUT) }
        p { "授業の前と後で集計を見比べると、その間に答えた学級の答えがわかってしまうためです。届いた答えはすべて保存されています。"
            "学級ごとの回答数は、" a href=(url(set.survey)) { "調査のページ" } "で見られます。" }
        p { "受付を終了するか、締め切りの日と書きかけの猶予が過ぎると、ここに集計が表示されます。" }
    })
}

/// The links to a survey's files.
pub fn files(set: &Setting<'_>, answers: u32) -> Markup {
    let base = url(set.survey);
    set.page("ファイル", html! {
        p { "いま届いている" (answers) "件の回答から作ります。ダウンロードは操作の記録に残ります。" }
        ul.files {
            li { a href={ (base) "/files/workbook.xlsx" } { "集計表（Excel）" }
                " 概要、回収状況、単純集計、自由記述、ローデータ、コードブック、検算" }
            li { a href={ (base) "/files/answers.csv" } { "回答データ（CSV、コード）" }
                " 1行に1人、1列に1変数。UTF-8（BOM付き）" }
            li { a href={ (base) "/files/codebook.csv" } { "コードブック（CSV）" } " 変数とコードの意味" }
            li { a href={ (base) "/files/answers.sps" } { "SPSS のシンタックス" }
                " 回答データ（CSV）を、ラベルと欠損値を付けて読み込みます。CSV と同じフォルダに置いて実行します" }
            li { a href={ (base) "/files/answers.R" } { "R のスクリプト" }
                " 同じことを R（追加のパッケージなし）で行います" }
        }
    })
}
