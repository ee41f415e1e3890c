//! The sheet for the teacher: the code of the class, and what to do in the lesson.

use maud::{Markup, html};

use super::{Imprint, Sheet, document::mark};
use crate::{clock::japanese_day, error::Result, form::ruby::plain, school::address, ui::qr::Qr};

/// Width of the QR on paper, without its margin.
const QR_MILLIMETRES: u32 = 34;

/// The sheet of a class.
pub fn sheet(imprint: &Imprint, sheet: &Sheet) -> Result<Markup> {
    let qr = Qr::of(&address::teacher(&imprint.base_url, &sheet.code))?;
    Ok(html! {
        article.sheet.teacher {
            (mark(imprint))
            p.keep { strong { "先生用" } "　生徒には見せないでください。このコードで学級を開けます。" }
            h1 { (plain(&sheet.school)) " " (plain(&sheet.grade)) " " (sheet.class.name)
                small { "「" (plain(&imprint.title)) "」 人数 " (sheet.class.heads) "人" } }
            div.online {
                (qr.svg(QR_MILLIMETRES))
                div {
                    p { "先生の端末でQRコードを読み取るか、アドレスを開いてコードを入力すると、先生の画面が開きます。" }
                    dl {
                        dt { "アドレス" } dd.address { (address::teacher_typed(&imprint.base_url)) }
                        dt { "先生用コード" } dd.code { (sheet.code) }
                    }
                }
            }
            (steps(imprint))
            (unseen(imprint))
            (troubles())
            footer { p { "困ったときは、" (imprint.city.name) " " (imprint.city.section) "　電話 " (imprint.city.telephone) "（" (imprint.city.hours) "）" } }
        }
    })
}

/// Six lines from before the lesson to the pupils who were absent.
fn steps(imprint: &Imprint) -> Markup {
    let (first, last) = (japanese_day(imprint.opens_on), japanese_day(imprint.closes_on));
    html! {
        h2 { "授業の進め方" }
        ol.steps {
            li { strong { "前の日までに" } "　受付は" (first) "から" (last) "までです。タブレット1台でアドレスが開くかを確かめ、教室用の用紙を用意します。" }
            li { strong { "始める" } "　先生の画面で「始める」を押します。押すまで、生徒は入れません。" }
            li { strong { "見せる" } "　QRコードと6けたの番号を映すか、教室用の用紙を貼ります。名前や出席番号は書かせません。" }
            li { strong { "数を見る" } "　「31 / 34」のように、届いた答えの数だけが出ます。人数より多い答えは、先生が「1人分ふやす」を押すまで受け付けません。" }
            li { strong { "終わる" } "　「終わる」を押します。"
                @match imprint.settings.late_minutes {
                    0 => "押すと、書きかけの生徒も送れなくなります。",
                    minutes => { "書きかけの生徒は、その後も" (minutes) "分のあいだ送れます。" }
                }
                "もう一度始めることもできます。閉じ忘れても、その日の夜中に終わります。" }
            li { strong { "欠席した生徒" } "　市から渡したカードを1枚渡します。どれを渡しても同じです。"
                @if imprint.settings.slips_any_time { "授業の後でも、締め切りの日まで、学校でも家でも答えられます。" }
                @else { "学級が受付中のあいだに答えます。もう一度「始める」を押すと使えます。" } }
        }
    }
}

fn unseen(imprint: &Imprint) -> Markup {
    html! {
        section {
            h2 { "先生にも見えないもの" }
            p { "だれが何と答えたか、だれが答えたかは、先生にも市にもわかりません。見えるのは人数だけです。生徒が答えているあいだは、画面をのぞかないでください。"
                @if imprint.is_watched { "心配な言葉や人の名前が書かれた文は、市の決まった職員が読みます。その職員にも、だれが書いたかはわかりません。" } }
        }
    }
}

fn troubles() -> Markup {
    html! {
        h2 { "うまくいかないとき" }
        table {
            tbody {
                tr { th scope="row" { "つながらない" } td { "「次へ」を押したページまでの答えは残っています。つながってから、同じタブレットで続けます。" } }
                tr { th scope="row" { "タブレットが止まった" } td { "別のタブレットで教室の番号を入れ、止まった画面の上にあった「続きの番号」を入れます。わからなければ「はじめる」から答え直します。" } }
                tr { th scope="row" { "「人数分とどいています」と出る" } td { "答えは残っています。先生の画面で「1人分ふやす」を押し、生徒がもう一度送ります。" } }
                tr { th scope="row" { "ほかの学級の名前が出る" } td { "番号がちがいます。教室用の用紙の番号を入れ直します。" } }
                tr { th scope="row" { "この用紙をなくした" } td { "市に電話してください。番号とコードを新しくすると、この用紙は使えなくなります。" } }
            }
        }
    }
}
