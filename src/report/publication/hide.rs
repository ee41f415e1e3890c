//! Which figures of a publication are hidden. Every table is protected by [`suppress`]; here is
//! what lies between the tables, because all of them are about the same people.
//!
//! - 全体 of a question is hidden first, and stays so in its cross tables.
//! - The sizes of the groups stand in every cross table, and as counts in the table of the
//!   question that makes the groups: they are hidden once, for all of them.
//! - A question that makes groups is not broken down. Sex by age and age by sex are the same
//!   counts, and it is by attributes that people are recognised.
//! - A question that not everybody was asked has its own n, which is a count of what was answered
//!   before. It is not broken down, and only published where that count is no secret.
//! - Schools and grades by which a single class would be told are hidden (`classes.rs`).

#[cfg(test)]
mod tests;

use crate::answers::{Dataset, Split, Topic};
use crate::tally::suppress::{Block, Grid, suppress, suppress_besides};
use crate::tally::{Base, Line, LineKind, Shape, Stands, Table};

/// The table of a topic, and what of it is hidden.
pub(super) struct Sheet<'a> {
    pub(super) topic: &'a Topic,
    /// 全体, then the groups.
    pub(super) table: Table,
    /// For each line, n and each heading.
    pub(super) hidden: Vec<Vec<bool>>,
    /// Why it is not broken down.
    pub(super) whole_only: Option<&'static str>,
    /// Why nothing of it may be public.
    pub(super) withheld: Option<&'static str>,
}

/// A question that makes groups.
pub(super) struct Groups<'a> {
    pub(super) topic: &'a Topic,
    /// The groups whose n is hidden.
    hidden: Vec<bool>,
    /// The groups that are hidden whatever their size.
    shut: Vec<bool>,
    /// Whether somebody is in none of them. So many are no secret, but they hide a neighbour.
    has_rest: bool,
}

const GROUPS: &str = "回答者の属性をたずねた設問のため、ほかの属性では分けていません。";
const NOT_ALL: &str = "対象者を限ってたずねた設問のため、全体の集計だけを公表しています。";
const TOO_FEW: &str = "人数が少なく、分けると個人の回答が推測されるおそれがあるため、全体の集計だけを公表しています。";
const BY_N: &str =
    "この設問の対象者の数から、伏せている数が分かるおそれがあるため、公表していません。";

/// The form's breakdowns whose sizes can be protected. `is_shut` says of a question and a code
/// that their group is hidden whatever its size.
pub(super) fn groups(
    dataset: &Dataset,
    threshold: u32,
    is_shut: impl Fn(&str, i16) -> bool,
) -> Vec<Groups<'_>> {
    let of = |key: &String| {
        let topic = dataset.topic(key)?;
        let table = dataset.cross(topic, &[Split::by(key)], Base::All);
        let is_group = |line: &&Line| line.kind == LineKind::Category;
        let sizes: Vec<u32> = table.lines.iter().filter(is_group).map(|line| line.n).collect();
        let n = table.lines.first().map_or(0, |line| line.n);
        let block = Block { whole: 0, parts: (1..=sizes.len()).collect() };
        let has_rest = sizes.iter().sum::<u32>() < n;
        let lines = [n].iter().chain(&sizes).map(|&n| vec![n]).collect();
        let grid = Grid { lines, adds_up: false };
        let shut: Vec<bool> =
            topic.codes().into_iter().map(|(code, _)| is_shut(key, code)).collect();
        let lines = places(&shut, 1);
        let hidden = suppress_besides(&grid, &[block], threshold, Some(&[false]), &lines)?;
        let hidden = hidden.into_iter().skip(1).flatten().collect();
        Some(Groups { topic, hidden, shut, has_rest })
    };
    dataset.form().report.breakdowns.iter().filter_map(of).collect()
}

/// The table of every topic but texts, and but what staff made of texts.
pub(super) fn sheets<'a>(
    dataset: &'a Dataset,
    groups: &[Groups<'_>],
    threshold: u32,
) -> Vec<Sheet<'a>> {
    let is_public = |topic: &&Topic| topic.subject.shape != Shape::Text && !dataset.is_coded(topic);
    let topics = dataset.topics().iter().filter(is_public);
    let mut sheets: Vec<Sheet<'a>> =
        topics.map(|topic| Sheet::of(dataset, topic, groups, threshold)).collect();
    let withheld: Vec<_> =
        sheets.iter().map(|sheet| by_n(dataset, &sheets, sheet, threshold)).collect();
    for (sheet, why) in sheets.iter_mut().zip(withheld) {
        sheet.withheld = sheet.withheld.or(why);
    }
    sheets
}

