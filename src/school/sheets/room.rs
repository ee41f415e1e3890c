//! The sheet for the room: what a whole class may see. Readable from its last row.

use maud::{Markup, html};

use super::{
    Imprint, Sheet,
    document::{mark, read},
};
use crate::{
    error::Result,
    school::{address, teacher::pages::grouped},
    ui::qr::Qr,
};

/// Width of the QR on paper, without its margin.
const QR_MILLIMETRES: u32 = 72;

/// The three steps, and what is done with the tablet afterwards.
const STEPS: [&str; 3] = [
    "タブレットのカメラでQRコードを{読|よ}みます。{読|よ}めないときは、{下|した}のアドレスを{開|ひら}いて、6けたの{番号|ばんごう}を{入|い}れます。",
    "{自分|じぶん}の{学級|がっきゅう}かを{確|たし}かめて、「はじめる」を{押|お}します。",
    "{最後|さいご}に「この{内容|ないよう}で{送信|そうしん}する」を{押|お}します。タブレットを{次|つぎ}の{人|ひと}が{使|つか}うときは、「{次|つぎ}の{人|ひと}へ」を{押|お}します。",
];

/// The sheet of a class.
pub fn sheet(imprint: &Imprint, sheet: &Sheet) -> Result<Markup> {
    let digits = &sheet.class.room_code;
    let qr = Qr::of(&address::room(&imprint.base_url, digits))?;
    Ok(html! {
        article.sheet.room {
            (mark(imprint))
            p.survey { (read(&imprint.title)) }
            h1 {
                span.school { (read(&sheet.school)) }
                span.class { (read(&sheet.grade)) "　" (sheet.class.name) }
            }
            div.scan {
                (qr.svg(QR_MILLIMETRES))
                ol { @for step in STEPS { li { (read(step)) } } }
            }
            dl.door {
                dt { "アドレス" } dd.address { (address::room_typed(&imprint.base_url)) }
                dt { (read("{教室|きょうしつ}の{番号|ばんごう}")) } dd.digits { (grouped(digits)) }
            }
            p.promise {
                strong { (read("{名前|なまえ}は{書|か}きません。")) }
                (read("だれがどう{答|こた}えたかは、{先生|せんせい}にも{市|し}の{人|ひと}にもわかりません。"))
            }
            @if imprint.in_english {
                p.english lang="en" { "You can also answer in English: scan the QR code, then choose English." }
            }
            footer { p { (imprint.city.name) " " (imprint.city.section) } }
        }
    })
}
