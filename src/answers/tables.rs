//! Tables of questions: GT (単純集計), and cross tables below any stub.

use std::ops::Range;

use super::dataset::Dataset;
use super::topic::Topic;
use crate::tally::{
    Base, Breakdown, Categories, Counted, Plan, Shape, Stub, StubLine, Table, Tally, count,
};

/// By what a table is broken down: the key of a topic, or two of them nested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The topic's key.
    pub by: String,
    /// The key of a topic within each of its categories.
    pub within: Option<String>,
}

impl Split {
    /// By one topic.
    pub fn by(key: impl Into<String>) -> Split {
        Split { by: key.into(), within: None }
    }

    /// Reads `sex` or `sex*age`, as it stands in addresses and saved tables.
    pub fn read(word: &str) -> Split {
        match word.split_once('*') {
            Some((by, within)) => Split { by: by.into(), within: Some(within.into()) },
            None => Split::by(word),
        }
    }

    /// The word that [`Split::read`] reads.
    pub fn word(&self) -> String {
        match &self.within {
            Some(within) => format!("{}*{within}", self.by),
            None => self.by.clone(),
        }
    }
}

impl Dataset {
    /// The tables of all questions, over those who were asked.
    pub fn tables(&self) -> Vec<Table> {
        self.tables_over(Base::Asked)
    }

    /// The tables of all questions over `base`.
    pub fn tables_over(&self, base: Base) -> Vec<Table> {
        self.laid_out(&self.tallies(0..self.people()), base)
    }

    /// What the tables of all questions are made from, in `rows` alone: tallies of earlier rows
    /// can take in those of later ones.
    pub fn tallies(&self, rows: Range<usize>) -> Vec<Tally> {
        let whole = Stub::whole();
        let tally = |topic: &Topic| self.count(topic, &whole, rows.clone()).swap_remove(0);
        self.topics().iter().map(tally).collect()
    }

    /// The tables of all questions from the tallies of all topics, over those who were asked.
    pub fn tables_of(&self, tallies: &[Tally]) -> Vec<Table> {
        self.laid_out(tallies, Base::Asked)
    }

    fn laid_out(&self, tallies: &[Tally], base: Base) -> Vec<Table> {
        let mut tallied = self.topics().iter().zip(tallies).peekable();
        let mut tables = Vec::new();
        while let Some((first, tally)) = tallied.next() {
            let mut lines = vec![(line_of(first), tally.clone())];
            let same = |(topic, _): &(&Topic, &Tally)| topic.subject.id == first.subject.id;
            while let Some((topic, tally)) = tallied.next_if(same) {
                lines.push((line_of(topic), tally.clone()));
            }
            tables.push(Table::new(plan(first, base, false), lines));
        }
        tables
    }

    /// One topic over `base`, broken down by each split in turn, 全体 first. A split that the
    /// form does not know is left out.
    pub fn cross(&self, topic: &Topic, splits: &[Split], base: Base) -> Table {
        let stub = self.stub(splits);
        let tallies = self.count(topic, &stub, 0..self.people());
        let lines = stub.lines().iter().cloned().zip(tallies).collect();
        Table::new(plan(topic, base, true), lines)
    }

    /// The lines of a cross table. Worth keeping for several topics.
    pub fn stub(&self, splits: &[Split]) -> Stub {
        let mut stub = Stub::whole();
        for split in splits {
            let outer = self.topic(&split.by).filter(|topic| topic.is_breakdown());
            let inner = split.within.as_ref().map(|key| self.topic(key));
            match (outer, inner) {
                (Some(outer), None) => self.broken_down(outer, |by| stub.by(by)),
                (Some(outer), Some(Some(inner))) if inner.is_breakdown() => {
                    self.broken_down(outer, |outer| {
                        self.broken_down(inner, |inner| stub.nested(outer, inner));
                    });
                }
                _ => {}
            }
        }
        stub
    }

    fn broken_down(&self, topic: &Topic, mut then: impl FnMut(Breakdown)) {
        let (field, codes) = (self.field(&topic.key), topic.codes());
        let labels: Vec<String> = codes.iter().map(|(_, label)| label.clone()).collect();
        let categories = match (topic.subject.shape, field) {
            (Shape::Multiple, columns) => Categories::Ticks { columns, labels: &labels },
            (_, [column, ..]) => Categories::Codes { column, codes: &codes },
            _ => return,
        };
        then(Breakdown { label: topic.short_name(), categories });
    }

