//! The report set: cross tables that staff keep beside the usual ones.

use serde::{Deserialize, Serialize};

use super::store;
use crate::{
    answers::{Dataset, Lens, Split},
    audit::{self, Action, Signature},
    error::{Error, Result},
    store::Db,
    survey::Survey,
    tally::Table,
};

/// A kept table: its definition, counted anew whenever it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its id.
    pub id: String,
    /// What staff call it.
    pub title: String,
    /// What is tabulated.
    pub definition: Definition,
}

/// What a cross table tabulates, as it stands in addresses and in the database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// The key of the topic across (表頭).
    pub topic: String,
    /// What runs down (表側): `sex`, `sex*age`.
    pub splits: Vec<String>,
    /// The fields of its own lens: whom it keeps, base, weight.
    #[serde(default)]
    pub lens: Vec<(String, String)>,
}

/// What the topic is called in addresses.
const TOPIC: &str = "topic";
const SPLIT: &str = "by";
/// What the last split is broken down by in turn, where a page asks for it separately.
const INNER: &str = "in";

impl Definition {
    /// Reads the fields of an address or a page.
    pub fn read(fields: &[(String, String)], dataset: &Dataset) -> Definition {
        let mut topic = String::new();
        let mut splits: Vec<String> = Vec::new();
        let mut open = false;
        for (name, value) in fields {
            match name.as_str() {
                TOPIC => topic.clone_from(value),
                // A blank choice leaves the one beside it nothing to stand in.
                SPLIT => {
                    open = !value.is_empty();
                    splits.extend(open.then(|| value.clone()));
                }
                INNER if open && !value.is_empty() => {
                    if let Some(last) = splits.last_mut() {
                        *last = format!("{last}*{value}");
                    }
                }
                _ => {}
            }
        }
        let pairs = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Definition { topic, splits, lens: Lens::read(pairs, dataset).fields() }
    }

    /// The fields that [`Definition::read`] reads.
    pub fn fields(&self) -> Vec<(String, String)> {
        let mut fields = vec![(TOPIC.to_owned(), self.topic.clone())];
        fields.extend(self.splits.iter().map(|split| (SPLIT.to_owned(), split.clone())));
        fields.extend(self.lens.iter().cloned());
        fields
    }

    /// The same without those of the lens.
    pub fn own_fields(&self) -> Vec<(String, String)> {
        let mut fields = self.fields();
        fields.truncate(1 + self.splits.len());
        fields
    }

    /// Its lens.
    pub fn lens(&self, dataset: &Dataset) -> Lens {
        let fields = self.lens.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Lens::read(fields, dataset)
    }

    /// Counts it below all answers of the survey, weighted where they are. `None`: its topic is
    /// gone (a code frame that was deleted, say).
    pub fn table(&self, everybody: &Dataset) -> Option<Table> {
        let lens = self.lens(everybody);
        let splits: Vec<Split> = self.splits.iter().map(|word| Split::read(word)).collect();
        let topic = everybody.topic(&self.topic)?;
        let kept = lens.filters().then(|| lens.apply(everybody));
        Some(kept.as_ref().unwrap_or(everybody).cross(topic, &splits, lens.base))
    }
}

/// The report set of a survey, in order.
pub fn all(db: &mut Db, survey: &str) -> Result<Vec<Saved>> {
    let read = |(id, title, definition): (String, String, String)| {
        let definition = serde_json::from_str(&definition).map_err(Error::internal)?;
        Ok(Saved { id, title, definition })
    };
    store::saved_tables(db, survey)?.into_iter().map(read).collect()
}

/// Adds a table at the end of the report set.
pub fn keep(db: &mut Db, by: Signature, survey: &Survey, new: &Saved) -> Result<()> {
    if new.title.trim().is_empty() {
        return Err(Error::invalid("表の名前を入力してください。"));
    }
    let definition = serde_json::to_string(&new.definition).map_err(Error::internal)?;
    store::add_saved_table(db, &survey.id, &new.id, new.title.trim(), &definition)?;
    audit::record(db, by, Action::TableKept, &format!("{} {}", survey.slug, new.title.trim()))
}

/// Takes a table out of the report set.
pub fn drop(db: &mut Db, by: Signature, survey: &Survey, id: &str) -> Result<()> {
    let title = store::remove_saved_table(db, &survey.id, id)?;
    audit::record(db, by, Action::TableDropped, &format!("{} {title}", survey.slug))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::fixture;

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_kept_table_counts_the_same_people_again() {
        let dataset = fixture::dataset(&fixture::answers(40));
        let fields = fields(&[("topic", "sat_m01"), ("by", "sex"), ("by", ""), ("only.sex", "2")]);
        let definition = Definition::read(&fields, &dataset);
        assert_eq!(definition.fields().len(), 3);
        let stored = serde_json::to_string(&definition).unwrap();
        let again: Definition = serde_json::from_str(&stored).unwrap();
        let table = again.table(&dataset).unwrap();
        assert_eq!(table.lines[0].n, 16);
        assert_eq!(table.lines.len(), 4);
    }

    #[test]
    fn a_page_may_ask_for_the_inner_variable_separately() {
        let dataset = fixture::dataset(&[]);
        let fields = fields(&[
            ("topic", "happy"),
            ("by", "sex"),
            ("in", "media"),
            ("by", ""),
            ("in", "sex"),
            ("by", "media"),
            ("in", ""),
        ]);
        assert_eq!(Definition::read(&fields, &dataset).splits, ["sex*media", "media"]);
    }

    #[test]
    fn a_table_whose_question_is_gone_is_nothing_and_no_error() {
        let dataset = fixture::dataset(&[]);
        let definition = Definition { topic: "gone".into(), ..Definition::default() };
        assert_eq!(definition.table(&dataset), None);
    }
}
