//! クロス集計: every question by the attributes that the form names, and the tables that staff
//! have added.

use super::saved::Saved;
use crate::answers::{Dataset, Split};
use crate::tally::association::{Association, associations};
use crate::tally::{Base, Shape, Table};

/// A cross table of the report, with what it is called and whom it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Cross {
    /// The title that staff gave it; the question's own otherwise.
    pub title: String,
    /// Whom it is about beyond the report's own filters: 「性別が「女性」」.
    pub filters: Vec<String>,
    /// The table.
    pub table: Table,
    /// Whether it is one of those that every report has.
    pub is_usual: bool,
}

/// Every question, each row of a matrix by itself, by the form's breakdowns. Texts have nothing
/// to break down, and a breakdown is not broken down by itself.
pub fn usual(dataset: &Dataset, base: Base) -> Vec<Cross> {
    let breakdowns = &dataset.form().report.breakdowns;
    let topics = dataset.topics().iter().filter(|topic| topic.subject.shape != Shape::Text);
    if breakdowns.is_empty() {
        return Vec::new();
    }
    let cross = |topic: &crate::answers::Topic| {
        let splits: Vec<Split> =
            breakdowns.iter().filter(|key| **key != topic.key).map(Split::by).collect();
        let table = dataset.cross(topic, &splits, base);
        Cross { title: table.heading(), filters: Vec::new(), table, is_usual: true }
    };
    topics.map(cross).collect()
}

/// The tables that staff keep, each with its own lens on top of the report's.
pub fn kept(dataset: &Dataset, saved: &[Saved]) -> Vec<Cross> {
    let cross = |saved: &Saved| {
        let filters = saved.definition.lens(dataset).described(dataset);
        let table = saved.definition.table(dataset)?;
        Some(Cross { title: saved.title.clone(), filters, table, is_usual: false })
    };
    saved.iter().filter_map(cross).collect()
}

/// Whether the answers of a table differ by group, a sentence for each variable of its stub.
pub fn notes(table: &Table) -> Vec<String> {
    let sentence = |(name, found): (String, Association)| {
        let p = if found.p < 0.001 { "p＜0.001".into() } else { format!("p＝{:.3}", found.p) };
        let condition = if found.is_reliable() {
            ""
        } else {
            "　期待度数の小さいマスが多いため、参考にとどめてください。"
        };
        format!(
            "{name}との関連：χ²＝{:.2}（自由度{}）、{p}、クラメールのV＝{:.3}{condition}",
            found.chi_square, found.freedom, found.cramers_v
        )
    };
    associations(table).into_iter().map(sentence).collect()
}

/// What the sentences of [`notes`] say, for the notes of a report.
pub const EXPLAINED: &str = "χ²（カイ二乗）検定は、有効回答だけを、ウェイト補正前の人数で調べたものです。pが小さいほど、区分による違いが偶然とは考えにくいことを表します。クラメールのVは関連の強さ（0〜1）です。期待度数が1未満のマスがあるか、5未満のマスが2割を超えるときは、参考としています。";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::answers::fixture;
    use crate::report::saved::Definition;

    fn dataset() -> Dataset {
        let mut form = fixture::form();
        form.report.breakdowns = vec!["sex".into(), "media".into()];
        let mut dataset = Dataset::new(form);
        for (place, document) in fixture::answers(90).iter().enumerate() {
            dataset.add(&format!("{place:03}"), &document.to_string()).unwrap();
        }
        dataset
    }

    #[test]
    fn every_question_but_texts_is_broken_down_by_all_attributes_but_itself() {
        let crosses = usual(&dataset(), Base::Asked);
        let titles: Vec<&str> = crosses.iter().map(|cross| cross.title.as_str()).collect();
        assert_eq!(titles.len(), 6, "{titles:?}");
        assert!(titles[2].starts_with("問3　施策の満足度：切れ目のない"));
        let blocks = |place: usize| {
            let mut blocks: Vec<String> = crosses[place]
                .table
                .lines
                .iter()
                .filter_map(|line| line.within.first().cloned())
                .collect();
            blocks.dedup();
            blocks
        };
        assert_eq!(blocks(0), ["市の情報を何で知りますか"]);
        assert_eq!(blocks(2).len(), 2);
    }

    #[test]
    fn a_form_without_attributes_has_no_cross_tables() {
        let mut form = fixture::form();
        form.report.breakdowns.clear();
        assert_eq!(usual(&Dataset::new(form), Base::Asked), []);
    }

    #[test]
    fn groups_that_differ_are_told_with_their_condition() {
        let mut documents = vec![json!({ "sex": 1, "sat_m01": 5 }); 40];
        documents.extend(vec![json!({ "sex": 2, "sat_m01": 1 }); 40]);
        let dataset = fixture::dataset(&documents);
        let table = |documents: &Dataset| {
            documents.cross(documents.topic("sat_m01").unwrap(), &[Split::by("sex")], Base::Asked)
        };
        assert_eq!(
            notes(&table(&dataset)),
            ["性別との関連：χ²＝80.00（自由度1）、p＜0.001、クラメールのV＝1.000"]
        );
        let few = fixture::dataset(&[documents[0].clone(), documents[79].clone()]);
        assert!(notes(&table(&few))[0].ends_with("参考にとどめてください。"));
        assert!(notes(&table(&fixture::dataset(&[]))).is_empty());
    }

    #[test]
    fn a_kept_table_says_whom_it_is_about() {
        let definition = Definition {
            topic: "happy".into(),
            splits: vec!["sex".into()],
            lens: vec![("only.media".into(), "1".into())],
        };
        let saved =
            Saved { id: "t".into(), title: "広報を読む人の幸福度".into(), definition };
        let gone = Saved { definition: Definition::default(), ..saved.clone() };
        let crosses = kept(&dataset(), &[gone, saved]);
        assert_eq!(crosses.len(), 1);
        assert_eq!(crosses[0].filters, ["市の情報を何で知りますかが「広報あらお」"]);
    }
}