    /// Counts a topic in `rows`, a tally for each line of the stub.
    pub fn count(&self, topic: &Topic, stub: &Stub, rows: Range<usize>) -> Vec<Tally> {
        let field = self.field(&topic.key);
        let codes: Vec<i16> = topic.codes().into_iter().map(|(code, _)| code).collect();
        let counted = match (topic.subject.shape, field) {
            (Shape::Multiple, columns) => Counted::Ticks { columns },
            (Shape::Number, [column, ..]) => Counted::Values { column },
            (Shape::Text, [column, ..]) => Counted::Filled { column },
            (_, [column, ..]) => Counted::Codes { column, codes: &codes },
            (_, []) => return vec![Tally::default(); stub.lines().len()],
        };
        count(counted, stub, self.weights(), rows)
    }
}

fn plan(topic: &Topic, base: Base, alone: bool) -> Plan<'_> {
    let subject = if alone { topic.alone() } else { topic.subject.clone() };
    Plan { subject, base, answers: topic.answers.clone(), scores: &topic.scores }
}

/// The line of a topic in the table of its question: a row of a matrix, or one without a label.
fn line_of(topic: &Topic) -> StubLine {
    StubLine { label: topic.row.clone().unwrap_or_default(), ..StubLine::default() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::answers::fixture;

    fn table(documents: &[serde_json::Value], id: &str) -> Table {
        let tables = fixture::dataset(documents).tables();
        tables.into_iter().find(|table| table.subject.id == id).unwrap()
    }

    #[test]
    fn every_question_but_a_note_has_a_table_in_order() {
        let tables = fixture::dataset(&[]).tables();
        let ids: Vec<&str> = tables.iter().map(|table| table.subject.id.as_str()).collect();
        assert_eq!(ids, ["sex", "media", "measures", "happy", "years", "opinion"]);
        assert_eq!(tables[0].heading(), "問1　あなたの性別");
        assert_eq!(tables[4].subject.title, "荒尾市に住んで何年ですか（単位：年）");
    }

    #[test]
    fn someone_who_was_not_asked_is_in_no_base_but_the_first() {
        let documents = [json!({ "happy": 3 }), json!({ "happy": null }), json!({})];
        assert_eq!(table(&documents, "happy").lines[0].n, 2);
        let dataset = fixture::dataset(&documents);
        let happy = dataset.topic("happy").unwrap();
        let n = |base| dataset.cross(happy, &[], base).lines[0].n;
        assert_eq!((n(Base::All), n(Base::Asked), n(Base::Valid)), (3, 2, 1));
    }

    #[test]
    fn each_row_of_a_matrix_is_a_line_with_its_own_n() {
        let table =
            table(&[json!({ "sat_m01": 5, "sat_m02": 1 }), json!({ "sat_m01": null })], "measures");
        assert_eq!(table.lines[0].label, "切れ目のない子育て支援");
        assert_eq!((table.lines[0].n, table.lines[1].n), (2, 1));
        assert_eq!(table.lines[0].counts, [1, 0, 0, 0, 0, 1]);
        assert_eq!(table.lines[1].counts, [0, 0, 0, 0, 1, 0]);
    }

    #[test]
    fn a_cross_table_has_everybody_first_and_then_the_lines_of_each_split() {
        let documents = [
            json!({ "sex": 1, "sat_m01": 5 }),
            json!({ "sex": 2, "sat_m01": 5 }),
            json!({ "sex": 2, "sat_m01": null }),
            json!({ "sex": null, "sat_m01": 1 }),
        ];
        let dataset = fixture::dataset(&documents);
        let topic = dataset.topic("sat_m01").unwrap();
        let table = dataset.cross(topic, &[Split::by("sex"), Split::read("no_such")], Base::Asked);
        assert_eq!(table.subject.title, "施策の満足度：切れ目のない子育て支援");
        let lines: Vec<(&str, u32, u32)> =
            table.lines.iter().map(|line| (line.label.as_str(), line.n, line.counts[0])).collect();
        let expected =
            [("全体", 4, 2), ("男性", 1, 1), ("女性", 2, 1), ("答えない", 0, 0), ("無回答", 1, 0)];
        assert_eq!(lines, expected);
        assert_eq!(table.lines[1].within, ["性別"]);
    }

    #[test]
    fn an_answer_that_arrives_is_added_to_what_was_counted() {
        let documents = fixture::answers(60);
        let dataset = fixture::dataset(&documents);
        let mut tallies = dataset.tallies(0..40);
        for (tally, more) in tallies.iter_mut().zip(dataset.tallies(40..60)) {
            tally.absorb(&more);
        }
        assert_eq!(dataset.tables_of(&tallies), dataset.tables());
    }

    #[test]
    fn the_ends_of_a_scale_say_what_they_mean() {
        let table = table(&[json!({ "happy": 10 }), json!({ "happy": 7 })], "happy");
        assert_eq!(table.headings[0].label, "0（とても不幸）");
        assert_eq!(table.headings[10].label, "10（とても幸せ）");
        assert_eq!(table.headings[7].label, "7");
        assert_eq!(table.lines[0].summary.unwrap().mean.unwrap().to_string(), "8.50");
    }
}
