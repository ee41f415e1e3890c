//! The office's page of comments: what waits first, then what is shown, then what is not.

use maud::{Markup, html};

use crate::{
    clock::japanese_day,
    meeting::{
        Comment, Stage,
        comments::{Listed, REASONS, REPLY_LENGTH, State, sympathies},
        desk::{pages::Setting, url},
        publication::SECTION_LENGTH,
    },
};

/// The page.
pub fn comments(set: &Setting<'_>, listed: &[Listed]) -> Markup {
    let all: Vec<Comment> = listed.iter().map(|of| of.comment.clone()).collect();
    let (sympathies, of_participants) = sympathies(&all);
    set.page("意見", html! {
        p { "共感 " strong { (sympathies) } "（うち参加者 " (of_participants) "）。文のある意見を、確認待ち、掲載、掲載しない、の順に並べています。"
            "だれが送ったかは、職員にもわかりません。" }
        @if set.stage() == Stage::Frozen { p.notice { "この結果報告会は終了しました。返信と掲載はできません。掲載しないことにするのは、いつでもできます。" } }
        @for state in State::ALL { (of_state(set, listed, state)) }
    })
}

fn of_state(set: &Setting<'_>, listed: &[Listed], state: State) -> Markup {
    let of =
        || listed.iter().filter(move |of| of.comment.state == state && !of.comment.text.is_empty());
    html! {
        h2 { (state.label()) "（" (of().count()) "件）" }
        @if of().next().is_none() { p { "ありません。" } }
        @for listed in of() { (article(set, listed)) }
    }
}

fn article(set: &Setting<'_>, listed: &Listed) -> Markup {
    let Listed { theme, key, comment, .. } = listed;
    let id = short(key);
    html! {
        article.concern.unread[comment.state == State::Waiting] id={ "c" (id) } {
            p { strong { (key) } " " span.tag { (comment.kind.label()) } " "
                @if comment.participant { span.tag { "参加者" } " " }
                @if !comment.reason.is_empty() { span.tag { (comment.reason) } " " }
                span.hint { (japanese_day(comment.day)) "　" (theme) } }
            blockquote.lines dir="auto" { (comment.text) }
            @if let Some(reply) = &comment.reply {
                p { strong { "市の返信" } "　" (reply.section) "　" (japanese_day(reply.on)) }
                p.lines { (reply.text) }
            }
            @if comment.wants_mail { p.hint { "返信のお知らせを希望しています。返信すると、1回だけメールを送り、宛先を消去します。" } }
            @if set.may_edit() { (deeds(set, listed, &format!("{}/comments/{id}", url(set.meeting)))) }
        }
    }
}

/// `2-015` in lists is `2-15` in addresses.
fn short(key: &str) -> String {
    let (theme, number) = key.split_once('-').unwrap_or((key, ""));
    format!("{theme}-{}", number.trim_start_matches('0'))
}

fn deeds(set: &Setting<'_>, listed: &Listed, base: &str) -> Markup {
    let Listed { comment, key, .. } = listed;
    let open = set.stage() != Stage::Frozen;
    html! {
        @if comment.state != State::Shown && open {
            form.inline method="post" action={ (base) "/admission" } { button.primary { "掲載する" (of(key)) } }
        }
        @if comment.state == State::Shown && open { (replying(comment, key, base)) }
        @if comment.state != State::Refused {
            form.inline method="post" action={ (base) "/refusal" } {
                label { "掲載しない理由"
                    select name="reason" required {
                        option value="" { "選んでください" }
                        @for reason in REASONS { option value=(reason) { (reason) } }
                    } }
                button { "掲載しない" (of(key)) }
            }
        }
    }
}

fn replying(comment: &Comment, key: &str, base: &str) -> Markup {
    let reply = comment.reply.as_ref();
    html! {
        details open[reply.is_none() && comment.wants_mail] {
            summary { @if reply.is_some() { "返信を直す" } @else { "返信する" } }
            form.settings method="post" action={ (base) "/reply" } {
                label { "答える担当課" input type="text" name="section" required maxlength=(SECTION_LENGTH) value=[reply.map(|reply| &reply.section)]; }
                label { "返信（" (REPLY_LENGTH) "文字まで）" textarea name="text" rows="5" required { @if let Some(reply) = reply { (reply.text) } } }
                p.actions { button.primary { "返信を載せる" (of(key)) } }
            }
        }
    }
}

/// A page has many such buttons: what is read aloud says of which comment.
fn of(key: &str) -> Markup {
    html! { span.away { "（" (key) "）" } }
}