impl<'a> Sheet<'a> {
    fn of(
        dataset: &'a Dataset,
        topic: &'a Topic,
        groups: &[Groups<'_>],
        threshold: u32,
    ) -> Sheet<'a> {
        let splits: Vec<Split> = groups.iter().map(|by| Split::by(&by.topic.key)).collect();
        let mut table = dataset.cross(topic, &splits, Base::Asked);
        // Whoever did not say to which group they belong is only part of 全体.
        table.lines.retain(|line| line.kind != LineKind::Missing);
        let adds_up = topic.subject.shape != Shape::Multiple;
        let grid = Grid { lines: table.lines.iter().map(counts).collect(), adds_up };
        let whole = Grid { lines: grid.lines[..1].to_vec(), adds_up };
        let whole = suppress(&whole, &[], threshold, None);
        let mut sheet =
            Sheet { topic, table, hidden: Vec::new(), whole_only: None, withheld: None };
        let Some(whole) = whole.and_then(|mut lines| lines.pop()) else {
            return sheet.only(Vec::new(), TOO_FEW).kept_back(TOO_FEW);
        };
        if let Some(own) = groups.iter().find(|groups| groups.topic.key == topic.key) {
            let hidden = own.as_answers(&sheet.table);
            let is_safe = is_safe(&sheet.table.lines[0], &hidden, threshold);
            sheet = sheet.only(hidden, GROUPS);
            return if is_safe { sheet } else { sheet.kept_back(BY_N) };
        }
        if sheet.is_asked_of_some(dataset) {
            return sheet.only(whole, NOT_ALL);
        }
        let shut: Vec<bool> = groups.iter().flat_map(|groups| groups.shut.clone()).collect();
        match suppress_besides(&grid, &blocks(groups), threshold, Some(&whole), &places(&shut, 1)) {
            Some(hidden) => Sheet { hidden, ..sheet },
            None => sheet.only(whole, TOO_FEW),
        }
    }

    /// 全体 alone.
    fn only(mut self, whole: Vec<bool>, why: &'static str) -> Sheet<'a> {
        self.table.lines.truncate(1);
        Sheet { hidden: vec![whole], whole_only: Some(why), ..self }
    }

    fn kept_back(self, why: &'static str) -> Sheet<'a> {
        Sheet { withheld: Some(why), ..self }
    }

    fn n(&self) -> u32 {
        self.table.lines.first().map_or(0, |line| line.n)
    }

    fn is_asked_of_some(&self, dataset: &Dataset) -> bool {
        self.n() as usize != dataset.people()
    }

    fn hides(&self, line: usize) -> bool {
        self.hidden.get(line).is_some_and(|cells| cells.contains(&true))
    }
}

impl Groups<'_> {
    /// What is hidden in the table of the question itself.
    fn as_answers(&self, table: &Table) -> Vec<bool> {
        let mut sizes = self.hidden.iter();
        let any = self.hidden.contains(&true);
        let of = |heading: &crate::tally::Heading| match heading.stands {
            Stands::Code(_) => sizes.next().copied().unwrap_or(true),
            // They are what is left over when the groups are taken from everybody.
            _ => any && self.has_rest,
        };
        [false].into_iter().chain(table.headings.iter().map(of)).collect()
    }
}

/// Where `marked` are, counted from `first`.
fn places(marked: &[bool], first: usize) -> Vec<usize> {
    (first..).zip(marked).filter(|(_, marked)| **marked).map(|(place, _)| place).collect()
}

/// n and the counts of a line.
fn counts(line: &Line) -> Vec<u32> {
    [line.n].into_iter().chain(line.counts.iter().copied()).collect()
}

fn blocks(groups: &[Groups<'_>]) -> Vec<Block> {
    let mut next = 1;
    let block = |groups: &Groups<'_>| {
        let parts = (next..next + groups.hidden.len()).collect();
        next += groups.hidden.len();
        Block { whole: 0, parts }
    };
    groups.iter().map(block).collect()
}

/// Whether a line by itself gives none of its hidden counts back.
fn is_safe(line: &Line, hidden: &[bool], threshold: u32) -> bool {
    let hidden = line.counts.iter().zip(&hidden[1..]).filter(|(_, hidden)| **hidden);
    let (cells, people) = hidden.fold((0, 0), |(cells, people), (n, _)| (cells + 1, people + n));
    cells == 0 || (cells > 1 && people >= threshold)
}

/// Why n of a question that not everybody was asked may not be known.
fn by_n(
    dataset: &Dataset,
    sheets: &[Sheet<'_>],
    sheet: &Sheet<'_>,
    threshold: u32,
) -> Option<&'static str> {
    if !sheet.is_asked_of_some(dataset) {
        return None;
    }
    let others = dataset.people() - sheet.n() as usize;
    let asked_before = conditions(dataset, sheet.topic);
    let of = |key: &&str| sheets.iter().find(|other| other.topic.key == **key);
    let mut before = asked_before.iter().filter_map(of);
    // Of one earlier question, n is a sum of counts in its table; of several, perhaps of counts in
    // a cross table.
    let lines = if asked_before.len() > 1 { usize::MAX } else { 1 };
    let is_told =
        before.any(|other| (0..other.hidden.len().min(lines)).any(|line| other.hides(line)));
    (is_told || others < threshold as usize).then_some(BY_N)
}

/// The keys of the topics on which it depends who is asked.
fn conditions<'d>(dataset: &'d Dataset, topic: &Topic) -> Vec<&'d str> {
    let form = dataset.form();
    let sections = form.sections.iter();
    let has_it = |question: &&crate::form::Question| question.id == topic.subject.id;
    let mut keys = Vec::new();
    for section in sections {
        let Some(question) = section.questions.iter().find(has_it) else { continue };
        for name in [&section.show_if, &question.show_if]
            .into_iter()
            .flatten()
            .flat_map(|when| when.names())
        {
            // The text that goes with a choice depends on the choice.
            let owner = form.field(name).map_or(name, |field| field.question.id.as_str());
            let key = dataset.topic(name).map_or(owner, |topic| topic.key.as_str());
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}
