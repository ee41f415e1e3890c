//! The formats of the workbook. The font is one that every Windows of a city office has.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

pub(super) const FONT: &str = "游ゴシック";
/// Japanese character set, so that Excel picks a Japanese font where 游ゴシック is missing.
const CHARSET: u8 = 128;

const LINE: Color = Color::RGB(0x76_76_76);
const HEAD: Color = Color::RGB(0xE8_EA_EE);

/// Every format that a sheet uses.
pub(crate) struct Styles {
    pub(crate) plain: Format,
    pub(crate) title: Format,
    pub(crate) question: Format,
    pub(crate) note: Format,
    pub(crate) mark: Format,
    pub(crate) head: Format,
    pub(crate) label: Format,
    pub(crate) text: Format,
    pub(crate) count: Format,
    pub(crate) percent: Format,
    pub(crate) decimal: Format,
    pub(crate) dash: Format,
    pub(crate) centre: Format,
    pub(crate) link: Format,
    /// For the raw sheets: no borders, no wrapping.
    pub(crate) raw: Format,
    pub(crate) raw_head: Format,
}

impl Styles {
    pub(crate) fn new() -> Styles {
        let font = |size: f64| {
            Format::new().set_font_name(FONT).set_font_charset(CHARSET).set_font_size(size)
        };
        let plain = font(11.0).set_align(FormatAlign::VerticalCenter);
        let small = || font(10.0).set_align(FormatAlign::VerticalCenter);
        let boxed = || small().set_border(FormatBorder::Thin).set_border_color(LINE);
        let wrapped = || boxed().set_text_wrap();
        let right = || boxed().set_align(FormatAlign::Right);
        Styles {
            plain,
            title: font(16.0).set_bold().set_align(FormatAlign::VerticalCenter),
            question: font(12.0).set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter),
            note: font(9.0).set_text_wrap().set_align(FormatAlign::VerticalCenter),
            mark: font(12.0)
                .set_bold()
                .set_border(FormatBorder::Medium)
                .set_align(FormatAlign::VerticalCenter),
            head: wrapped().set_bold().set_background_color(HEAD).set_align(FormatAlign::Center),
            label: wrapped(),
            text: wrapped().set_align(FormatAlign::Top),
            count: right().set_num_format("#,##0"),
            percent: right().set_num_format("0.0"),
            decimal: right().set_num_format("0.00"),
            dash: right(),
            centre: boxed().set_align(FormatAlign::Center),
            link: wrapped()
                .set_font_color(Color::RGB(0x00_17_C1))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            raw: small(),
            raw_head: boxed().set_bold().set_background_color(HEAD),
        }
    }
}
