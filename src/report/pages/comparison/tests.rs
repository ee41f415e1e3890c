use serde_json::Value;

use super::*;
use crate::answers::Lens;
use crate::report::comparison::{
    Earlier,
    fixture::{beside, earlier, today, town, without},
};
use crate::report::fixture;
use crate::report::pages::{Figures, Tab};

fn page(documents: &[Value], waves: &[Earlier], may_edit: bool) -> String {
    let (dataset, about) = (today(documents), fixture::about());
    let view = View {
        survey: "/staff/surveys/small",
        tab: Tab::Comparison,
        about: &about,
        lens: &Lens::default(),
        everybody: &dataset,
        people: dataset.people(),
        weights: Vec::new(),
        may_edit,
        own: Vec::new(),
        more: Vec::new(),
        figures: &Figures::default(),
    };
    comparison(&view, &beside(documents, waves)).into_string()
}

#[test]
fn what_changed_stands_above_every_question_with_its_chart() {
    let (now, then) = town();
    let html = page(&now, &[then], true);
    let (summary, questions) = html.split_once("設問ごとの比較").unwrap();
    assert!(summary.contains("<td>56.0</td><td>50.0</td><td>+6.0</td><td>▲</td>"), "{summary}");
    assert!(
        summary.contains("平均点の比較：施策の満足度")
            && summary.contains("<td>-1.06</td><td>▼</td>")
    );
    assert!(
        questions.contains("56.0 ▲")
            && questions.contains("aria-label=\"問1　あなたの性別（％）\"")
    );
    // A chart for each question with choices, and one of the scores.
    assert_eq!(html.matches("<svg").count(), 6);
    assert!(!html.contains("NaN") && html.contains("印は、差の信頼区間が0を含まない場合"));
}

#[test]
fn without_an_earlier_survey_the_page_says_where_to_bring_one() {
    let html = page(&town().0, &[], true);
    assert!(html.contains("比べる過去の調査がまだありません。"));
    assert!(html.contains("href=\"/staff/surveys/small/waves\""));
    let html = page(&town().0, &[], false);
    assert!(!html.contains("/waves\"") && html.contains("編集の権限を持つ職員が"));
}

#[test]
fn what_cannot_be_compared_is_listed_with_the_reason() {
    let (now, _) = town();
    let then = earlier("前回", &now, without("happy"));
    let html = page(&now, &[then], true);
    assert!(
        html.contains("比べられない設問（1）")
            && html.contains("比較不可　コードブックに説明がありません。")
    );
}

#[test]
fn nothing_in_common_and_nobody_are_sentences() {
    let (now, then) = town();
    let mapping = crate::wave::Mapping::default();
    let html = page(&now, &[Earlier { mapping, ..then.clone() }], true);
    assert!(html.contains("過去の調査と同じ設問がありません。"));
    let html = page(&[], &[then], true);
    assert!(
        html.contains("誤差の範囲を超える変化のあった項目はありません。") && !html.contains("NaN")
    );
}
