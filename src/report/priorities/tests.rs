use serde_json::{Value, json};

use super::fixture::{answer, dataset};
use super::*;
use crate::answers::Lens;

/// Of four people, one does not know, two leave something blank, and one does not say their sex.
fn four() -> [Value; 4] {
    [
        answer(1, [5, 4, 1], [5, 5, 5]),
        answer(2, [4, 9, 2], [3, 4, 5]),
        answer(2, [0, 5, 1], [1, 3, 0]),
        answer(0, [3, 3, 3], [3, 3, 3]),
    ]
}

fn of(documents: &[Value]) -> Priorities {
    Priorities::of(&dataset(documents), Across::Satisfaction, Base::Asked).unwrap()
}

/// Mean, n and the two best together.
fn judged(judgement: &Judgement) -> (String, String, String) {
    let mean = judgement.mean.map_or("-".into(), |mean| mean.to_string());
    (mean, judgement.printed_n(), judgement.top_two.to_string())
}

#[test]
fn scores_leave_out_those_who_do_not_know_and_shares_do_not() {
    let field = of(&four()).everybody.plain;
    let satisfaction = field.placements.iter().map(|placement| judged(&placement.satisfaction));
    let expected = [("1.00", "3*", "50.0"), ("1.00", "3*", "50.0"), ("-1.25", "4*", "-")];
    let expected = expected.map(|(mean, n, best)| (mean.into(), n.into(), best.into()));
    assert_eq!(satisfaction.collect::<Vec<_>>(), expected);
    let importance: Vec<_> =
        field.placements.iter().map(|placement| judged(&placement.importance).0).collect();
    // Asked in two matrices and in another order, yet beside its own satisfaction.
    assert_eq!(importance, ["0.00", "0.75", "1.33"]);
}

#[test]
fn the_field_is_cut_at_the_means_and_ranked_by_need() {
    let field = of(&four()).everybody.plain;
    let axes = field.axes.unwrap();
    assert_eq!(
        (axes.satisfaction.to_string(), axes.importance.to_string()),
        ("0.25".into(), "0.69".into())
    );
    // Deviations √1.125 and 0.545747…, worked out by hand.
    let standing = |placement: &Placement| {
        let standing = placement.standing.unwrap();
        (standing.quadrant, standing.need.to_string(), standing.rank)
    };
    let expected = [
        (Quadrant::Keep, "-1.98".to_owned(), 3),
        (Quadrant::KeepFirst, "-0.61".to_owned(), 2),
        (Quadrant::ImproveFirst, "2.58".to_owned(), 1),
    ];
    assert_eq!(field.placements.iter().map(standing).collect::<Vec<_>>(), expected);
    assert_eq!(field.within(Quadrant::ImproveFirst), [2]);
    assert_eq!(field.sorted(Order::Number), [0, 1, 2]);
    assert_eq!(field.sorted(Order::Need), [2, 1, 0]);
    assert_eq!(field.sorted(Order::Satisfaction), [0, 1, 2]);
    assert_eq!(field.sorted(Order::Importance), [2, 1, 0]);
}

#[test]
fn a_group_has_the_figures_that_a_filter_gives() {
    let (everyone, documents) = (of(&four()), dataset(&four()));
    let names: Vec<String> = everyone.all().map(Group::name).collect();
    assert_eq!(names, ["全体", "性別：男性", "性別：女性", "性別：答えない"]);
    let women = Lens::read([("only.sex", "2")], &documents).apply(&documents);
    let filtered = Priorities::of(&women, Across::Satisfaction, Base::Asked).unwrap();
    let group = everyone.group("sex:2");
    assert_eq!((group.people, &group.plain), (2, &filtered.everybody.plain));
    assert_eq!(group.plain.placements[2].satisfaction.mean.unwrap().to_string(), "-1.50");
    assert_eq!(everyone.group("sex:7"), &everyone.everybody);
}

