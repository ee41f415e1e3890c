//! The office's pages of meetings: the list, one meeting, its settings.

use maud::{Markup, html};

use super::{form, url};
use crate::{
    clock::{Instant, japanese_day},
    config::City,
    meeting::{
        Comment, Kind, Meeting, Stage, Topic,
        comments::{State, sympathies},
    },
    staff::{Role, Staff},
    ui::layout::{Desk, staff},
    workshop::{Theme, Workshop, template::MeetingTemplate},
};

/// What the pages of one meeting stand on.
pub struct Setting<'a> {
    /// Whose office.
    pub city: &'a City,
    /// Who looks.
    pub by: &'a Staff,
    /// The meeting.
    pub meeting: &'a Meeting,
    /// When it is looked at.
    pub now: Instant,
}

impl Setting<'_> {
    /// A page below the meeting's own.
    pub fn page(&self, title: &str, body: Markup) -> Markup {
        let meeting = self.meeting;
        let above =
            [("/staff/meetings".to_owned(), "結果報告会"), (url(meeting), meeting.title.as_str())];
        let desk = self.by.desk(self.city, title);
        staff(&Desk { above: &above, sample: meeting.sample, ..desk }, body)
    }

    /// Whether whoever looks may change something.
    pub fn may_edit(&self) -> bool {
        self.by.role >= Role::Editor
    }

    /// Where the meeting stands.
    pub fn stage(&self) -> Stage {
        self.meeting.stage(self.now)
    }
}

/// A theme with its names and with what people say to it.
pub struct Reported {
    /// The theme in the meeting.
    pub topic: Topic,
    /// The theme.
    pub theme: Theme,
    /// Its workshop.
    pub workshop: Workshop,
    /// Comments in every state.
    pub comments: Vec<Comment>,
}

impl Reported {
    /// How many comments wait.
    fn waiting(&self) -> usize {
        self.comments.iter().filter(|comment| comment.state == State::Waiting).count()
    }

    /// How many questions are shown and have no reply.
    fn unanswered(&self) -> usize {
        let open = |of: &&Comment| {
            of.kind == Kind::Question && of.state == State::Shown && of.reply.is_none()
        };
        self.comments.iter().filter(open).count()
    }
}

/// A meeting of the list, with its themes.
pub type Listed = (Meeting, Vec<Reported>);

/// The list, and the form that makes a meeting.
pub fn list(
    city: &City,
    by: &Staff,
    meetings: &[Listed],
    template: Option<&MeetingTemplate>,
    themes: &[(Workshop, Theme)],
    now: Instant,
) -> Markup {
    let body = html! {
        @if meetings.is_empty() {
            p.notice { "結果報告会は、まだありません。ワークショップが終わったら、下でつくります。話し合いの結果と市の考えを公表し、意見を受け付けます。" }
        } @else {
            table {
                thead { tr { th scope="col" { "結果報告会" } th scope="col" { "意見の受付" } th scope="col" { "状態" }
                    th scope="col" { "公表したテーマ" } th scope="col" { "確認待ちの意見" } } }
                tbody { @for (meeting, reported) in meetings { (line(meeting, reported, now)) } }
            }
        }
        @if by.role >= Role::Editor { (making(template, themes)) }
    };
    staff(&by.desk(city, "結果報告会"), body)
}

fn line(meeting: &Meeting, reported: &[Reported], now: Instant) -> Markup {
    let public = reported.iter().filter(|of| of.topic.document.is_some()).count();
    let waiting: usize = reported.iter().map(Reported::waiting).sum();
    html! {
        tr { th scope="row" { a href=(url(meeting)) { (meeting.title) } }
            td { (japanese_day(meeting.opens_on)) " 〜 " (japanese_day(meeting.closes_on)) }
            td { (meeting.stage(now).label()) }
            td { (public) " / " (reported.len()) }
            td { @if waiting > 0 { a href={ (url(meeting)) "/comments" } { (waiting) "件" } } @else { "0件" } } }
    }
}

fn making(template: Option<&MeetingTemplate>, themes: &[(Workshop, Theme)]) -> Markup {
    html! {
        h2 { "結果報告会をつくる" }
        @match template {
            None => p.notice { "ひな形（forms の workshops/meeting.yaml）がないため、つくれません。システムの担当者に知らせてください。" },
            Some(_) if themes.is_empty() => p.notice { "報告するワークショップが、まだありません。" },
            Some(template) => form.settings method="post" action="/staff/meetings" {
                (form::fields_of_new(&template.title, &template.settings, themes))
                p.hint { "つくっただけでは、何も公表されません。テーマごとに内容を確かめて公表します。" }
                p.actions { button.primary { "つくる" } }
            }
        }
    }
}

