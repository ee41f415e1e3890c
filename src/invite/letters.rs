//! The letters as a page to print: A4, one letter a sheet, black and white.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::{Invitee, address};
use crate::{
    clock::japanese_day,
    config::City,
    error::Result,
    text::Lang,
    ui::{print, qr::Qr},
};

/// Letters on one page: more would make a browser slow to print.
pub const LETTERS_A_PAGE: usize = 500;

/// Width of the QR on paper, without its margin.
const QR_MILLIMETRES: u32 = 28;

/// What all letters of a survey say.
#[derive(Clone, Debug)]
pub struct Announcement {
    /// Who asks.
    pub city: City,
    /// What the survey is called.
    pub title: String,
    /// What it is for, in a few sentences.
    pub purpose: String,
    /// The languages that it can be answered in.
    pub languages: Vec<Lang>,
    /// The last day.
    pub closes_on: NaiveDate,
    /// Where it is answered.
    pub base_url: String,
    /// Synthetic data: said on every letter.
    pub sample: bool,
}

/// Which of how many letters are on this page.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// Letters before these.
    pub skipped: usize,
    /// Letters of the whole selection.
    pub of: usize,
}

/// The page, in pieces: its beginning, one piece a letter, its end. Only one letter is in memory
/// at a time, and the first is on the screen while the last is not yet made.
pub fn document(
    announcement: Announcement,
    invitees: Vec<Invitee>,
    span: Span,
) -> Result<impl Iterator<Item = Result<String>>> {
    // An address that fits in no QR is told now and not in the middle of the page.
    if let Some(first) = invitees.first() {
        announcement.letter(first, "")?;
    }
    let title = format!("依頼状 {}", announcement.title);
    let (beginning, end) = print::halves(&title, toolbar(&announcement, span, invitees.len()));
    let letters = invitees.into_iter().zip(span.skipped + 1..).map(move |(invitee, number)| {
        let count = format!("{number} / {}", span.of);
        announcement.letter(&invitee, &count).map(Markup::into_string)
    });
    Ok([Ok(beginning)].into_iter().chain(letters).chain([Ok(end)]))
}

/// What stands above the letters on the screen, and not on paper.
fn toolbar(announcement: &Announcement, span: Span, here: usize) -> Markup {
    html! {
        h1 { "依頼状 " (span.skipped + 1) "〜" (span.skipped + here) "通目（全" (span.of) "通）" }
        p { "「" (announcement.title) "」の依頼状です。ブラウザの印刷（Ctrl+P）で、用紙をA4、倍率を100%、ヘッダーとフッターをなしにして印刷してください。" }
        p { "最後の " (span.skipped + here) " / " (span.of) " が表示されるまで待ってから印刷してください。同じ整理番号の依頼状は、何度作っても同じコードになります。" }
    }
}

impl Announcement {
    /// One letter. `count` stands beside it on the screen.
    fn letter(&self, invitee: &Invitee, count: &str) -> Result<Markup> {
        let qr = Qr::of(&address::scanned(&self.base_url, &invitee.code))?;
        Ok(html! {
            p.screen { (count) }
            article.letter {
                @if self.sample { p.sample { "見本（架空のデータです。発送しないでください）" } }
                p.sender { (self.city.name) }
                h1 { "「" (self.title) "」" br; "ご回答のお願い" }
                @for paragraph in self.purpose.lines() { p { (paragraph) } }
                p.deadline { "回答の期限 " strong { (japanese_day(self.closes_on)) "まで" } }
                (self.online(invitee, &qr))
                section {
                    h2 { "紙で答える" }
                    p { "同封の調査票に記入し、返信用封筒に入れて、期限までにお送りください。インターネットで答えた方は、調査票を送る必要はありません。" }
                }
                section {
                    h2 { "回答の取り扱い" }
                    p { "回答用コードは、お一人に一度だけ答えていただくためのものです。回答はコードと切り離して保存するため、どなたの回答かは市にも分かりません。" }
                }
                (self.contact(&invitee.serial))
            }
        })
    }

    fn online(&self, invitee: &Invitee, qr: &Qr) -> Markup {
        html! {
            section {
                h2 { "スマートフォンやパソコンで答える" }
                div.online {
                    (qr.svg(QR_MILLIMETRES))
                    div {
                        p { "左のQRコードをスマートフォンのカメラで読み取ると、回答を始められます。" }
                        p { "読み取れないときは、次のアドレスを開いて、回答用コードを入力してください。" }
                        dl {
                            dt { "アドレス" } dd.address { (address::typed(&self.base_url)) }
                            dt { "回答用コード" } dd.code { (invitee.code) }
                        }
                    }
                }
                p { "途中で閉じても、同じコードで続きから答えられます。送信した後は、変更できません。" }
                @if self.languages.contains(&Lang::JaEasy) {
                    p { "やさしい にほんごでも こたえられます。" }
                }
                @if self.languages.contains(&Lang::En) {
                    p lang="en" { "You can also answer in English: scan the QR code, then choose English." }
                }
            }
        }
    }