#[test]
fn weighted_figures_stand_beside_the_plain_ones() {
    let weights = vec![2_000_000, 500_000, 1_000_000, 500_000];
    let weighted = dataset(&four()).weighted(Some(weights));
    let group = Priorities::of(&weighted, Across::Satisfaction, Base::Asked).unwrap().everybody;
    // (2·2 + 0.5·1 + 0.5·0) / 3, and 2.5 of 4 among the two best.
    let (plain, heavy) = (&group.plain.placements[0], &group.shown().placements[0]);
    assert_eq!(judged(&plain.satisfaction), ("1.00".into(), "3*".into(), "50.0".into()));
    assert_eq!(judged(&heavy.satisfaction), ("1.50".into(), "3*".into(), "62.5".into()));
    assert_eq!(of(&four()).everybody.weighted, None);
}

#[test]
fn nobody_one_answer_and_blanks_are_sentences_and_dashes() {
    let blank = answer(1, [0; 3], [0; 3]);
    for documents in
        [vec![], vec![json!({})], vec![blank; 3], vec![answer(1, [5, 9, 0], [5, 5, 0])]]
    {
        let field = of(&documents).everybody.plain;
        assert!(field.missing().unwrap().contains("2つに満たない"));
        assert!(field.placements.iter().all(|placement| placement.standing.is_none()));
    }
    let alike = of(&[answer(1, [4, 4, 4], [5, 4, 3])]).everybody.plain;
    assert!(alike.missing().unwrap().contains("同じ"));
    assert_eq!(judged(&alike.placements[2].importance), ("0.00".into(), "1*".into(), "-".into()));
}

#[test]
fn an_item_that_nobody_scored_is_a_dash_and_moves_no_line() {
    let field =
        of(&[answer(1, [5, 1, 9], [4, 5, 5]), answer(1, [4, 2, 9], [4, 5, 1])]).everybody.plain;
    assert_eq!(field.missing(), None);
    assert_eq!(field.placements[2].standing, None);
    assert_eq!(field.axes.unwrap().importance.to_string(), "1.50");
    assert_eq!(field.sorted(Order::Need), [1, 0, 2]);
}

#[test]
fn a_form_without_such_judgements_has_none() {
    let plain = crate::answers::fixture::dataset(&[]);
    assert_eq!(Priorities::of(&plain, Across::Satisfaction, Base::Asked), None);
}

#[test]
fn the_quadrants_turn_with_the_axes() {
    let mut priorities = of(&four());
    assert_eq!(priorities.corners()[0], Quadrant::ImproveFirst);
    assert_eq!(priorities.turned("満足度", "重要度"), ("満足度", "重要度"));
    priorities.across = Across::Importance;
    assert_eq!(priorities.corners()[3], Quadrant::ImproveFirst);
    assert_eq!(priorities.turned("満足度", "重要度"), ("重要度", "満足度"));
}

#[test]
fn the_notes_say_every_score_and_who_is_left_out() {
    let notes = of(&four()).notes;
    assert_eq!(
        notes[0],
        "満足度の点数：満足 2、やや満足 1、普通 0、やや不満 -1、不満 -2 の平均。「わからない」、無回答、無効は含みません。"
    );
    assert!(notes[2].contains(Base::Asked.label()));
}

#[test]
fn an_address_says_the_same_again_and_what_is_unknown_is_passed_over() {
    let priorities = of(&four());
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let fields = pairs(&[("group", "sex:2"), ("order", "importance"), ("cells", "need")]);
    let asked = Asked::read(&fields, &priorities);
    assert_eq!(
        asked,
        Asked { group: "sex:2".into(), order: Order::Importance, cells: Cells::Need }
    );
    assert_eq!(asked.fields(), fields);
    let unknown = pairs(&[("group", "sex:7&x"), ("order", "?"), ("cells", "")]);
    assert_eq!(Asked::read(&unknown, &priorities).fields(), []);
}
