//! A school's page of results, in the frame of the teacher's pages.

use maud::{Markup, html};

use crate::{
    answers::gate::SHUT,
    config::City,
    report::publication::{
        Document,
        document::HIDDEN,
        pages::{groups, whole},
    },
    school::teacher::{Classroom, pages::frame},
    web::assets,
};

/// The results that the school of a class may see.
pub fn results(city: &City, room: &Classroom, school: &str, seen: &Document) -> Markup {
    page(
        city,
        room,
        html! {
            p { (seen.title) "　" (seen.period) "　回答 n = " (seen.answers) "（すべての学校）" }
            p { "全体と、" (school) "、すべての学校を合わせた学年ごとの集計です。学級ごとの集計、ほかの学校の集計、自由に書かれた文章はありません。" }
            p.hint { "「" (HIDDEN) "」は、だれの答えか、どの学級の答えかがわからないように伏せた数です。" (seen.threshold)
                "人に満たない数、答えた学級が一つだけの学校や学年と、引き算でそれがわかる数を伏せています。印刷して配るときも、伏せた数を書き足さないでください。" }
            details { summary { "設問の一覧" }
                ul { @for question in &seen.questions { li { a href={ "#q-" (question.id) } { (question.heading()) } } } } }
            @for question in &seen.questions {
                section.result id={ "q-" (question.id) } {
                    h2 { (question.heading()) }
                    (whole(seen, question))
                    @if question.is_broken_down() { (groups(seen, question, false)) }
                }
            }
            section { h2 { "調査結果の見方" }
                dl.reading { @for (heading, words) in &seen.notes { dt { (heading) } dd { (words) } } } }
        },
    )
}

/// The survey is not over yet.
pub fn shut(city: &City, room: &Classroom) -> Markup {
    page(
        city,
        room,
        html! {
            p.notice { (SHUT) }
            p { "すべての学校が終わり、市が受付を終了すると、このページで見られます。" }
        },
    )
}

/// Something stands in the way of showing anything, a sentence each.
pub fn withheld(city: &City, room: &Classroom) -> Markup {
    page(
        city,
        room,
        html! {
            p.notice { "届いた答えが少なく、だれの答えか、どの学級の答えかがわかるおそれがあるため、集計はお見せできません。" }
            p { "くわしくは、下の担当課にお問い合わせください。" }
        },
    )
}

fn page(city: &City, room: &Classroom, body: Markup) -> Markup {
    let body = html! {
        link rel="stylesheet" href=(assets::RESULTS.url);
        nav.above aria-label="現在位置" { a href="/t" { (room.title()) "の画面" } }
        h1 { "アンケートの結果" }
        (body)
    };
    frame(city, "アンケートの結果", room.survey.sample, false, &body)
}
