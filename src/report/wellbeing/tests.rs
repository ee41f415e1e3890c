//! What the figures of an indicator come to.

use serde_json::{Value, json};

use super::fixture::{answers, comparison, dataset, edition, past, source, whole};
use super::*;
use crate::answers::{Keep, Lens};

/// m01: 4, 4, 2, 5 (mean 3.75); m02: 2, 1, 3, blank, reversed 4, 5, 3 (mean 4); m03: 3, 3, 3, 4.
const FOUR: [[i16; 3]; 4] = [[4, 2, 3], [4, 1, 3], [2, 3, 3], [5, 0, 4]];

fn printed(estimate: Option<Estimate>) -> String {
    estimate.map_or("-".into(), |estimate| estimate.value.to_string())
}

fn plain(figures: &Figures) -> (String, String) {
    let measure = figures.measured.plain;
    (printed(measure.mean), printed(measure.score))
}

fn factor<'w>(of: &'w Wellbeing, label: &str) -> &'w Factor {
    of.factors.iter().find(|factor| factor.label == label).unwrap()
}

fn cells(grid: &Grid, label: &str) -> Vec<(String, Cell)> {
    let line = grid.lines.iter().find(|line| line.label.starts_with(label)).unwrap();
    let name = |head: &Head| format!("{}{}", head.above, head.label);
    grid.heads.iter().map(name).zip(line.cells.iter().cloned()).collect()
}

#[test]
fn a_factor_is_the_plain_mean_of_its_items_of_which_one_is_reversed_once() {
    let of = whole(&answers(&FOUR));
    let housing = factor(&of, "住宅環境");
    // 50 + 10·(3.75 − 3.5)/0.5 = 55, 50 + 10·(4 − 3)/0.25 = 90.
    assert_eq!(plain(&housing.items[0].figures), ("3.75".into(), "55.0".into()));
    assert_eq!(plain(&housing.items[1].figures), ("4.00".into(), "90.0".into()));
    // (3.75 + 4)/2 = 3.875 and (55 + 90)/2.
    assert_eq!(plain(&housing.figures), ("3.88".into(), "72.5".into()));
    let n = |figures: &Figures| figures.measured.plain.n;
    assert_eq!((n(&housing.items[0].figures), n(&housing.items[1].figures)), (4, 3));
    assert_eq!((n(&housing.figures), housing.blocked.len()), (3, 0));
    assert_eq!(housing.items[1].direction, Direction::Down);
}

#[test]
fn the_published_oracles_are_met() {
    let score = |third: i16| {
        let of = whole(&answers(&[[3, 3, 3], [3, 3, 3], [3, 3, third]]));
        plain(&factor(&of, "環境共生").figures)
    };
    assert_eq!(score(3), ("3.00".into(), "45.5".into()));
    assert_eq!(score(4), ("3.33".into(), "72.3".into()));
}

#[test]
fn answers_are_spread_as_they_were_given_the_highest_step_first() {
    let of = whole(&answers(&FOUR));
    let labels: Vec<&str> =
        of.item_shares.headings.iter().map(|heading| heading.label.as_str()).collect();
    assert_eq!(labels, ["満足", "やや満足", "普通", "やや不満", "不満", "無回答"]);
    let noise = &of.item_shares.lines[1];
    assert_eq!((noise.within[0].as_str(), noise.label.as_str()), ("住宅環境", "【逆】騒音"));
    assert_eq!(noise.counts, [0, 0, 1, 1, 1, 1]);
    let overall = &of.overall_shares[0];
    assert_eq!(overall.headings[0].label, "10");
    assert_eq!(overall.lines[0].counts[7..], [1, 1, 1, 1, 0]);
    let gt = dataset(&answers(&FOUR)).tables();
    let happy = gt.iter().find(|table| table.subject.id == "happy").unwrap();
    assert_eq!(overall.lines[0].summary, happy.lines[0].summary);
    assert_eq!(overall.lines[0].n, happy.lines[0].n);
}

#[test]
fn an_overall_question_has_a_mean_on_its_own_scale_and_no_score() {
    let of = whole(&answers(&FOUR));
    let [happy] = &of.overall[..] else { panic!("the future is not asked") };
    assert_eq!((plain(&happy.figures), happy.steps), (("1.50".into(), "-".into()), (0, 10)));
    let published = happy.figures.comparison.unwrap();
    assert_eq!(published.value.unwrap().to_string(), "6.2");
    assert_eq!(published.score, None);
    let heads: Vec<String> =
        cells(&of.overall_grid(), "幸福度（happy）").into_iter().map(|(head, _)| head).collect();
    assert!(heads.iter().all(|head| !head.contains("偏差値")), "{heads:?}");
}

