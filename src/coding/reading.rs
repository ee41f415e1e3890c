//! The texts of a survey, by question.

use crate::answers::Dataset;
use crate::form::codebook::VariableKind;

/// A question, or the "please specify" of a choice, that people answer in their own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextQuestion {
    /// The field that holds the texts.
    pub field: String,
    /// 「問56　ご意見をお書きください。」
    pub title: String,
}

/// What somebody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<'d> {
    /// Their row in the dataset.
    pub row: usize,
    /// The random id of their answer.
    pub id: &'d str,
    /// Their words.
    pub text: &'d str,
}

/// Every field that holds texts, in the order of the questionnaire.
pub fn questions(dataset: &Dataset) -> Vec<TextQuestion> {
    let texts = dataset.variables().iter().filter(|variable| variable.kind == VariableKind::Text);
    texts
        .map(|variable| {
            let number = variable.number.map(|number| format!("問{number}　")).unwrap_or_default();
            // The label of a "please specify" is its choice, which says little by itself.
            let title = if variable.field == variable.question {
                variable.question_text.clone()
            } else {
                format!("{}　{}", variable.question_text, variable.label)
            };
            TextQuestion { field: variable.field.clone(), title: format!("{number}{title}") }
        })
        .collect()
}

/// The question of a field that holds texts.
pub fn question(dataset: &Dataset, field: &str) -> Option<TextQuestion> {
    questions(dataset).into_iter().find(|question| question.field == field)
}

/// The texts of a field, in the order of the random ids.
pub fn texts<'d>(dataset: &'d Dataset, field: &str) -> Vec<Reading<'d>> {
    let written = dataset.field(field).iter().flat_map(|column| &column.texts);
    let mut texts: Vec<Reading<'d>> =
        written.map(|(row, text)| Reading { row: *row, id: dataset.id(*row), text }).collect();
    texts.sort_by_key(|reading| reading.id);
    texts
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::form::fixture::form;

    /// Five people of the small form, three of whom wrote something.
    pub fn dataset() -> Dataset {
        let mut dataset = Dataset::new(form());
        for (id, document) in [
            ("e", r#"{"sex":1,"ideas":"駅前にﾊﾞｽを。公園も。"}"#),
            ("a", r#"{"sex":2,"ideas":"公園がほしい。子育て支援センターも。"}"#),
            ("c", r#"{"sex":1,"ideas":null}"#),
            ("b", r#"{"sex":1,"ideas":"バスの本数。高齢者のバス代。"}"#),
            ("d", r#"{"sex":1,"stay":3,"stay_other3":"まだ決めていない"}"#),
        ] {
            dataset.add(id, document).unwrap();
        }
        dataset
    }

    #[test]
    fn every_place_for_words_is_listed_with_its_question() {
        let titles: Vec<String> = questions(&dataset()).into_iter().map(|one| one.title).collect();
        assert!(titles.iter().any(|title| title.ends_with("その他（具体的に）")), "{titles:?}");
        assert!(titles.last().unwrap().starts_with("問"), "{titles:?}");
        assert_eq!(question(&dataset(), "sex"), None);
        assert_eq!(question(&dataset(), "nowhere"), None);
    }

    #[test]
    fn texts_come_in_the_order_of_their_random_ids() {
        let dataset = dataset();
        let ids: Vec<&str> = texts(&dataset, "ideas").iter().map(|reading| reading.id).collect();
        assert_eq!(ids, ["a", "b", "e"]);
        assert_eq!(texts(&dataset, "stay_other3")[0].text, "まだ決めていない");
        assert_eq!(texts(&dataset, "sex"), []);
    }
}
