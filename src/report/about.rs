//! What a report says about itself.

use chrono::{NaiveDate, NaiveDateTime};

/// What was asked, when, and how this report came to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The city.
    pub city: String,
    /// The survey's title.
    pub survey: String,
    /// The first and the last day of answering, if they are set.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// When the report was made, in Japanese time.
    pub made: NaiveDateTime,
    /// The published versions of the questionnaire, oldest first.
    pub versions: Vec<Version>,
    /// Whether the answers are invented ones.
    pub sample: bool,
    /// Whom the report is about, when not about everybody: 「性別が「女性」」.
    pub filters: Vec<String>,
}

/// A published version of the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// 1, 2 …
    pub number: u32,
    /// The day on which it was published.
    pub published: NaiveDate,
}

/// What stands on everything that is made from invented answers.
pub const SAMPLE_MARK: &str = "見本データ（架空の回答です）";

/// The rules by which the tables are to be read, as printed on 概要 and on the screen.
pub const NOTES: [&str; 8] = [
    "n は割合の基数となる人数です。基数は表ごとに示しています。",
    "割合（％）は小数点以下第2位を四捨五入し、第1位まで示しています。このため、単数回答の割合の合計が100.0％にならないことがあります。",
    "「-」は該当者がいないこと、「0.0」は該当者がいるものの0.05％に満たないことを表します。",
    "「M.A.」は当てはまるものをいくつでも選ぶ設問です。割合の合計は100％を超えることがあります。",
    "n が30人に満たないものには「*」を付けています。割合の読み方に注意してください。",
    "「無回答」は、たずねたものの回答がなかったものです（ローデータでは -1）。",
    "「非該当」は、前の設問の答えによりたずねなかったものです（ローデータでは -2）。",
    "「無効」は、紙の調査票の記入から回答を読み取れなかったものです（ローデータでは -3）。",
];

impl About {
    /// 「2026年11月1日から2026年11月30日まで」, or that it is not settled.
    pub fn printed_period(&self) -> String {
        match self.period {
            Some((first, last)) => format!("{}から{}まで", printed_day(first), printed_day(last)),
            None => "未定".into(),
        }
    }

    /// Whom the report is about.
    pub fn printed_filters(&self) -> String {
        if self.filters.is_empty() {
            "なし（全員）".into()
        } else {
            self.filters.join("、かつ、")
        }
    }

    /// 「第1版（2026年10月1日公開）」 for each version.
    pub fn printed_versions(&self) -> String {
        let printed = |version: &Version| {
            format!("第{}版（{}公開）", version.number, printed_day(version.published))
        };
        self.versions.iter().map(printed).collect::<Vec<_>>().join("、")
    }
}

/// 「2026年11月1日」.
pub fn printed_day(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}
