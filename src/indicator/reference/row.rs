//! What every line of a file of reference values must hold.

use chrono::NaiveDate;

use super::Columns;
use crate::{
    form::indicator::{Indicator, Part},
    indicator::{Decimal, Reference, name},
    sheet::{Line, half_width, shown, unprintable},
};

/// Most characters of an edition's name, and of a base or a source.
const LENGTHS: (usize, usize) = (40, 300);

/// Reads line by line; what is wrong with a line is collected.
pub(super) struct Reader<'r> {
    pub(super) indicator: &'r Indicator,
    pub(super) columns: &'r Columns,
    pub(super) today: NaiveDate,
    /// The line with which the others must agree.
    pub(super) first: &'r Line,
    pub(super) wrong: Vec<String>,
}

impl<'r> Reader<'r> {
    pub(super) fn reference(&mut self, line: &'r Line) -> Option<Reference> {
        if line.cells.len() != self.columns.width {
            self.wrong.push(format!(
                "見出しは{}列ですが、この行は{}列です。区切りの過不足をお確かめください。",
                self.columns.width,
                line.cells.len()
            ));
            return None;
        }
        self.edition(line);
        self.base(line);
        let item = self.item(self.columns.cell(line, "item"));
        let mean = self.mean(self.columns.cell(line, "mean"));
        let sd = self.sd(self.columns.cell(line, "sd"));
        let source = self.columns.cell(line, "source").trim().to_owned();
        if source.is_empty() {
            self.wrong
                .push("出典（source）が空です。どこで手に入れた値かを書いてください。".into());
        }
        self.readable("出典（source）", &source, LENGTHS.1);
        let retrieved_on = self.day(self.columns.cell(line, "retrieved_on"));
        Some(Reference { item: item?, mean: mean?, sd: sd?, source, retrieved_on: retrieved_on? })
    }

    fn edition(&mut self, line: &'r Line) {
        let edition = name(self.columns.cell(line, "edition"));
        let first = name(self.columns.cell(self.first, "edition"));
        if edition.is_empty() {
            self.wrong.push("版（edition）が空です。".into());
        } else if edition != first && !first.is_empty() {
            self.wrong.push(format!(
                "版（edition）が「{}」で、{}行目の「{}」と違います。1つのファイルには1つの版だけを入れてください。",
                shown(&edition),
                self.first.number,
                shown(&first)
            ));
        }
        self.readable("版（edition）", &edition, LENGTHS.0);
    }

    /// Scores against different groups of municipalities cannot stand in one radar.
    fn base(&mut self, line: &'r Line) {
        let base = self.columns.cell(line, "base").trim();
        if base != self.columns.cell(self.first, "base").trim() {
            self.wrong.push(format!(
                "基準の集まり（base）が{}行目と違います。1つの版の中では同じにしてください。",
                self.first.number
            ));
        }
        if matches!(half_width(base).as_str(), "全国" | "全国平均" | "全国の平均") {
            self.wrong.push(format!(
                "基準の集まり（base）の「{base}」だけでは、何の平均かがわかりません。「人口10万人以上で回答100件以上の市区町村」のように書くか、空欄にしてください。"
            ));
        }
        self.readable("基準の集まり（base）", base, LENGTHS.1);
    }

    /// The item of an id or of an exact short label.
    fn item(&mut self, cell: &str) -> Option<String> {
        let (written, title) = (half_width(cell), &self.indicator.title);
        if let Some(item) = self.indicator.item(&written) {
            return Some(item.id.clone());
        }
        let message = match self.indicator.part(&written) {
            Some(Part::Item(item)) => return Some(item.id.clone()),
            Some(Part::Factor(_)) => format!(
                "「{}」は因子です。因子の偏差値は項目の偏差値の平均なので、基準値は項目ごとに入れてください。",
                shown(&written)
            ),
            Some(Part::Overall(_)) => format!(
                "「{}」は全体の質問です。割合と平均で示すので、基準値は使いません。この行を除いてください。",
                shown(&written)
            ),
            None if written.is_empty() => "項目（item）が空です。".into(),
            None => format!(
                "項目「{}」は{title}にありません。項目の id か、公表されている短い名前を書いてください。",
                shown(&written)
            ),
        };
        self.wrong.push(message);
        None
    }

    fn mean(&mut self, cell: &str) -> Option<Decimal> {
        let (min, max) = self.indicator.steps;
        let mean = self.number("平均（mean）", cell)?;
        if !(f64::from(min)..=f64::from(max)).contains(&mean.value()) {
            self.wrong
                .push(format!("平均（mean）「{mean}」が、答えの段階 {min}〜{max} の外です。"));
        }
        Some(mean)
    }

    /// No values between two ends deviate by more than half of the way between them.
    fn sd(&mut self, cell: &str) -> Option<Decimal> {
        let (min, max) = self.indicator.steps;
        let most = f64::from(max - min) / 2.0;
        let sd = self.number("標準偏差（sd）", cell)?;
        if sd.value() <= 0.0 {
            self.wrong.push(format!("標準偏差（sd）「{sd}」は、0より大きい数にしてください。"));
        } else if sd.value() > most {
            self.wrong.push(format!(
                "標準偏差（sd）「{sd}」が大きすぎます。{min}〜{max} の段階では {most} を超えません。"
            ));
        }
        Some(sd)
    }

    fn number(&mut self, column: &str, cell: &str) -> Option<Decimal> {
        let number = Decimal::parse(cell);
        if number.is_none() {
            self.wrong.push(match cell.trim() {
                "" => format!("{column}が空です。"),
                _ => format!("{column}「{}」を数として読めません（例: 3.0555）。", shown(cell)),
            });
        }
        number
    }

    fn day(&mut self, cell: &str) -> Option<NaiveDate> {
        let written = half_width(cell);
        let formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"];
        let mut days =
            formats.iter().filter_map(|format| NaiveDate::parse_from_str(&written, format).ok());
        let day = days.next();
        match day {
            Some(day) if day > self.today => {
                self.wrong.push(format!("取得日（retrieved_on）「{written}」が、今日より後です。"));
            }
            Some(_) => {}
            None => self.wrong.push(format!(
                "取得日（retrieved_on）「{}」は、2026-11-20 のように書いてください。",
                shown(&written)
            )),
        }
        day
    }

    fn readable(&mut self, column: &str, text: &str, most: usize) {
        if text.chars().count() > most {
            self.wrong.push(format!("{column}は{most}文字までにしてください。"));
        } else if text.chars().any(unprintable) {
            self.wrong.push(format!("{column}に、改行や外字などの使えない文字があります。"));
        }
    }
}
