//! The files that staff download from the agency's dashboard by hand: values of municipalities,
//! one decimal, without the number of answers. There are two shapes, of items and of factors;
//! what a row means is told by its label, never by its place.

use std::collections::BTreeMap;

use super::{Decimal, Kind, Published};
use crate::{
    form::indicator::{Indicator, Part},
    sheet::{self, Limits, Line, RowProblem, fold, half_width, shown, unprintable},
};

/// All municipalities of the country, each with all its rows.
const LIMITS: Limits = Limits { rows: 300_000, columns: 50 };
/// Most characters of a municipality's name and the like.
const LONGEST: usize = 60;

/// The headings that both shapes have: 年度, 調査種別, 地域, データ種別, the label.
const COMMON: [&str; 5] = ["年度", "調査種別", "地域", "データ種別", "カテゴリ・評価指標"];
/// Value and score in the file of items.
const OF_ITEMS: [&str; 2] = ["実数", "偏差値"];
/// Value and score in the file of factors. Its 客観データ偏差値 come from statistics, not from
/// answers.
const OF_FACTORS: [&str; 2] = ["主観データ実数", "主観データ偏差値"];

/// What a file holds about one municipality.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// 年度.
    pub edition: String,
    /// 調査種別.
    pub survey_kind: String,
    /// 地域.
    pub name: String,
    /// Its values.
    pub published: Vec<Published>,
    /// Labels that the indicator does not have, each once.
    pub unknown: Vec<String>,
}

impl Region {
    /// What tells it from the other municipalities of the file.
    pub fn title(&self) -> String {
        super::title(&self.edition, &self.survey_kind, &self.name)
    }

    /// The labels of the kinds of the file that have no value in it.
    pub fn missing<'i>(&self, indicator: &'i Indicator) -> Vec<&'i str> {
        let has = |part: &Part<'_>| {
            let same = |one: &Published| one.kind == Kind::of(*part) && one.part == part.id();
            self.published.iter().any(same)
        };
        let kinds = |part: &Part<'_>| self.published.iter().any(|one| one.kind == Kind::of(*part));
        let missing = indicator.parts().filter(|part| kinds(part) && !has(part));
        missing.map(Part::label).collect()
    }
}

/// Reads a file of either shape, region by region in the order of their names.
///
/// # Errors
/// Everything that is wrong, in the order of the lines.
pub fn parse(
    indicator: &Indicator,
    file_name: &str,
    bytes: &[u8],
) -> Result<Vec<Region>, Vec<RowProblem>> {
    let lines = sheet::lines(file_name, bytes, LIMITS)?;
    let whole = |message: &str| Err(vec![RowProblem::file(message)]);
    let Some((header, rows)) = lines.split_first() else {
        return whole(
            "ファイルが空です。ダッシュボードからダウンロードした CSV を選んでください。",
        );
    };
    let columns = Columns::recognise(header)?;
    if rows.len() > LIMITS.rows {
        return whole("行が多すぎます。地域を絞ってダウンロードし直してください。");
    }
    let (mut regions, mut problems) = (BTreeMap::<_, Region>::new(), Vec::new());
    for line in rows {
        if let Err(message) = columns.read(indicator, line, &mut regions) {
            problems.push(RowProblem::at(line.number, message));
        }
    }
    // A region of which nothing is known cannot stand beside anything.
    regions.retain(|_, region| !region.published.is_empty());
    match (problems.is_empty(), regions.is_empty()) {
        (false, _) => Err(problems),
        (true, true) => whole(
            "この指標の項目や因子の値が1つもありません。別の指標のファイルでないか、名前（カテゴリ・評価指標）をお確かめください。",
        ),
        (true, false) => Ok(regions.into_values().collect()),
    }
}

/// Where the columns stand.
struct Columns {
    common: [usize; COMMON.len()],
    value: usize,
    score: usize,
}

