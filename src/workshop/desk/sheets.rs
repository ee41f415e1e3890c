//! What is printed for a workshop: the sheet at the door, the cards on the tables, and the codes
//! for whoever leads it.

use maud::{Markup, html};

use crate::{
    app::App,
    clock::japanese_day,
    code::Code,
    config::City,
    error::Result,
    school::teacher::pages::grouped,
    ui::{print, qr::Qr},
    workshop::{Workshop, codes, settings::Names},
};

/// Width of a QR on paper, without its margin: at the door, on a card, on a large card.
const DOOR_MILLIMETRES: u32 = 72;
const CARD_MILLIMETRES: u32 = 50;
const LARGE_MILLIMETRES: u32 = 95;
/// That of a code that one person holds in their hand.
const CODE_MILLIMETRES: u32 = 30;

/// What everybody in the room may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The sheet at the door.
    Wall,
    /// Cards of A5, two on a sheet.
    Cards,
    /// Cards of A4.
    LargeCards,
}

impl Sheet {
    /// The sheet of a word in the address.
    pub fn from_word(word: &str) -> Option<Sheet> {
        match word {
            "wall" => Some(Sheet::Wall),
            "cards" => Some(Sheet::Cards),
            "large-cards" => Some(Sheet::LargeCards),
            _ => None,
        }
    }
}

/// What stands on every sheet.
pub struct Imprint<'a> {
    /// Who speaks.
    pub city: &'a City,
    /// The address of the program.
    pub base_url: &'a str,
    /// The workshop.
    pub workshop: &'a Workshop,
}

/// A page to print.
///
/// # Errors
/// The address of the program fits in no QR.
pub fn page(imprint: &Imprint<'_>, sheet: Sheet) -> Result<String> {
    let numbers: Vec<i32> = (1..=imprint.workshop.settings.tables).collect();
    let (title, sheets) = match sheet {
        Sheet::Wall => ("入口の用紙", wall(imprint)?),
        Sheet::Cards => {
            let pages =
                numbers.chunks(2).map(|pair| cards(imprint, pair)).collect::<Result<Vec<_>>>()?;
            ("テーブルの札", html! { @for page in pages { (page) } })
        }
        Sheet::LargeCards => {
            let large = |number: &i32| card(imprint, *number, LARGE_MILLIMETRES);
            let pages = numbers.iter().map(large).collect::<Result<Vec<_>>>()?;
            ("大きなテーブルの札", html! { @for page in pages { (page) } })
        }
    };
    let toolbar = html! {
        h1 { (title) }
        p { "「" (imprint.workshop.title) "」の用紙です。" (HOW) @if sheet == Sheet::Cards { "線で切ってください。" } }
        p { "QRコードと6けたの番号は、会場の人に見せるものです。会場の外には貼らないでください。" }
    };
    Ok(whole(title, toolbar, sheets))
}

/// How the office prints it.
const HOW: &str = "ブラウザの印刷（Ctrl+P）で、用紙をA4、倍率を100%、ヘッダーとフッターをなしにして印刷してください。";

fn whole(title: &str, toolbar: Markup, sheets: Markup) -> String {
    let (beginning, end) = print::halves(title, toolbar);
    beginning + &sheets.into_string() + &end
}

fn wall(imprint: &Imprint<'_>) -> Result<Markup> {
    let workshop = imprint.workshop;
    let qr = Qr::of(&codes::join_address(imprint.base_url, &workshop.join_code))?;
    Ok(html! {
        article.sheet.room {
            (mark(workshop))
            h1 { span.school { (workshop.title) } }
            p.when { (japanese_day(workshop.held_on)) " " (workshop.hours) "　" (workshop.place) }
            div.scan {
                (qr.svg(DOOR_MILLIMETRES))
                ol {
                    li { "スマートフォンのカメラでQRコードを読みます。読めないときは、下のアドレスを開いて、6けたの番号を入れます。" }
                    @if workshop.settings.names == Names::Nickname { li { "ニックネームを入れて「参加する」を押します。本名は書かないでください。" } }
                    @else { li { "「参加する」を押します。名前は書きません。" } }
                    li { "すわったテーブルの番号を選びます。" }
                }
            }
            dl.door {
                dt { "アドレス" } dd.address { (codes::join_typed(imprint.base_url)) }
                dt { "番号" } dd.digits { (grouped(&workshop.join_code)) }
            }
            p.promise { strong { "付箋に名前は付きません。" } "画面に出る6文字の再入室コードをひかえておくと、別のスマートフォンでも続けられます。" }
            footer { p { (imprint.city.name) " " (imprint.city.section) } }
        }
    })
}