#[test]
fn an_unsettled_direction_and_an_item_that_is_not_asked_block_their_factor_by_name() {
    let of = whole(&answers(&FOUR));
    let tolerance = factor(&of, "多様性と寛容性");
    assert_eq!(plain(&tolerance.figures), ("-".into(), "-".into()));
    assert!(tolerance.blocked[0].contains("「人が自分をどう思うか」（m04）"), "{tolerance:?}");
    assert!(tolerance.blocked[0].contains("indicators/town.yaml"));
    // Its own mean is that of the answers as given.
    assert_eq!(plain(&tolerance.items[0].figures), ("4.00".into(), "-".into()));
    let work = factor(&of, "雇用・所得");
    assert_eq!(plain(&work.figures), ("-".into(), "-".into()));
    assert!(work.blocked[0].contains("「やりたい仕事」を、この調査票ではたずねていない"));
    assert!(work.blocked[1].contains("基準値が、版「2026」にない"));
    assert!(of.warnings.contains(&tolerance.blocked[0]) && of.warnings.contains(&work.blocked[0]));
}

#[test]
fn without_reference_values_there_are_means_and_no_score_anywhere() {
    let of = Wellbeing::of(&source(None, None), &dataset(&answers(&FOUR)), Base::Asked, None);
    assert!(!of.has_scores() && of.warnings[0].contains("偏差値は出していません"));
    assert_eq!(plain(&factor(&of, "住宅環境").figures), ("3.88".into(), "-".into()));
    assert!(factor(&of, "住宅環境").blocked.is_empty(), "one sentence says it for all");
    let profile = of.profile().unwrap();
    assert!(!profile.is_score && profile.lines.len() == 1);
    let heads = of.factor_grid().heads;
    assert!(heads.iter().all(|head| !head.label.contains("偏差値") && !head.label.contains('μ')));
    assert!(of.groups.iter().flat_map(|group| &group.factors).all(|of| of.plain.score.is_none()));
    assert!(!of.notes.join("").contains('σ'));
}

#[test]
fn a_group_comes_to_what_its_people_come_to_alone() {
    let documents = answers(&FOUR);
    let of = whole(&documents);
    let names: Vec<(&str, &str, u32)> =
        of.groups.iter().map(|group| (&*group.within, &*group.label, group.people)).collect();
    let expected =
        [("", "全体", 4), ("性別", "男性", 2), ("性別", "女性", 2), ("性別", "答えない", 0)];
    assert_eq!(names, expected);
    let keeps = vec![Keep { key: "sex".into(), codes: vec![2] }];
    let women = Lens { keeps, ..Lens::default() }.apply(&dataset(&documents));
    let alone = Wellbeing::of(&source(Some(edition()), None), &women, Base::Asked, None);
    for (factor, measured) in alone.factors.iter().zip(&of.groups[2].factors) {
        assert_eq!(factor.figures.measured, *measured, "{}", factor.label);
    }
    assert!(of.groups[2].factors[0].plain.is_small());
    assert_eq!(of.groups[3].factors[0].plain, Measure::default());
    assert_eq!(of.groups[2].overall[0].plain.mean.unwrap().value.to_string(), "2.00");
}

#[test]
fn weighted_figures_stand_beside_the_plain_ones() {
    let weights = vec![2_000_000, 500_000, 500_000, 1_000_000];
    let dataset = dataset(&answers(&FOUR)).weighted(Some(weights));
    let of = Wellbeing::of(&source(Some(edition()), None), &dataset, Base::Asked, None);
    let ecology = factor(&of, "環境共生").figures.measured;
    // (3·3 + 4·1)/4 with weights 3 and 1: 3.25, as it happens also without.
    assert_eq!(printed(ecology.plain.mean), "3.25");
    let home = factor(&of, "住宅環境").items[0].figures.measured;
    // (4·2 + 4·0.5 + 2·0.5 + 5)/4 = 4.
    let weighted = home.weighted.unwrap();
    assert_eq!((printed(home.plain.mean), printed(weighted.mean)), ("3.75".into(), "4.00".into()));
    assert_eq!((home.plain.n, weighted.n), (4, 4));
    assert_eq!(printed(weighted.score), "60.0");
    // n_eff = 16/5.5, s² = (0·2.5 + 2 + 1)/4 · n_eff/(n_eff − 1): ±1.96·√(s²/n_eff).
    let effective: f64 = 16.0 / 5.5;
    let half = 1.96 * (0.75 / (effective - 1.0)).sqrt();
    assert_eq!(weighted.mean.unwrap().half.unwrap().to_string(), format!("{half:.2}"));
    assert_eq!(of.profile().unwrap().lines[0].0, "今回（ウェイト補正後）");
    let names: Vec<String> =
        cells(&of.factor_grid(), "住宅環境").into_iter().map(|(head, _)| head).collect();
    assert!(names.contains(&"ウェイト補正後偏差値".to_owned()), "{names:?}");
}

