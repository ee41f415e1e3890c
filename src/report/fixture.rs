//! What a report of the small survey of [`crate::answers::fixture`] says about itself.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{About, Version, gather::Gathered, settings::Settings};
pub(super) use crate::answers::fixture::{NAUGHTY, answers, dataset, form};
use crate::answers::{Dataset, Lens};
use crate::survey::returns::{Board, Day, District, ReturnBoard, Returns};

/// What the report says about itself.
pub(super) fn about() -> About {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    About {
        city: "荒尾市".into(),
        survey: "総合計画 市民アンケート Q&A".into(),
        period: Some((day(11, 1), day(11, 30))),
        made: day(12, 5).and_hms_opt(9, 30, 0).unwrap(),
        versions: vec![Version { number: 1, published: day(10, 20) }],
        sample: true,
        filters: Vec::new(),
    }
}

/// Returns of a few districts and days.
pub(super) fn returns() -> Board {
    let names = [
        "荒尾",
        "万田",
        "万田中央",
        "井手川",
        "中央",
        "緑ケ丘",
        "平井",
        "府本",
        "八幡",
        "有明",
        "清里",
        "桜山",
    ];
    let band = |i: u32| Returns { asked: 20 + i % 9, answered: 5 + i % 11 };
    let district = |(i, name): (usize, &&str)| District {
        name: (*name).into(),
        bands: (0..7).map(|j| band(i as u32 * 5 + j)).collect(),
    };
    let day = |i: u32| Day {
        day: NaiveDate::from_ymd_opt(2026, 11, 1 + i).unwrap(),
        answered: 60 - i * 2,
    };
    Board::Letters(ReturnBoard {
        posted: 2000,
        undeliverable: 30,
        ineligible: 10,
        refused: 5,
        web: 280,
        paper: 504,
        bands: ["18–29歳", "30歳代", "40歳代", "50歳代", "60歳代", "70歳代", "80歳以上"]
            .map(Into::into)
            .to_vec(),
        districts: names.iter().enumerate().map(district).collect(),
        days: (0..20).map(day).collect(),
    })
}

/// Everything about the small survey, as [`super::gather::gather`] brings it together.
pub(super) fn gathered(dataset: Dataset) -> Gathered {
    let dataset = Arc::new(dataset);
    Gathered {
        about: about(),
        lens: Lens::default(),
        settings: Settings::default(),
        population: None,
        weighed: None,
        not_weighed: Vec::new(),
        everybody: Arc::clone(&dataset),
        tables: dataset.tables(),
        dataset,
        saved: Vec::new(),
        waves: Vec::new(),
        indicators: super::wellbeing::sources::Indicators::default(),
        returns: returns(),
        beside: None,
    }
}