impl Columns {
    fn recognise(header: &Line) -> Result<Columns, Vec<RowProblem>> {
        let titles: Vec<String> = header.cells.iter().map(|title| fold(title)).collect();
        let place = |name: &str| titles.iter().position(|title| *title == fold(name));
        let both = |[value, score]: [&str; 2]| Some((place(value)?, place(score)?));
        let common = COMMON.map(place);
        let missing = COMMON.iter().zip(common).filter(|(_, place)| place.is_none());
        let missing: Vec<String> = missing.map(|(name, _)| format!("「{name}」")).collect();
        if !missing.is_empty() {
            return Err(vec![RowProblem::at(
                header.number,
                format!(
                    "ダッシュボードの CSV の見出しではありません。{}の列がありません。",
                    missing.join("")
                ),
            )]);
        }
        let Some((value, score)) = both(OF_ITEMS).or_else(|| both(OF_FACTORS)) else {
            return Err(vec![RowProblem::at(
                header.number,
                "「実数」と「偏差値」（項目のファイル）も、「主観データ実数」と「主観データ偏差値」（因子のファイル）もありません。",
            )]);
        };
        Ok(Columns { common: common.map(Option::unwrap_or_default), value, score })
    }

    /// Adds what a line says to its region.
    fn read(
        &self,
        indicator: &Indicator,
        line: &Line,
        regions: &mut BTreeMap<[String; 3], Region>,
    ) -> Result<(), String> {
        let cell = |place: usize| line.cells.get(place).map_or("", String::as_str);
        let [edition, survey_kind, name, data, label] =
            self.common.map(|place| super::name(cell(place)));
        // Statistics about a town are no answers of its people.
        if data.contains("客観") {
            return Ok(());
        }
        for (column, text) in COMMON.iter().zip([&edition, &survey_kind, &name]) {
            if text.is_empty() && *column != "調査種別" {
                return Err(format!("「{column}」が空です。"));
            }
            if text.chars().count() > LONGEST || text.chars().any(unprintable) {
                return Err(format!("「{column}」に、長すぎる値か使えない文字があります。"));
            }
        }
        let key = [edition.clone(), name.clone(), survey_kind.clone()];
        let empty = || Region { edition, survey_kind, name, published: vec![], unknown: vec![] };
        let region = regions.entry(key).or_insert_with(empty);
        let Some(part) = indicator.part(&label) else {
            if !label.is_empty() && !region.unknown.contains(&label) {
                region.unknown.push(shown(&label));
            }
            return Ok(());
        };
        let value = number(cell(self.value)).map_err(|cell| unreadable("実数", &cell))?;
        let score = number(cell(self.score)).map_err(|cell| unreadable("偏差値", &cell))?;
        if let Some(value) = &value {
            within(indicator, part, value)?;
        }
        if value.is_none() && score.is_none() {
            return Ok(());
        }
        let (kind, part) = (Kind::of(part), part.id().to_owned());
        if region.published.iter().any(|one| one.kind == kind && one.part == part) {
            return Err(format!(
                "{}の「{}」の値が2つあります。",
                shown(&region.title()),
                shown(&label)
            ));
        }
        region.published.push(Published { kind, part, value, score });
        Ok(())
    }
}

/// A published number, or none where the file has a dash or nothing.
fn number(cell: &str) -> Result<Option<Decimal>, String> {
    match half_width(cell).as_str() {
        "" | "-" | "−" | "―" | "ー" | "*" => Ok(None),
        text => Decimal::parse(text).map(Some).ok_or_else(|| text.to_owned()),
    }
}

fn unreadable(column: &str, cell: &str) -> String {
    format!("{column}「{}」を数として読めません。", shown(cell))
}