fn cards(imprint: &Imprint<'_>, numbers: &[i32]) -> Result<Markup> {
    let small = |number: &i32| card(imprint, *number, CARD_MILLIMETRES);
    let cards = numbers.iter().map(small).collect::<Result<Vec<_>>>()?;
    Ok(html! { div.cards { @for card in cards { (card) } } })
}

fn card(imprint: &Imprint<'_>, number: i32, millimetres: u32) -> Result<Markup> {
    let workshop = imprint.workshop;
    let qr = Qr::of(&codes::join_address(imprint.base_url, &workshop.join_code))?;
    Ok(html! {
        section.card.large[millimetres == LARGE_MILLIMETRES] {
            (mark(workshop))
            h2 { "テーブル" (number) }
            div.scan {
                (qr.svg(millimetres))
                div {
                    p { (workshop.title) }
                    p.address { (codes::join_typed(imprint.base_url)) }
                    p.digits { (grouped(&workshop.join_code)) }
                }
            }
            p { "参加したら、「テーブル" (number) "」を選んでください。" }
        }
    })
}

/// The page with the codes of whoever leads the workshop and of the projector.
///
/// # Errors
/// As [`page`].
pub fn codes_page(app: &App, workshop: &Workshop) -> Result<String> {
    let city = &app.config.city;
    let facilitator = Screen {
        title: "進行役の画面",
        what: "すべてのテーブルを進めます。スマートフォンでも使えます。この用紙をほかの人に見せないでください。",
        address: codes::facilitator_address(app, workshop),
        typed: codes::facilitator_typed(&app.config.base_url),
        code: codes::facilitator(app, workshop),
    };
    let projector = Screen {
        title: "投影の画面",
        what: "会場のスクリーンに映します。見るだけで、何も変えられません。",
        address: codes::projector_address(app, workshop),
        typed: codes::projector_address(app, workshop),
        code: codes::projector(app, workshop),
    };
    let sheets = html! {
        article.sheet.teacher {
            (mark(workshop))
            h1 { "進行役の用紙" small { (workshop.title) "　" (japanese_day(workshop.held_on)) " " (workshop.hours) "　" (workshop.place) } }
            (screen(&facilitator)?)
            (screen(&projector)?)
            section { h2 { "参加する人の番号" } p { strong { (grouped(&workshop.join_code)) } "　" (codes::join_typed(&app.config.base_url)) } }
            footer { p { (city.name) " " (city.section) "　電話 " (city.telephone) } }
        }
    };
    let toolbar = html! {
        h1 { "コードの用紙" }
        p { "「" (workshop.title) "」を進めるためのコードです。" (HOW) }
        p { strong { "このコードがあれば、だれでもワークショップを進められます。" } "進行役だけに、封筒に入れるなどして渡してください。" }
    };
    Ok(whole("コードの用紙", toolbar, sheets))
}

struct Screen {
    title: &'static str,
    what: &'static str,
    /// What the QR holds.
    address: String,
    /// What is typed instead.
    typed: String,
    code: Code,
}

fn screen(screen: &Screen) -> Result<Markup> {
    let qr = Qr::of(&screen.address)?;
    Ok(html! {
        section {
            h2 { (screen.title) }
            p { (screen.what) }
            div.online {
                (qr.svg(CODE_MILLIMETRES))
                dl { dt { "アドレス" } dd.address { (screen.typed) } dt { "コード" } dd.code { (screen.code) } }
            }
        }
    })
}

/// What stands at the top of every sheet of a demonstration.
fn mark(workshop: &Workshop) -> Markup {
    html! { @if workshop.sample { p.sample { "見本（架空のデータです）" } } }
}
