//! Through what the staff look at the answers: whom they keep, and of whom shares are taken.
//! One lens applies to every table, chart and file, and is printed on all of them.

use super::dataset::Dataset;
use super::topic::Topic;
use crate::tally::{Base, NO_ANSWER, Shape};

/// A way of looking at answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lens {
    /// Only those who gave one of these answers, for each of them.
    pub keeps: Vec<Keep>,
    /// Of whom shares are taken.
    pub base: Base,
}

/// A condition: somebody gave one of these answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// The key of a topic.
    pub key: String,
    /// Codes of its choices; −1 for 無回答.
    pub codes: Vec<i16>,
}

/// What the name of a condition begins with in addresses: `only.sex=1`.
const ONLY: &str = "only.";
const BASE: &str = "base";

impl Lens {
    /// Reads the fields of an address or a page. What the dataset does not know is passed over:
    /// an address from before a change still opens.
    pub fn read<'f>(
        fields: impl IntoIterator<Item = (&'f str, &'f str)>,
        dataset: &Dataset,
    ) -> Lens {
        let mut lens = Lens::default();
        for (name, value) in fields {
            match name {
                BASE => lens.base = Base::from_word(value).unwrap_or_default(),
                _ => {
                    let topic = name.strip_prefix(ONLY).and_then(|key| dataset.topic(key));
                    if let (Some(topic), Ok(code)) = (topic, value.parse()) {
                        lens.keep(topic, code);
                    }
                }
            }
        }
        lens
    }

    fn keep(&mut self, topic: &Topic, code: i16) {
        let known = topic.codes().iter().any(|(known, _)| *known == code) || code == NO_ANSWER;
        if !known || !topic.is_breakdown() {
            return;
        }
        match self.keeps.iter_mut().find(|keep| keep.key == topic.key) {
            Some(keep) if keep.codes.contains(&code) => {}
            Some(keep) => keep.codes.push(code),
            None => self.keeps.push(Keep { key: topic.key.clone(), codes: vec![code] }),
        }
    }

    /// The fields that [`Lens::read`] reads.
    pub fn fields(&self) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for keep in &self.keeps {
            for code in &keep.codes {
                fields.push((format!("{ONLY}{}", keep.key), code.to_string()));
            }
        }
        if self.base != Base::default() {
            fields.push((BASE.into(), self.base.word().into()));
        }
        fields
    }

    /// The same as the end of an address: nothing, or `?only.sex=2&base=valid`.
    pub fn query(&self) -> String {
        let fields: Vec<String> =
            self.fields().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if fields.is_empty() { String::new() } else { format!("?{}", fields.join("&")) }
    }

    /// Whether anybody is left out.
    pub fn filters(&self) -> bool {
        !self.keeps.is_empty()
    }

    /// 「性別が「女性」」 for each condition, as printed on everything.
    pub fn described(&self, dataset: &Dataset) -> Vec<String> {
        let describe = |keep: &Keep| {
            let topic = dataset.topic(&keep.key)?;
            let codes = topic.codes();
            let label = |code: &i16| match codes.iter().find(|(known, _)| known == code) {
                Some((_, label)) => format!("「{label}」"),
                None => "「無回答」".into(),
            };
            let labels: String = keep.codes.iter().map(label).collect();
            Some(format!("{}が{labels}", topic.short_name()))
        };
        self.keeps.iter().filter_map(describe).collect()
    }

    /// The answers of those whom the lens keeps.
    pub fn apply(&self, dataset: &Dataset) -> Dataset {
        dataset.select(|row| self.keeps.iter().all(|keep| keep.holds(dataset, row)))
    }
}

impl Keep {
    /// Whether the person of a row gave one of the answers.
    pub fn holds(&self, dataset: &Dataset, row: usize) -> bool {
        let field = dataset.field(&self.key);
        let is_multiple =
            dataset.topic(&self.key).is_some_and(|topic| topic.subject.shape == Shape::Multiple);
        if !is_multiple {
            return field.first().is_some_and(|column| self.codes.contains(&column.cells[row]));
        }
        let blank = || field.first().is_some_and(|column| column.cells[row] == NO_ANSWER);
        let codes = dataset.topic(&self.key).map(Topic::codes).unwrap_or_default();
        let mut ticked = field.iter().zip(codes).filter(|(column, _)| column.cells[row] == 1);
        ticked.any(|(_, (code, _))| self.codes.contains(&code))
            || (self.codes.contains(&NO_ANSWER) && blank())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::answers::fixture;

    fn dataset() -> Dataset {
        fixture::dataset(&[
            json!({ "sex": 1, "media": [1] }),
            json!({ "sex": 2, "media": [1, 2] }),
            json!({ "sex": 2, "media": null }),
            json!({ "sex": null, "media": [9] }),
        ])
    }

    fn lens(fields: &[(&str, &str)]) -> Lens {
        Lens::read(fields.iter().copied(), &dataset())
    }

    fn kept(fields: &[(&str, &str)]) -> usize {
        lens(fields).apply(&dataset()).people()
    }

    #[test]
    fn several_answers_to_one_question_add_and_several_questions_narrow() {
        assert_eq!(kept(&[]), 4);
        assert_eq!(kept(&[("only.sex", "2")]), 2);
        assert_eq!(kept(&[("only.sex", "2"), ("only.sex", "1")]), 3);
        assert_eq!(kept(&[("only.sex", "2"), ("only.media", "2")]), 1);
        assert_eq!(kept(&[("only.media", "1"), ("only.media", "-1")]), 3);
        assert_eq!(kept(&[("only.sex", "-1")]), 1);
    }

    #[test]
    fn what_nobody_knows_is_passed_over() {
        let read = lens(&[("only.sex", "7"), ("only.no", "1"), ("only.sex", "x"), ("base", "?")]);
        assert_eq!(read, Lens::default());
        assert_eq!(kept(&[("only.happy", "3")]), 4);
    }

    #[test]
    fn an_address_says_the_same_lens_again() {
        let read = lens(&[("only.sex", "2"), ("only.sex", "-1"), ("base", "valid")]);
        assert_eq!(read.query(), "?only.sex=2&only.sex=-1&base=valid");
        let fields = read.fields();
        let again = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        assert_eq!(Lens::read(again, &dataset()), read);
        assert_eq!(read.described(&dataset()), ["性別が「女性」「無回答」"]);
    }

    #[test]
    fn texts_and_weights_go_with_their_people() {
        let documents =
            [json!({ "sex": 1, "opinion": "道" }), json!({ "sex": 2, "opinion": "海" })];
        let dataset = fixture::dataset(&documents).weighted(Some(vec![1, 2]));
        let women = lens(&[("only.sex", "2")]).apply(&dataset);
        assert_eq!(women.field("opinion")[0].texts[&0].as_ref(), "海");
        assert_eq!(women.weights(), Some(&[2][..]));
    }
}
