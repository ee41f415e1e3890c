//! Makes what is public out of what was counted.

use super::classes;
use super::document::{Breakdown, Document, Figure, Group, Heading, Item, Kind, Line, Question};
use super::hide::{Groups, Sheet, groups, sheets};
use super::notes::notes;
use crate::form::Filled;
use crate::report::gather::Gathered;
use crate::tally::{self, NO_ANSWER, Shape, Stands, UNUSABLE};

/// The public results of everybody's answers; filters never apply to them.
pub fn document(gathered: &Gathered) -> Document {
    let (about, dataset) = (&gathered.about, &gathered.everybody);
    let threshold = gathered.settings.threshold;
    let weighted = gathered.weighed.is_some();
    let form = dataset.form();
    let hidden = gathered.returns.classes().and_then(classes::hidden).unwrap_or_default();
    let is_shut = |key: &str, code: i16| {
        let fills = |what| form.filled(what).is_some_and(|question| question.id == key);
        (fills(Filled::School) && hidden.schools.contains(&code))
            || (fills(Filled::Grade) && hidden.grades.contains(&code))
    };
    let groups = groups(dataset, threshold, is_shut);
    let sheets = sheets(dataset, &groups, threshold);
    let breakdown = |groups: &Groups<'_>| Breakdown {
        id: groups.topic.key.clone(),
        label: groups.topic.short_name().to_owned(),
    };
    let rows = sheets.chunk_by(|one, other| one.topic.subject.id == other.topic.subject.id);
    Document {
        city: about.city.clone(),
        title: about.survey.clone(),
        period: about.printed_period(),
        sample: about.sample,
        answers: u32::try_from(dataset.people()).unwrap_or(u32::MAX),
        weighted,
        threshold,
        notes: notes(gathered),
        breakdowns: groups.iter().map(breakdown).collect(),
        questions: rows.filter_map(|rows| question(rows, &groups, weighted)).collect(),
    }
}

fn question(rows: &[Sheet<'_>], groups: &[Groups<'_>], weighted: bool) -> Option<Question> {
    let subject = &rows.first()?.topic.subject;
    let withheld = rows.iter().find_map(|row| row.withheld);
    // 無効 has a heading only in those rows of a matrix in which somebody is below it.
    let widest = rows.iter().max_by_key(|row| row.table.headings.len())?;
    let headings = &widest.table.headings;
    let values = values(widest, weighted);
    let item = |row: &Sheet<'_>| Item {
        key: row.topic.key.clone(),
        label: row.topic.row.clone(),
        lines: lines(row, headings, groups, weighted),
        whole_only: row.whole_only.map(str::to_owned),
    };
    Some(Question {
        id: subject.id.clone(),
        number: subject.number,
        title: subject.title.clone(),
        kind: match subject.shape {
            Shape::Multiple => Kind::Multiple,
            Shape::Matrix => Kind::Matrix,
            Shape::Number | Shape::Text => Kind::Number,
            Shape::Single | Shape::Scale => Kind::Single,
        },
        note: format!("{}　基数：{}", subject.shape.note(), widest.table.base.label()),
        headings: headings.iter().map(heading).collect(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        items: if withheld.is_some() { Vec::new() } else { rows.iter().map(item).collect() },
        withheld: withheld.map(str::to_owned),
    })
}

fn heading(heading: &tally::Heading) -> Heading {
    let code = match heading.stands {
        Stands::Code(code) => Some(code),
        Stands::NoAnswer => Some(NO_ANSWER),
        Stands::Unusable => Some(UNUSABLE),
        Stands::NotAsked => Some(tally::NOT_ASKED),
        Stands::Filled => None,
    };
    Heading { code, label: heading.label.clone() }
}

/// The names of [`Line::values`].
fn values(row: &Sheet<'_>, weighted: bool) -> &'static [&'static str] {
    let has_score = row.table.lines.iter().any(|line| line.score.is_some());
    match (row.topic.subject.shape, weighted) {
        (Shape::Scale | Shape::Number, false) => &["平均", "中央値"],
        (Shape::Scale | Shape::Number, true) => &["平均"],
        _ if has_score => &["平均点", "上位2つの計（％）"],
        _ => &[],
    }
}

fn lines(
    row: &Sheet<'_>,
    headings: &[tally::Heading],
    groups: &[Groups<'_>],
    weighted: bool,
) -> Vec<Line> {
    let of = |(place, groups): (usize, &Groups<'_>)| {
        let codes = groups.topic.codes().into_iter();
        codes.map(move |(code, label)| Some(Group { breakdown: place, code, label })).collect()
    };
    let split = groups.iter().enumerate().flat_map::<Vec<_>, _>(of);
    let labels = [None].into_iter().chain(split);
    let lines = row.table.lines.iter().zip(&row.hidden).zip(labels);
    lines
        .map(|((line, hidden), group)| published(row, line, hidden, headings, group, weighted))
        .collect()
}

fn published(
    row: &Sheet<'_>,
    line: &tally::Line,
    hidden: &[bool],
    headings: &[tally::Heading],
    group: Option<Group>,
    weighted: bool,
) -> Line {
    let own = &row.table.headings;
    let is_shown = |place: usize| hidden.get(place + 1) == Some(&false);
    let n_is_shown = hidden.first() == Some(&false);
    let cell = |heading: &tally::Heading| {
        let place = own.iter().position(|other| other.stands == heading.stands);
        let is_shown = n_is_shown && place.is_none_or(is_shown);
        is_shown.then(|| figure(line, place.unwrap_or(own.len()), weighted))
    };
    // A mean of shown counts says nothing new; with one of them hidden, it could give it back.
    let answers = (0..own.len()).filter(|&place| own[place].stands.is_answer());
    let values_are_shown = n_is_shown && answers.into_iter().all(is_shown);
    let value = |name: &&str| values_are_shown.then(|| value(line, name, weighted));
    Line {
        group,
        n: n_is_shown.then_some(line.n),
        cells: headings.iter().map(cell).collect(),
        values: values(row, weighted).iter().map(value).collect(),
    }
}

fn figure(line: &tally::Line, place: usize, weighted: bool) -> Figure {
    let percent = match &line.weighted {
        Some(figures) if weighted => figures.percent(place),
        _ => line.percent(place),
    };
    let count = line.counts.get(place).copied().unwrap_or_default();
    Figure { count: (!weighted).then_some(count), percent: percent.to_string() }
}

fn value(line: &tally::Line, name: &str, weighted: bool) -> String {
    let mean = |summary: tally::Summary| {
        if weighted { summary.weighted_mean } else { summary.mean }
    };
    let top_two = if weighted { line.weighted_top_two() } else { line.top_two() };
    let rounded = match name {
        "平均" => line.summary.and_then(mean),
        "中央値" => line.summary.and_then(|summary| summary.median),
        "平均点" => line.score.and_then(|score| mean(score.summary)),
        _ => return top_two.to_string(),
    };
    rounded.map_or("-".into(), |value| value.to_string())
}
