//! Slips: each answers once. Eight on a sheet, to be cut apart.

use maud::{Markup, html};

use super::{
    Imprint, Sheet,
    document::{mark, read},
};
use crate::{clock::japanese_day, code::Code, error::Result, invite::address, ui::qr::Qr};

/// Width of the QR on paper, without its margin.
const QR_MILLIMETRES: u32 = 27;

/// A sheet of slips.
pub fn page(imprint: &Imprint, sheet: &Sheet, codes: &[Code]) -> Result<Markup> {
    let slips = codes.iter().map(|code| slip(imprint, sheet, code)).collect::<Result<Vec<_>>>()?;
    Ok(html! { article.slips { @for slip in slips { (slip) } } })
}

/// One slip. It has no number, so that nobody can say who got which.
pub fn slip(imprint: &Imprint, sheet: &Sheet, code: &Code) -> Result<Markup> {
    let qr = Qr::of(&address::scanned(&imprint.base_url, code))?;
    Ok(html! {
        section.slip {
            (mark(imprint))
            p.survey { (read(&imprint.title)) }
            p.class { (read(&sheet.school)) " " (read(&sheet.grade)) " " (sheet.class.name) }
            div.scan {
                (qr.svg(QR_MILLIMETRES))
                div {
                    p { (read("QRコードを{読|よ}むか、アドレスを{開|ひら}いてコードを{入|い}れます。")) }
                    p.address { (address::typed(&imprint.base_url)) }
                    p.code { (code) }
                    p { (read("{一度|いちど}だけ{送|おく}れます。")) (until(imprint)) }
                }
            }
            p.promise { (read("{名前|なまえ}は{書|か}きません。どれをもらっても{同|おな}じです。だれの{答|こた}えかは、わかりません。")) }
        }
    })
}

fn until(imprint: &Imprint) -> Markup {
    html! {
        @if imprint.settings.slips_any_time { (japanese_day(imprint.closes_on)) "まで。" }
        @else { (read("{先生|せんせい}が「{始|はじ}める」を{押|お}してから{使|つか}えます。")) }
    }
}