/// One meeting: where it stands, and what can be done next.
pub fn meeting(set: &Setting<'_>, reported: &[Reported]) -> Markup {
    let meeting = set.meeting;
    let base = url(meeting);
    let all: Vec<Comment> = reported.iter().flat_map(|of| of.comments.clone()).collect();
    let waiting: usize = reported.iter().map(Reported::waiting).sum();
    set.page(&meeting.title, html! {
        p { span.tag { (set.stage().label()) } "　意見の受付：" (japanese_day(meeting.opens_on)) " 〜 " (japanese_day(meeting.closes_on))
            "　返信：" (japanese_day(meeting.replies_until())) "まで" }
        (next(set, reported, waiting))
        dl.figures {
            div.key { dt { "確認待ちの意見" } dd { (waiting) } }
            div { dt { "返信のない質問" } dd { (reported.iter().map(Reported::unanswered).sum::<usize>()) } }
            div { dt { "載せている意見" } dd { (all.iter().filter(|of| of.state == State::Shown && !of.text.is_empty()).count()) } }
            div { dt { "共感" } dd { (sympathies(&all).0) } }
        }
        ul {
            li { a href={ (base) "/comments" } { "意見を読む・返信する" } }
            @if set.may_edit() {
                li { a href={ (base) "/comments.csv" } { "意見のファイル（CSV）" } }
                li { a href={ (base) "/settings" } { "設定" } }
            }
            @if reported.iter().any(|of| of.topic.document.is_some()) {
                li { a href=(meeting.address()) { "公表しているページ" } "（" code { (meeting.address()) } "）" }
                li { a href={ (meeting.address()) "/print" } { "すべてのテーマを1つのページで（印刷用）" } }
            }
        }
        h2 { "テーマ" }
        table {
            thead { tr { th scope="col" { "テーマ" } th scope="col" { "ワークショップ" } th scope="col" { "市の考え" }
                th scope="col" { "公表" } th scope="col" { "共感" } th scope="col" { "確認待ち" } } }
            tbody { @for of in reported { (row(&base, of)) } }
        }
    })
}

fn row(base: &str, of: &Reported) -> Markup {
    html! {
        tr { th scope="row" { (of.topic.number) ". " a href={ (base) "/themes/" (of.topic.number) } { (of.theme.title) } }
            td { (of.workshop.title) " " small.hint { (of.workshop.state.label()) } }
            td { @if of.topic.official.is_empty() { "まだ" } @else { (of.topic.section) } }
            td { @match of.topic.published_on { Some(on) => (japanese_day(on)), None => "していない" } }
            td { (sympathies(&of.comments).0) }
            td { (of.waiting()) "件" } }
    }
}

/// The next sensible step.
fn next(set: &Setting<'_>, reported: &[Reported], waiting: usize) -> Markup {
    let unpublished = reported.iter().find(|of| of.topic.document.is_none());
    let base = url(set.meeting);
    html! {
        p.notice { strong { "つぎにすること：" }
            @match (set.stage(), unpublished) {
                (Stage::Frozen, _) => "終了しました。内容は固定されています。意見のファイルを保存してください。",
                (_, _) if waiting > 0 => { a href={ (base) "/comments" } { "確認待ちの意見（" (waiting) "件）を読む" } },
                (_, Some(of)) => { "「" a href={ (base) "/themes/" (of.topic.number) } { (of.theme.title) } "」の市の考えを書き、内容を確かめて公表する" },
                (Stage::Before, None) => { "受付が始まる" (japanese_day(set.meeting.opens_on)) "まで、公表したページを確かめる" },
                (Stage::Open, None) => "届く意見を読み、質問に返信する",
                (Stage::Answering, None) => { (japanese_day(set.meeting.replies_until())) "までに、残りの質問に返信する" },
            }
        }
    }
}

/// The settings of a meeting.
pub fn settings(set: &Setting<'_>, themes: &[(Workshop, Theme)], of: &[String]) -> Markup {
    set.page("設定", html! {
        form.settings method="post" action={ (url(set.meeting)) "/settings" } {
            (form::fields_of(set.meeting, themes, of))
            p.hint { "公表しているテーマと、意見が届いているテーマは外せません。日付を変えると、終了した報告会をもう一度受け付けることもできます。変えたことは操作の記録に残ります。" }
            p.actions { button.primary { "保存する" } }
        }
    })
}
