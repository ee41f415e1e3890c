//! The charts of an indicator. Every figure in them stands in a table below.

use maud::{Markup, html};

use crate::report::pages::View;
use crate::report::wellbeing::{BASE, Estimate, Factor, Measure, Profile, Wellbeing};
use crate::tally::{Heading, Line, Percent, Rounded, Table};
use crate::ui::chart::{self, Band, Bar, Interval, Key, Series};

/// What is said of the line at 50.
const BASE_LINE: &str = "50 = 基準とした市区町村の平均";
/// What a screen reader says after a chart's title.
const BELOW: &str = "数値は下の表にあります。";
/// The most bands of a chart that fits a printed page.
const MOST: usize = 14;

/// The answers to one overall question, the highest step first.
pub(super) fn shares(view: &View, of: &Wellbeing, table: &Table, line: &Line) -> Markup {
    let bar = |(place, heading): (usize, &Heading)| {
        let percent = shown(line, place);
        Bar {
            label: heading.label.clone(),
            percent: percent.value(),
            printed: percent.to_string(),
            is_answer: heading.stands.is_answer(),
        }
    };
    let bars: Vec<Bar> = table.headings.iter().enumerate().map(bar).collect();
    let mean = line.summary.and_then(|summary| summary.weighted_mean.or(summary.mean));
    let place = of.overall.iter().position(|one| one.label == line.label).unwrap_or_default();
    let weighted = if line.weighted.is_some() {
        "（ウェイト補正後の％と平均）"
    } else {
        "（％）"
    };
    let words = format!("n = {}　平均 {}{weighted}", line.printed_n(), printed(mean));
    let notes = vec![format!("{words}　基数：{}", table.base.label())];
    let name = format!("{}-overall-{place}", of.id);
    let chart = chart::bars(&format!("{}のグラフ。{BELOW}", line.label), &bars);
    drawing(view, (&name, &line.label, &words), notes, chart)
}

/// The factors around a circle.
pub(super) fn radar(view: &View, of: &Wellbeing, profile: &Profile) -> Markup {
    let series = profile.lines.iter().map(|(label, values)| Series {
        label: label.clone(),
        values: values.iter().map(|value| value.map(Rounded::value)).collect(),
    });
    let series: Vec<Series> = series.collect();
    let title = format!("{}：因子の{}", of.title, profile.measure());
    let (low, high) = of.steps;
    let words = if profile.is_score {
        format!("n = {}　太い円：{BASE_LINE}", of.people)
    } else {
        format!("n = {}　{low}〜{high}の平均です。偏差値ではありません", of.people)
    };
    let base = profile.is_score.then_some(BASE);
    let reads = format!("{title}のレーダーチャート。{BELOW}");
    let chart = chart::radar(&reads, &profile.axes, &series, base);
    let notes = std::iter::once(words.clone()).chain(of.warnings.iter().cloned());
    drawing(view, (&format!("{}-radar", of.id), &title, &words), notes.collect(), chart)
}

/// The factors with their intervals, by group of factors.
pub(super) fn intervals(view: &View, of: &Wellbeing) -> Markup {
    let is_score = of.has_scores();
    let estimate = |measure: &Measure| if is_score { measure.score } else { measure.mean };
    let line = |(place, factor): (usize, &Factor)| {
        let before = place.checked_sub(1).map(|before| &of.factors[before].group);
        let measure = factor.figures.measured.shown();
        let found: Option<Estimate> = estimate(measure);
        let range = found.and_then(|found| found.range);
        Interval {
            above: (before != Some(&factor.group)).then(|| factor.group.clone()),
            label: factor.label.clone(),
            value: found.map(|found| found.value.value()),
            range: range.map(|(low, high)| (low.value(), high.value())),
            printed: printed(found.map(|found| found.value)),
            is_small: measure.is_small(),
        }
    };
    let lines: Vec<Interval> = of.factors.iter().enumerate().map(line).collect();
    let what = if is_score { "偏差値" } else { "平均（実数）" };
    let title = format!("{}：因子の{what}と95％信頼区間", of.title);
    let weighted = if of.is_weighted { "（ウェイト補正後）" } else { "" };
    let words = format!("n = {}{weighted}", of.people);
    let reference = is_score.then_some((BASE, BASE_LINE));
    let chart = chart::intervals(&format!("{title}。{BELOW}"), reference, &lines);
    let notes = std::iter::once(words.clone()).chain(of.warnings.iter().cloned());
    drawing(view, (&format!("{}-intervals", of.id), &title, &words), notes.collect(), chart)
}

/// How the answers to all items are spread: a chart for each group of factors, or several where
/// one would be longer than a printed page.
pub(super) fn spread(view: &View, of: &Wellbeing) -> Markup {
    let mut charts: Vec<(&str, Vec<&Line>)> = Vec::new();
    for factor in &of.factors {
        let lines =
            of.item_shares.lines.iter().filter(|line| line.within.first() == Some(&factor.label));
        let lines: Vec<&Line> = lines.collect();
        match charts.last_mut() {
            Some((group, known)) if *group == factor.group && known.len() + lines.len() <= MOST => {
                known.extend(lines);
            }
            _ => charts.push((&factor.group, lines)),
        }
    }
    charts.retain(|(_, lines)| !lines.is_empty());
    html! {
        @for (place, (group, lines)) in charts.iter().enumerate() {
            (bands(view, of, place, (group, lines)))
        }
    }
}

fn bands(view: &View, of: &Wellbeing, place: usize, (group, lines): (&str, &[&Line])) -> Markup {
    let table = &of.item_shares;
    let key = |heading: &Heading| Key {
        label: heading.label.clone(),
        is_answer: heading.stands.is_answer(),
    };
    let keys: Vec<Key> = table.headings.iter().map(key).collect();
    let mut above: &[String] = &[];
    let mut bands = Vec::new();
    for line in lines {
        let part = |place| {
            let percent = shown(line, place);
            (percent.value(), percent.to_string())
        };
        bands.push(Band {
            above: (line.within != above).then(|| line.within.join("　")),
            label: line.label.clone(),
            parts: (0..table.headings.len()).map(part).collect(),
        });
        above = &line.within;
    }
    let factors = |line: Option<&&Line>| line.map_or(String::new(), |line| line.within.concat());
    let (first, last) = (factors(lines.first()), factors(lines.last()));
    let range = if first == last { first } else { format!("{first}〜{last}") };
    let name = format!("{}-items-{place}", of.id);
    let title = format!("{}（{group}：{range}）", table.subject.title);
    let weighted = if table.is_weighted() { "ウェイト補正後の％。" } else { "" };
    let words = format!("{weighted}回答は答えたままです（向きを直していません）。");
    let notes = vec![words.clone(), format!("基数：{}", table.base.label())];
    let chart = chart::bands(&name, &format!("{title}のグラフ。{BELOW}"), &keys, &bands);
    drawing(view, (&name, &title, &words), notes, chart)
}

/// A chart with its title and what it needs to be read, and the same as a file.
fn drawing(
    view: &View,
    (name, title, words): (&str, &str, &str),
    notes: Vec<String>,
    chart: Markup,
) -> Markup {
    html! {
        div.drawing {
            h4 { (title) }
            p.gt-base { (words) }
            (view.figure(name, title, notes, chart))
        }
    }
}

/// A share with weights, where there are any.
fn shown(line: &Line, place: usize) -> Percent {
    match &line.weighted {
        Some(weighted) => weighted.percent(place),
        None => line.percent(place),
    }
}

fn printed(value: Option<Rounded>) -> String {
    value.map_or("-".into(), |value| value.to_string())
}
