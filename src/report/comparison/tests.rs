use serde_json::json;

use super::fixture::{beside, earlier, people, today, town, without};
use super::*;
use crate::answers::Keep;
use crate::tally::{Base, NO_ANSWER};

fn topic<'c>(comparison: &'c Comparison, key: &str) -> &'c Compared {
    comparison.topics.iter().find(|topic| topic.key == key).unwrap()
}

/// Label, shares as printed, difference and mark of each row.
fn printed(topic: &Compared) -> Vec<(String, Vec<String>, String, &'static str)> {
    let share =
        |figure: &Option<Figure>| figure.map_or("none".into(), |figure| figure.percent.to_string());
    let row = |row: &Row| {
        let shares = row.figures.iter().map(share).collect();
        (row.label.clone(), shares, signed(row.difference), row.change.map_or("", Change::mark))
    };
    topic.rows.iter().map(row).collect()
}

fn of_rows(
    rows: &[(&str, [&str; 2], &str, &'static str)],
) -> Vec<(String, Vec<String>, String, &'static str)> {
    let row = |&(label, shares, difference, mark): &(&str, [&str; 2], &str, &'static str)| {
        (label.to_owned(), shares.map(String::from).to_vec(), difference.to_owned(), mark)
    };
    rows.iter().map(row).collect()
}

/// So many women and men.
fn sexes(women: usize, men: usize) -> Vec<serde_json::Value> {
    let mut all = people(women, json!({ "sex": 2 }));
    all.extend(people(men, json!({ "sex": 1 })));
    all
}

#[test]
fn a_difference_is_marked_only_where_its_interval_leaves_out_zero() {
    let (now, then) = town();
    let comparison = beside(&now, &[then]);
    // Six points between two times 800 are outside ±4.9.
    assert_eq!(
        printed(topic(&comparison, "sex")),
        of_rows(&[
            ("男性", ["44.0", "50.0"], "-6.0", "▼"),
            ("女性", ["56.0", "50.0"], "+6.0", "▲"),
            ("答えない", ["-", "-"], "0.0", ""),
            ("無回答", ["-", "-"], "0.0", ""),
        ])
    );
    // Four points are inside.
    let then = earlier("前回", &sexes(400, 400), str::to_owned);
    let comparison = beside(&sexes(432, 368), &[then]);
    assert_eq!(printed(topic(&comparison, "sex"))[1].2, "+4.0");
    assert!(comparison.changes().is_empty());
}

#[test]
fn the_design_effect_of_the_settings_widens_the_interval() {
    let (now, then) = town();
    let settings = Settings { design_effect: 2.0, ..Settings::default() };
    let found = Comparison::of(&today(&now), &Lens::default(), &settings, &[then]);
    assert!(topic(&found, "sex").rows.iter().all(|row| row.change.is_none()));
    assert!(found.notes.iter().any(|note| note.contains("d（デザイン効果）＝2")));
}

#[test]
fn below_thirty_people_on_either_side_nothing_is_marked() {
    for (now, then, mark) in
        [((29, 0), (400, 400), ""), ((30, 0), (400, 400), "▲"), ((400, 400), (0, 29), "")]
    {
        let then = earlier("前回", &sexes(then.0, then.1), str::to_owned);
        let comparison = beside(&sexes(now.0, now.1), &[then]);
        assert_eq!(printed(topic(&comparison, "sex"))[1].3, mark, "{now:?}");
    }
    let then = earlier("前回", &sexes(10, 10), str::to_owned);
    let comparison = beside(&sexes(20, 20), &[then]);
    assert_eq!([0, 1].map(|place| topic(&comparison, "sex").printed_n(place)), ["40", "20*"]);
}

#[test]
fn a_choice_that_could_not_be_chosen_then_has_a_dash_and_no_mark() {
    let then = earlier("前回", &sexes(400, 400), without(",答えない"));
    let mut now = sexes(300, 300);
    now.extend(people(200, json!({ "sex": 3 })));
    let comparison = beside(&now, &[then]);
    let sex = topic(&comparison, "sex");
    assert_eq!(printed(sex)[2], of_rows(&[("答えない", ["25.0", "none"], "-", "")])[0]);
    assert_eq!(sex.notes, ["今回の選択肢「答えない」は、前回はありませんでした。"]);
}

#[test]
fn other_steps_are_shown_without_marks_and_without_a_mean() {
    let (now, _) = town();
    let then = earlier("前回", &people(800, json!({ "sat_m01": 4 })), |codebook| {
        let not_of_the_first =
            |line: &&str| !(line.starts_with("sat_m01") && line.contains(",普通"));
        codebook.lines().filter(not_of_the_first).collect::<Vec<_>>().join("\r\n")
    });
    let comparison = beside(&now, &[then]);
    let satisfied = topic(&comparison, "sat_m01");
    assert_eq!(printed(satisfied)[1], of_rows(&[("やや満足", ["-", "100.0"], "-100.0", "")])[0]);
    let means = satisfied.means.as_ref().unwrap();
    assert_eq!((means.printed(1), signed(means.difference)), ("-".into(), "-".into()));
    assert!(satisfied.notes.iter().any(|note| note.contains("段階の数が違います")));
}

#[test]
fn means_of_scores_and_of_numbers_are_compared_with_their_spread() {
    let (now, then) = town();
    let comparison = beside(&now, &[then]);
    // Today 448 × −1 and 352 × 0, then 400 × +1 and 400 × 0.
    let means = topic(&comparison, "sat_m01").means.as_ref().unwrap();
    assert_eq!(means.name, "平均点");
    assert_eq!([0, 1].map(|place| means.printed(place)), ["-0.56", "0.50"]);
    assert_eq!([0, 1].map(|place| means.printed_deviation(place)), ["0.50", "0.50"]);
    assert_eq!((signed(means.difference).as_str(), means.change), ("-1.06", Some(Change::Lower)));
    // Nobody's years differ, and so nothing is marked.
    let years = topic(&comparison, "years").means.as_ref().unwrap();
    assert_eq!(
        (years.name, signed(years.difference).as_str(), years.change),
        ("平均", "0.00", None)
    );
    let largest: Vec<String> =
        comparison.changed_means().iter().map(|(topic, _)| topic.key.clone()).collect();
    assert_eq!(largest, ["sat_m01", "happy"]);
    let judged: Vec<&str> = comparison.judgements[0]
        .topics
        .iter()
        .map(|&place| comparison.topics[place].key.as_str())
        .collect();
    assert_eq!((comparison.judgements.len(), judged), (1, vec!["sat_m01", "sat_m02"]));
}

#[test]
fn what_changed_stands_with_the_largest_difference_first() {
    let (now, then) = town();
    let comparison = beside(&now, &[then]);
    let sizes: Vec<u64> =
        comparison.changes().iter().map(|(_, row)| size(row.difference)).collect();
    assert!(sizes.len() > 4 && sizes.is_sorted_by(|one, next| one >= next), "{sizes:?}");
    assert!(comparison.changes().iter().all(|(_, row)| row.change.is_some()));
}

#[test]
fn differences_are_taken_before_rounding() {
    let then = earlier("前回", &sexes(1, 2), str::to_owned);
    let comparison = beside(&sexes(2, 1), &[then]);
    // 66.7 − 33.3 would be 33.4.
    assert_eq!(
        printed(topic(&comparison, "sex"))[1],
        of_rows(&[("女性", ["66.7", "33.3"], "+33.3", "")])[0]
    );
}

#[test]
fn a_question_that_was_not_asked_is_listed_with_the_reason() {
    let (now, _) = town();
    let then = earlier("令和2年度調査", &sexes(1, 1), |codebook| {
        codebook.lines().filter(|line| !line.contains("happy")).collect::<Vec<_>>().join("\n")
    });
    let comparison = beside(&now, &[then]);
    let lost: Vec<(&str, &str)> =
        comparison.lost.iter().map(|lost| (lost.name.as_str(), lost.reason.as_str())).collect();
    assert_eq!(lost, [("問4　どの程度幸せですか", "コードブックに説明がありません。")]);
    let then = earlier("令和2年度調査", &sexes(1, 1), without("happy"));
    let mapping = crate::wave::Mapping {
        variables: then
            .mapping
            .variables
            .iter()
            .filter(|one| one.was != "happy")
            .cloned()
            .collect(),
    };
    let comparison = beside(&now, &[Earlier { mapping, ..then }]);
    assert_eq!(comparison.lost[0].reason, "「令和2年度調査」には、この設問がありません。");
}

#[test]
fn the_lens_keeps_the_same_people_of_both_surveys() {
    let (now, then) = town();
    let keeps = vec![Keep { key: "sex".into(), codes: vec![2] }];
    let lens = Lens { keeps, base: Base::Valid };
    let seen = lens.apply(&today(&now));
    let comparison =
        Comparison::of(&seen, &lens, &Settings::default(), std::slice::from_ref(&then));
    let people: Vec<usize> = comparison.surveys.iter().map(|survey| survey.people).collect();
    assert_eq!(people, [448, 400]);
    let means = topic(&comparison, "happy").means.as_ref().unwrap();
    assert_eq!([0, 1].map(|place| means.printed(place)), ["7.00", "6.00"]);
    assert_eq!(topic(&comparison, "happy").base, Base::Valid);
}

#[test]
fn a_survey_that_did_not_ask_by_what_is_filtered_is_left_out_with_a_sentence() {
    let (now, _) = town();
    let then = earlier("令和2年度調査", &sexes(400, 400), without(",答えない"));
    let lens = |code| Lens {
        keeps: vec![Keep { key: "sex".into(), codes: vec![code] }],
        ..Lens::default()
    };
    for (code, surveys) in [(1, 2), (NO_ANSWER, 2), (3, 1)] {
        let (lens, waves) = (lens(code), std::slice::from_ref(&then));
        let comparison =
            Comparison::of(&lens.apply(&today(&now)), &lens, &Settings::default(), waves);
        assert_eq!(comparison.surveys.len(), surveys, "{code}");
        assert_eq!(comparison.left_out.len(), 2 - surveys, "{code}");
        let says =
            |sentence: &String| sentence.contains("（性別が「答えない」）に当たる答えがない");
        assert!(comparison.left_out.iter().all(says), "{:?}", comparison.left_out);
    }
}

#[test]
fn several_surveys_stand_side_by_side_and_the_difference_is_from_the_first() {
    let (now, then) = town();
    let older = earlier("平成27年度調査", &sexes(100, 300), without("media"));
    let comparison = beside(&now, &[then, older]);
    let names: Vec<&str> = comparison.surveys.iter().map(|survey| survey.name.as_str()).collect();
    assert_eq!(names, ["今回", "令和2年度調査", "平成27年度調査"]);
    let sex = &topic(&comparison, "sex").rows[1];
    let shares: Vec<String> =
        sex.figures.iter().flatten().map(|figure| figure.percent.to_string()).collect();
    assert_eq!(
        (shares, signed(sex.difference)),
        (["56.0", "50.0", "25.0"].map(String::from).to_vec(), "+6.0".into())
    );
    let media = topic(&comparison, "media");
    assert_eq!(media.n, [Some(800), Some(800), None]);
    assert_eq!(media.printed_n(2), "-");
}

#[test]
fn plain_figures_are_compared_where_today_is_weighted_and_it_is_said() {
    let (now, then) = town();
    let weights = now.iter().map(|one| if one["sex"] == 2 { 2_000_000 } else { 1_000_000 });
    let seen = today(&now).weighted(Some(weights.collect()));
    let found = Comparison::of(&seen, &Lens::default(), &Settings::default(), &[then]);
    let woman = &topic(&found, "sex").rows[1];
    assert_eq!(woman.weighted.unwrap().to_string(), "71.8");
    assert_eq!((signed(woman.difference).as_str(), woman.change), ("+6.0", Some(Change::Higher)));
    assert!(found.is_weighted && found.notes.iter().any(|note| note.contains("ウェイト補正前")));
}

#[test]
fn nobody_one_answer_and_only_blanks_give_dashes() {
    let (_, then) = town();
    let blank =
        json!({ "sex": null, "media": null, "sat_m01": null, "happy": null, "years": null });
    for now in [vec![], vec![json!({ "sex": 1 })], people(40, blank)] {
        let comparison = beside(&now, std::slice::from_ref(&then));
        let happy = topic(&comparison, "happy");
        let means = happy.means.as_ref().unwrap();
        assert_eq!((means.printed(0), means.change), ("-".into(), None));
        assert_eq!(signed(means.difference), "-");
        assert!(
            happy
                .rows
                .iter()
                .all(|row| row.figures[0].unwrap().percent.to_string() == "-"
                    || row.label == "無回答")
        );
    }
    let nobody = Earlier { dataset: today(&[]), ..then };
    let comparison = beside(&sexes(40, 40), &[nobody]);
    assert_eq!(
        printed(topic(&comparison, "sex"))[0],
        of_rows(&[("男性", ["50.0", "-"], "-", "")])[0]
    );
    assert!(!beside(&[], &[]).has_earlier());
}
