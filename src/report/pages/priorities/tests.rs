use serde_json::Value;

use super::*;
use crate::answers::{Dataset, Lens};
use crate::report::fixture::about;
use crate::report::pages::{Figures, Tab};
use crate::report::priorities::fixture::{answer, dataset};
use crate::report::priorities::{Cells, Order};
use crate::report::settings::Across;
use crate::tally::Base;

fn view<'a>(
    dataset: &'a Dataset,
    about: &'a crate::report::About,
    lens: &'a Lens,
    figures: &'a Figures,
) -> View<'a> {
    View {
        survey: "/staff/surveys/small",
        tab: Tab::Priorities,
        about,
        lens,
        everybody: dataset,
        people: dataset.people(),
        weights: Vec::new(),
        may_edit: true,
        own: Vec::new(),
        more: Vec::new(),
        figures,
    }
}

fn page(dataset: &Dataset, asked: &Asked) -> String {
    let (about, lens) = (about(), Lens::default());
    let found = Priorities::of(dataset, Across::Satisfaction, Base::Asked).unwrap();
    priorities(&view(dataset, &about, &lens, &Figures::default()), asked, &found).into_string()
}

fn some() -> Vec<Value> {
    vec![
        answer(1, [5, 4, 1], [5, 5, 5]),
        answer(2, [4, 9, 2], [3, 4, 5]),
        answer(2, [0, 5, 1], [1, 3, 0]),
    ]
}

#[test]
fn every_figure_stands_in_the_table_and_every_item_in_its_quadrant() {
    let html = page(&dataset(&some()), &Asked::default());
    assert_eq!(html.matches("<circle").count(), 3);
    for quadrant in crate::tally::quadrant::Quadrant::ALL {
        assert!(html.contains(&quadrant.explained()), "{quadrant:?}");
    }
    // Satisfaction −5/3 of three, importance 4/2 of two.
    assert!(
        html.contains("<td>-1.67</td><td>3*</td><td>-</td><td>2.00</td><td>2*</td><td>66.7</td>"),
        "{html}"
    );
    assert!(html.contains("<li value=\"3\">道路</li>"));
    assert!(html.contains("無回答、無効は含みません"));
}

#[test]
fn links_keep_what_was_chosen_beside_what_they_change() {
    let asked = Asked { group: "sex:2".into(), order: Order::Importance, cells: Cells::Need };
    let html = page(&dataset(&some()), &asked);
    assert!(html.contains("満足度×重要度（性別：女性）"));
    assert!(html.contains(r#"aria-sort="descending"><a href="/staff/surveys/small/results/priorities?group=sex:2&amp;order=importance&amp;cells=need""#), "{html}");
    assert!(html.contains("/results/priorities?group=sex:1&amp;order=importance&amp;cells=need"));
    assert!(html.contains(r#"<option value="sex:2" selected>"#));
}

#[test]
fn nobody_is_a_sentence_and_dashes() {
    let html = page(&dataset(&[]), &Asked::default());
    assert!(html.contains("2つに満たない") && !html.contains("<svg") && !html.contains("NaN"));
    assert!(html.contains("<td>-</td><td>0*</td><td>-</td>") && !html.contains("-*"));
}

#[test]
fn only_a_form_with_such_judgements_has_the_tab() {
    let (about, lens) = (about(), Lens::default());
    let plain = crate::answers::fixture::dataset(&[]);
    let html = none(&view(&plain, &about, &lens, &Figures::default())).into_string();
    assert!(html.contains("指定されていません") && !html.contains("満足度×重要度"));
    assert!(page(&dataset(&[]), &Asked::default()).contains("/results/priorities\" aria-current"));
}

#[test]
fn the_chart_is_a_file_that_says_whose_it_is() {
    let (data, about, lens, figures) =
        (dataset(&some()), about(), Lens::default(), Figures::default());
    let view = view(&data, &about, &lens, &figures);
    let found = Priorities::of(&data, Across::Satisfaction, Base::Asked).unwrap();
    let html = priorities(&view, &Asked::default(), &found).into_string();
    assert!(html.contains("/results/priorities?svg=priorities"), "{html}");
    let file = view.svg("priorities").unwrap();
    assert!(file.contains("満足度×重要度（全体）") && file.contains("全体　n = 3*"), "{file}");
}