#[test]
fn an_earlier_survey_and_another_town_stand_beside_with_what_is_known_of_them() {
    let of = whole(&answers(&FOUR));
    let housing = factor(&of, "住宅環境");
    // Then: m01 4 and 5, m02 2 and 3 reversed to 4 and 3.
    let then = housing.figures.earlier.unwrap();
    assert_eq!((printed(then.mean), then.n), ("4.00".into(), 2));
    let town = housing.figures.comparison.unwrap();
    assert_eq!(town.score.unwrap().to_string(), "48.0");
    assert_eq!(of.comparison.as_deref(), Some("見本市（2026）"));
    assert_eq!(factor(&of, "環境共生").figures.comparison, None);
    let profile = of.profile().unwrap();
    let lines: Vec<&str> = profile.lines.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(lines, ["今回", "令和2年度調査", "見本市（2026）"]);
    assert_eq!(profile.lines[2].1[1..], [None, None, None]);
    let notes = of.notes.join("\n");
    assert!(notes.contains("令和2年度調査（sat_m01）：段階の言葉が違います。"), "{notes}");
    assert!(notes.contains("出典：公表資料（2026年11月20日取得）"), "{notes}");
    assert!(notes.contains("回答数と信頼区間はわかりません"), "{notes}");
    assert_eq!(of.warnings[0], crate::indicator::BASE_NOTE);
}

#[test]
fn values_of_another_edition_and_an_earlier_survey_without_the_indicator_are_told() {
    let source = source(Some(edition()), Some(comparison("2025")));
    let blank = dataset(&[json!({ "sex": 1 })]);
    let today = dataset(&answers(&FOUR));
    let of = Wellbeing::of(&source, &today, Base::Asked, Some(&past(&blank)));
    let warnings = of.warnings.join("\n");
    assert!(
        warnings.contains("見本市（2025）の年度は、基準値の版「2026」と違います"),
        "{warnings}"
    );
    assert!(warnings.contains("「令和2年度調査」には、この指標の回答がありません"), "{warnings}");
    assert_eq!(of.earlier, None);
    assert!(of.factors.iter().all(|factor| factor.figures.earlier.is_none()));
}

#[test]
fn nobody_one_person_and_blanks_are_dashes() {
    let blank = json!({ "sex": null, "sat_m01": null, "sat_m02": null, "sat_m03": null, "sat_m04": null, "happy": null });
    let one: Vec<Value> = answers(&FOUR[..1]);
    for (documents, mean) in [(vec![], "-"), (vec![blank; 3], "-"), (one, "4.00")] {
        let of = whole(&documents);
        let housing = factor(&of, "住宅環境");
        assert_eq!(plain(&housing.figures).0, mean);
        let score = housing.figures.measured.plain.score;
        assert_eq!(score.and_then(|score| score.range), None);
        assert_eq!(of.profile().is_some(), mean != "-");
        if mean == "-" {
            assert!(housing.blocked.is_empty(), "that nobody answered is said once");
        }
    }
}

#[test]
fn the_rings_of_a_radar_cut_nothing_and_a_blocked_factor_is_a_gap() {
    let of = whole(&answers(&FOUR));
    let profile = of.profile().unwrap();
    let today: Vec<Option<f64>> =
        profile.lines[0].1.iter().map(|value| value.map(|value| value.value())).collect();
    assert_eq!(today[2..], [None, None]);
    let rings = profile.rings();
    let all = profile.lines.iter().flat_map(|(_, values)| values).flatten();
    for value in all.map(|value| value.value()).chain([BASE]) {
        assert!(rings.low < value && value <= rings.high, "{value} {rings:?}");
    }
    assert!(((rings.high - rings.low) / rings.step).fract() == 0.0);
}
