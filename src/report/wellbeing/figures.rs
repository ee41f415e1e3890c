//! The tables of means and 偏差値: the overall questions, and the factors with their items.

use super::grid::{Cell, Columns, Grid, GridLine, Rank};
use super::measure::{Estimate, Measure};
use super::{Direction, Figures, Item, Wellbeing};

/// What stands above the figures of today.
const MEAN: &str = "平均（実数）";
const SCORE: &str = "偏差値";
const WEIGHTED: &str = "ウェイト補正後";

/// What a line holds beside its figures.
enum Beside<'a> {
    Overall { steps: (i16, i16) },
    Factor,
    Item(&'a Item),
}

/// The overall questions, each on its own scale.
pub(super) fn overall(of: &Wellbeing) -> Grid {
    let lines = of.overall.iter().map(|one| {
        let label = format!("{}（{}）", one.label, one.variable);
        (label, Rank::Part, columns(of, &one.figures, &Beside::Overall { steps: one.steps }))
    });
    grid("overall", "全体の質問の平均".into(), lines.collect())
}

/// The factors by their groups, each with its items.
pub(super) fn factors(of: &Wellbeing) -> Grid {
    let mut lines = Vec::new();
    let mut group = "";
    for factor in &of.factors {
        if factor.group != group {
            group = &factor.group;
            lines.push((group.to_owned(), Rank::Heading, Columns::default()));
        }
        let whole = columns(of, &factor.figures, &Beside::Factor);
        lines.push((factor.label.clone(), Rank::Whole, whole));
        for item in &factor.items {
            let part = columns(of, &item.figures, &Beside::Item(item));
            lines.push((item.label.clone(), Rank::Part, part));
        }
    }
    let scores = if of.edition.is_some() { "・偏差値" } else { "" };
    grid("factors", format!("因子と項目の平均{scores}"), lines)
}

fn grid(id: &'static str, title: String, lines: Vec<(String, Rank, Columns)>) -> Grid {
    let heads = lines.iter().map(|(.., columns)| &columns.heads).max_by_key(|heads| heads.len());
    let heads = heads.cloned().unwrap_or_default();
    let line = |(label, rank, columns): (String, Rank, Columns)| GridLine {
        label,
        rank,
        cells: columns.cells,
    };
    Grid { id, title, heads, lines: lines.into_iter().map(line).collect() }
}

fn columns(of: &Wellbeing, figures: &Figures, beside: &Beside) -> Columns {
    let mut columns = Columns::default();
    let plain = &figures.measured.plain;
    let is_overall = matches!(beside, Beside::Overall { .. });
    let scored = of.edition.is_some() && !is_overall;
    if let Beside::Overall { steps: (low, high) } = beside {
        columns.add("", "段階", Cell::Words(format!("{low}〜{high}")));
    }
    columns.add("", "n", Cell::People { n: plain.n, is_small: plain.is_small() });
    mean(&mut columns, MEAN, plain);
    match beside {
        Beside::Factor => columns.add(MEAN, "標準偏差", Cell::Blank),
        _ => columns.add(MEAN, "標準偏差", figures.deviation),
    }
    if scored {
        score(&mut columns, SCORE, plain);
    }
    if of.is_weighted {
        let weighted = figures.measured.weighted.unwrap_or_default();
        mean(&mut columns, WEIGHTED, &weighted);
        if scored {
            score(&mut columns, WEIGHTED, &weighted);
        }
    }
    if let Some(title) = &of.earlier {
        let earlier = figures.earlier.unwrap_or_default();
        let n = match earlier.n {
            // It was not asked then.
            0 => Cell::Dash,
            n => Cell::People { n, is_small: earlier.is_small() },
        };
        columns.add(title, "n", n);
        columns.add(title, "平均", earlier.mean.map(|mean| mean.value));
        if scored {
            columns.add(title, SCORE, earlier.score.map(|score| score.value));
        }
    }
    if let Some(title) = &of.comparison {
        columns.add(title, "実数", figures.comparison.and_then(|published| published.value));
        if scored {
            columns.add(title, SCORE, figures.comparison.and_then(|published| published.score));
        }
    }
    last(&mut columns, of, beside);
    columns
}

/// What the figures are computed from.
fn last(columns: &mut Columns, of: &Wellbeing, beside: &Beside) {
    let item = match beside {
        Beside::Item(item) => Some(item),
        Beside::Factor => None,
        // Their variables stand beside their labels.
        Beside::Overall { .. } => return,
    };
    if let Some(edition) = &of.edition {
        let name = format!("基準値（{edition}）");
        let reference = |value: fn(&Item) -> Option<crate::tally::Rounded>| match item {
            Some(item) => Cell::from(value(item)),
            None => Cell::Blank,
        };
        columns.add(&name, "平均μ", reference(|item| item.reference.map(|(mean, _)| mean)));
        columns.add(&name, "標準偏差σ", reference(|item| item.reference.map(|(_, sd)| sd)));
    }
    let direction = item.map_or("", |item| match item.direction {
        Direction::Up => "",
        Direction::Down => "逆転",
        Direction::Unsettled => "未確定",
    });
    columns.add("", "向き", words(direction));
    columns.add("", "変数名", words(item.map_or("", |item| &item.variable)));
}

fn words(words: &str) -> Cell {
    if words.is_empty() { Cell::Blank } else { Cell::Words(words.to_owned()) }
}

fn mean(columns: &mut Columns, above: &str, measure: &Measure) {
    let mean = measure.mean;
    columns.add(above, "平均", mean.map(|mean| mean.value));
    columns.add(above, "±", mean.and_then(|mean| mean.half));
}

fn score(columns: &mut Columns, above: &str, measure: &Measure) {
    let ends = measure.score.and_then(|score: Estimate| score.range);
    columns.add(above, SCORE, measure.score.map(|score| score.value));
    columns.add(above, "区間の下限", ends.map(|(low, _)| low));
    columns.add(above, "区間の上限", ends.map(|(_, high)| high));
}