    fn contact(&self, serial: &str) -> Markup {
        html! {
            footer {
                div {
                    h2 { "お問い合わせ" }
                    p { (self.city.name) " " (self.city.section) br;
                        "電話 " (self.city.telephone) "（" (self.city.hours) "）" }
                    p { "この依頼状が市から送られたものかどうかも、お答えします。" }
                }
                // Whoever puts letters into envelopes has nothing else to match them by.
                p.serial { "整理番号（封入用）" br; (serial) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};

    use super::*;
    use crate::{
        code::{Code, CodeKey},
        ui::qr,
    };

    fn announcement() -> Announcement {
        Announcement {
            city: City {
                name: "見本市".into(),
                telephone: "0123-45-6789".into(),
                ..City::default()
            },
            title: "まちづくりアンケート".into(),
            purpose: "計画づくりに役立てます。".into(),
            languages: vec![Lang::Ja, Lang::En],
            closes_on: NaiveDate::from_ymd_opt(2026, 12, 18).expect("a day"),
            base_url: "https://koe.example.jp".into(),
            sample: false,
        }
    }

    fn invitees(count: usize) -> Vec<Invitee> {
        let key = CodeKey::new([7; 32]);
        let invitee = |serial: usize| Invitee {
            code: key.code("survey", &serial.to_string()),
            serial: serial.to_string(),
        };
        (1..=count).map(invitee).collect()
    }

    fn pieces(announcement: Announcement, invitees: Vec<Invitee>, span: Span) -> Vec<String> {
        let document = document(announcement, invitees, span).expect("a document");
        document.map(|piece| piece.expect("a piece")).collect()
    }

    fn texts(page: &Html, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        page.select(&selector).map(|found| found.text().collect()).collect()
    }

    /// What a scanner reads on a letter.
    fn scanned(page: &Html) -> String {
        let selector = Selector::parse("svg.qr path").expect("a selector");
        let path = page.select(&selector).next().and_then(|path| path.attr("d"));
        qr::tests::scanned(path.expect("a drawing"))
    }

    #[test]
    fn the_qr_of_each_of_two_thousand_letters_is_its_own_code() {
        let all = pieces(announcement(), invitees(2_000), Span { skipped: 0, of: 2_000 });
        assert_eq!(all.len(), 2_002);
        for piece in &all[1..2_001] {
            let letter = Html::parse_fragment(piece);
            let code = Code::parse(&texts(&letter, ".code")[0]).expect("a code in words");
            let qr = format!("HTTPS://KOE.EXAMPLE.JP/Q/{}", code.compact());
            assert_eq!(scanned(&letter), qr);
        }
    }

    #[test]
    fn pieces_together_are_one_page_with_a_letter_for_each() {
        let page = pieces(announcement(), invitees(3), Span { skipped: 500, of: 503 }).concat();
        let page = Html::parse_document(&page);
        assert!(page.errors.is_empty(), "{:?}", page.errors);
        assert_eq!(texts(&page, "article.letter .serial").len(), 3);
        assert_eq!(texts(&page, ".screen + article").len(), 3);
        assert!(texts(&page, "h1")[0].contains("501〜503通目（全503通）"));
    }

    #[test]
    fn a_letter_says_who_asks_until_when_and_how_to_answer() {
        let all = pieces(announcement(), invitees(1), Span { skipped: 0, of: 1 });
        let letter: String = texts(&Html::parse_fragment(&all[1]), "article").concat();
        for word in [
            "見本市",
            "まちづくりアンケート",
            "計画づくりに役立てます。",
            "2026年12月18日（金）まで",
            "https://koe.example.jp/a",
            "返信用封筒",
            "どなたの回答かは市にも分かりません",
            "0123-45-6789",
            "in English",
        ] {
            assert!(letter.contains(word), "{word}");
        }
        assert!(!letter.contains("架空") && !letter.contains("やさしい"));
    }

    #[test]
    fn sample_letters_say_that_they_are() {
        let sample = Announcement { sample: true, ..announcement() };
        assert!(pieces(sample, invitees(1), Span { skipped: 0, of: 1 })[1].contains("架空"));
    }

    #[test]
    fn an_address_too_long_for_a_qr_is_told_before_the_page_begins() {
        let base_url = format!("https://{}", "a".repeat(5_000));
        let long = Announcement { base_url, ..announcement() };
        assert!(document(long, invitees(1), Span { skipped: 0, of: 1 }).is_err());
    }
}