/// A value outside of its scale is of another question, whatever its label.
fn within(indicator: &Indicator, part: Part<'_>, value: &Decimal) -> Result<(), String> {
    let (min, max) = match part {
        Part::Overall(overall) => (overall.min, overall.max),
        Part::Item(_) | Part::Factor(_) => indicator.steps,
    };
    match (f64::from(min)..=f64::from(max)).contains(&value.value()) {
        true => Ok(()),
        false => Err(format!("「{}」の実数「{value}」が、{min}〜{max} の外です。", part.label())),
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::SHIFT_JIS;

    use super::*;
    use crate::form::fixture;

    const ITEMS: &str = "年度,調査種別,地域,データ種別,因子群,カテゴリ・評価指標,実数,偏差値\n";
    const FACTORS: &str = "年度,調査種別,地域,データ種別,因子群,カテゴリ・評価指標,主観データ実数,主観データ偏差値,客観データ偏差値\n";

    fn read(text: &str) -> Result<Vec<Region>, Vec<RowProblem>> {
        parse(&fixture::indicator(), "dashboard.csv", text.as_bytes())
    }

    fn published(region: &Region) -> Vec<(Kind, &str, Option<String>, Option<String>)> {
        let text = |number: &Option<Decimal>| number.as_ref().map(ToString::to_string);
        let values = region.published.iter();
        values
            .map(|one| (one.kind, one.part.as_str(), text(&one.value), text(&one.score)))
            .collect()
    }

    #[test]
    fn items_are_found_by_their_labels_in_any_order_and_encoding() {
        let file = format!(
            "{ITEMS}2026,調査,見本市,主観,全体,幸福度,6.4,-\n\
             2026,調査,見本市,主観,生活環境,【逆】騒音に悩まされている,3.6,48.2\n\
             2026,調査,見本市,主観,生活環境, 医療機関が充実,３．１,51.0\n"
        );
        let (cp932, _, broken) = SHIFT_JIS.encode(&file);
        assert!(!broken);
        for bytes in [file.as_bytes(), &cp932] {
            let regions = parse(&fixture::indicator(), "a.csv", bytes).expect("a good file");
            assert_eq!(regions[0].title(), "見本市（2026、調査）");
            let some = |text: &str| Some(text.to_owned());
            assert_eq!(
                published(&regions[0]),
                [
                    (Kind::Overall, "happy", some("6.4"), None),
                    (Kind::Item, "w03", some("3.6"), some("48.2")),
                    (Kind::Item, "w01", some("3.1"), some("51.0")),
                ]
            );
            assert_eq!(regions[0].missing(&fixture::indicator()), ["人が自分をどう思うか気に"]);
        }
    }

    #[test]
    fn of_factors_only_what_people_answered_is_taken() {
        let regions = read(&format!(
            "{FACTORS}2026,調査,見本市,x,生活環境,医療･福祉,3.1,49.9,61.2\n\
             2026,調査,見本市,客観,生活環境,自己効力感,3.3,52.0,\n"
        ));
        let regions = regions.expect("a good file");
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(published(&regions[0]), [(Kind::Factor, "medical", some("3.1"), some("49.9"))]);
    }

    #[test]
    fn every_region_is_listed_and_unknown_labels_are_told() {
        let regions = read(&format!(
            "{ITEMS}2026,調査,見本市,,生活環境,医療機関が充実,3.1,51.0\n\
             2025,調査,見本市,,生活環境,医療機関が充実,3.0,50.0\n\
             2026,調査,手本町,,生活環境,医療機関が充実,2.9,48.0\n\
             2026,調査,手本町,,生活環境,医療機関が近い,2.9,48.0\n\
             2026,調査,無名村,,生活環境,別の項目,2.9,48.0\n"
        ));
        let regions = regions.expect("a good file");
        let titles: Vec<_> = regions.iter().map(Region::title).collect();
        assert_eq!(
            titles,
            ["見本市（2025、調査）", "手本町（2026、調査）", "見本市（2026、調査）"]
        );
        assert_eq!(regions[1].unknown, ["医療機関が近い"]);
    }

    #[test]
    fn a_file_of_another_kind_is_told_by_its_heading() {
        for (file, words) in [
            ("", "空です"),
            ("edition,item,mean\n", "「年度」「調査種別」「地域」"),
            (
                "年度,調査種別,地域,データ種別,因子群,カテゴリ・評価指標,実数\n",
                "「主観データ実数」",
            ),
            (ITEMS, "1つもありません"),
        ] {
            let problems = read(file).expect_err(file);
            assert!(problems[0].message.contains(words), "{problems:?}");
        }
    }

    #[test]
    fn every_bad_row_is_told_with_its_line() {
        let problems = read(&format!(
            "{ITEMS}2026,調査,見本市,,x,医療機関が充実,3.1,51.0\n\
             2026,調査,見本市,,x,医療機関が充実,3.2,52.0\n\
             2026,調査,,,x,人が自分をどう思うか気に,3.2,52.0\n\
             2026,調査,見本市,,x,人が自分をどう思うか気に,多い,52.0\n\
             2026,調査,見本市,,x,幸福度,64,52.0\n"
        ));
        let problems = problems.expect_err("bad rows");
        let told: Vec<_> = problems
            .iter()
            .map(|problem| (problem.line.unwrap_or(0), problem.message.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (3, "見本市（2026、調査）の「医療機関が充実」の値が2つあります。"),
                (4, "「地域」が空です。"),
                (5, "実数「多い」を数として読めません。"),
                (6, "「幸福度」の実数「64」が、0〜10 の外です。"),
            ]
        );
    }
}
