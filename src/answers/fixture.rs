//! A small survey with every kind of question, and answers that are hard to write down.

use serde_json::{Value, json};

use super::Dataset;
use crate::form::{Choice, Form, Kind, Question, Required, Row, Section, Text};
use crate::text::Lang;

/// Texts that break careless writers.
pub(crate) const NAUGHTY: [&str; 12] = [
    "𠮷野家と髙島屋と﨑田さん",
    "10～20分―①㈱",
    "👨‍👩‍👧🏽 絵文字",
    "ﾊﾝｶｸのｶﾅ",
    "שלום עולם مرحبا",
    "=1+1",
    "+81-968",
    "-1",
    "@町内会",
    "\t先頭がタブ",
    "二行の\n\"引用\", 'と'、<b>&amp;</b>",
    "_x0041_ と 𝒳\u{202e}逆向き",
];

/// The form.
pub(crate) fn form() -> Form {
    let question = |number: Option<u16>, id: &str, text: &str, kind| Question {
        id: id.into(),
        number,
        text: text.into(),
        short: (id == "sex").then(|| "性別".into()),
        hint: None,
        required: Required::No,
        show_if: None,
        checks: Vec::new(),
        indicator: None,
        filled: None,
        kind,
    };
    let row = |id: &str, label: &str| Row { id: id.into(), label: label.into() };
    let satisfaction = vec![
        choice(5, "満足"),
        choice(4, "やや満足"),
        choice(3, "普通"),
        choice(2, "やや不満"),
        choice(1, "不満"),
    ];
    let media = vec![
        choice(1, "広報あらお"),
        choice(2, "市のホームページ"),
        Choice { other: true, ..choice(9, "その他") },
    ];
    let questions = vec![
        question(
            Some(1),
            "sex",
            "あなたの{性別|せいべつ}",
            Kind::Single {
                choices: vec![choice(1, "男性"), choice(2, "女性"), choice(3, "答えない")],
            },
        ),
        question(
            Some(2),
            "media",
            "市の情報を何で知りますか",
            Kind::Multiple { choices: media, max: Some(2) },
        ),
        question(
            Some(3),
            "measures",
            "施策の満足度",
            Kind::Matrix {
                stem: "sat".into(),
                rows: vec![
                    row("m01", "切れ目のない子育て支援"),
                    row(
                        "m02",
                        "公共交通の便利さ（バス、乗合タクシー、鉄道など、日ごろの移動のしやすさを含みます）",
                    ),
                ],
                choices: satisfaction,
            },
        ),
        question(
            Some(4),
            "happy",
            "どの程度幸せですか",
            Kind::Scale {
                min: 0, max: 10, low: "とても不幸".into(), high: "とても幸せ".into()
            },
        ),
        question(
            Some(5),
            "years",
            "荒尾市に住んで何年ですか",
            Kind::Number { min: 0, max: 120, unit: "年".into() },
        ),
        question(None, "thanks", "ありがとうございました", Kind::Note),
        question(Some(6), "opinion", "ご意見", Kind::Text { lines: 5, max_length: 2000 }),
    ];
    let section =
        Section {
            id: "all".into(), title: "すべて".into(), intro: None, show_if: None, questions
        };
    Form {
        id: "small".into(),
        languages: vec![Lang::Ja],
        title: "市民アンケート".into(),
        purpose: "{町|まち}の声を計画に生かすためにお聞きします。".into(),
        thanks: Text::default(),
        furigana: false,
        report: crate::form::Report {
            breakdowns: vec!["sex".into()],
            ..crate::form::Report::default()
        },
        reworded: Default::default(),
        care: None,
        sections: vec![section],
    }
}

fn choice(code: i16, label: &str) -> Choice {
    Choice { code, label: label.into(), exclusive: false, other: false, score: None }
}

/// `n` answers with blanks, unasked and unusable ones, and every naughty text.
pub(crate) fn answers(n: usize) -> Vec<Value> {
    let answer = |i: usize| {
        let sex = [json!(1), json!(2), json!(2), json!(3), Value::Null];
        let media = [json!([1]), json!([1, 2]), json!([9]), Value::Null, json!(false)];
        let satisfied = [json!(5), json!(4), json!(3), json!(2), json!(1), Value::Null];
        let mut answer = json!({
            "sex": sex[i % 5],
            "media": media[i / 2 % 5],
            "sat_m01": satisfied[i * 7 / 3 % 6],
            "sat_m02": 1 + i32::from(i.is_multiple_of(3)),
            "happy": i * i % 11,
            "years": i * 13 % 90,
            "opinion": null,
        });
        if i.is_multiple_of(3) {
            answer["opinion"] = json!(NAUGHTY[i / 3 % NAUGHTY.len()]);
        }
        if answer["media"] == json!([9]) {
            answer["media_other9"] = json!("回覧板");
        }
        if i % 4 == 3 {
            answer["years"] = Value::Null;
        }
        // Somebody who was not asked.
        if i % 7 == 6 {
            answer.as_object_mut().unwrap().remove("happy");
        }
        answer
    };
    (0..n).map(answer).collect()
}

/// A dataset of documents whose ids are not in the order of arrival.
pub(crate) fn dataset(documents: &[Value]) -> Dataset {
    let mut dataset = Dataset::new(form());
    for (place, document) in documents.iter().enumerate() {
        let id = format!("{:08x}", (place as u32).wrapping_mul(2_654_435_761));
        dataset.add(&id, &document.to_string()).unwrap();
    }
    dataset
}
