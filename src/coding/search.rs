//! Finding some of the texts: by what their writers answered elsewhere, and by words.

use std::fmt::Write as _;

use super::{
    fold,
    reading::{Reading, texts},
    terms,
};
use crate::answers::{Dataset, Lens, Topic};

/// Below this many people the texts of a group are not shown: what somebody wrote, beside who they
/// are, would tell their name to whoever knows the neighbourhood.
pub const SMALLEST_GROUP: usize = 5;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Whose texts, by the same lens as every table.
    pub lens: Lens,
    /// All of these, parted by spaces, stand somewhere in the text.
    pub words: String,
    /// The text holds this word (see [`mod@terms`]).
    pub term: String,
    /// The key of a question that shall be offered for filtering too.
    pub more: String,
}

/// What was found.
pub struct Found<'d> {
    /// How many people the lens keeps, whether they wrote or not.
    pub people: usize,
    /// The texts; none where the group is too small.
    pub texts: Vec<Reading<'d>>,
    /// Whether texts are held back because the group is too small.
    pub withheld: bool,
}

impl Filter {
    /// Reads a query. What the dataset does not know is passed over.
    pub fn read(dataset: &Dataset, query: &[(String, String)]) -> Filter {
        let value = |name: &str| {
            let found = query.iter().find(|(key, _)| key == name);
            found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let pairs = query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Filter {
            lens: Lens::read(pairs, dataset),
            words: value("q"),
            term: fold::width(&value("term")),
            more: value("more"),
        }
    }

    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        !self.lens.filters() && self.words.is_empty() && self.term.is_empty()
    }

    /// The filter as the query of an address, for other pages of the same list.
    pub fn query(&self) -> String {
        let mut query = String::new();
        let words = [("q".to_owned(), self.words.clone()), ("term".into(), self.term.clone())];
        let fields = self.lens.fields().into_iter().chain(words);
        for (name, value) in fields.filter(|(_, value)| !value.is_empty()) {
            query.push_str(if query.is_empty() { "?" } else { "&" });
            query.push_str(&name);
            query.push('=');
            encode(&value, &mut query);
        }
        query
    }

    /// The filter in words: 「年齢が「30代」」 …
    pub fn printed(&self, dataset: &Dataset) -> Vec<String> {
        let mut printed = self.lens.described(dataset);
        if !self.words.is_empty() {
            printed.push(format!("「{}」を含む", self.words));
        }
        if !self.term.is_empty() {
            printed.push(format!("「{}」という語がある", self.term));
        }
        printed
    }

    /// The questions whose answers can be ticked: the form's breakdowns, what already filters, and
    /// what was asked for.
    pub fn topics<'d>(&self, dataset: &'d Dataset) -> Vec<&'d Topic> {
        let usual = dataset.form().report.breakdowns.iter();
        let keys = usual.chain(self.lens.keeps.iter().map(|keep| &keep.key)).chain([&self.more]);
        let mut topics: Vec<&Topic> = Vec::new();
        for topic in keys.filter_map(|key| dataset.topic(key)) {
            if topic.is_breakdown() && !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        topics
    }

    /// The texts of a field that fit.
    pub fn find<'d>(&self, dataset: &'d Dataset, field: &str) -> Found<'d> {
        let fits = |row: usize| self.lens.keeps.iter().all(|keep| keep.holds(dataset, row));
        let people = (0..dataset.people()).filter(|row| fits(*row)).count();
        let withheld = self.lens.filters() && people < SMALLEST_GROUP;
        if withheld {
            return Found { people, texts: Vec::new(), withheld };
        }
        let words: Vec<String> =
            self.words.split_whitespace().map(fold::search).filter(|one| !one.is_empty()).collect();
        let mut texts = texts(dataset, field);
        texts.retain(|reading| fits(reading.row));
        if !words.is_empty() {
            texts.retain(|reading| {
                let folded = fold::search(reading.text);
                words.iter().all(|word| folded.contains(word.as_str()))
            });
        }
        if !self.term.is_empty() {
            let cutter = terms::Cutter::default();
            texts.retain(|reading| cutter.words(reading.text).contains(&self.term));
        }
        Found { people, texts, withheld }
    }
}

/// Percent-encoding (RFC 3986): everything but letters and digits of ASCII.
fn encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => into.push(char::from(byte)),
            // Writing into a string cannot fail.
            _ => drop(write!(into, "%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::tests::dataset;
    use super::*;

    fn filter(pairs: &[(&str, &str)]) -> Filter {
        let pairs: Vec<_> =
            pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        Filter::read(&dataset(), &pairs)
    }

    fn found(filter: &Filter) -> Vec<String> {
        let dataset = dataset();
        let found = filter.find(&dataset, "ideas");
        found.texts.iter().map(|reading| reading.id.to_owned()).collect()
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        assert_eq!(found(&filter(&[("q", "ばす")])), ["b", "e"]);
        assert_eq!(found(&filter(&[("q", "ﾊﾞｽ　公園")])), ["e"]);
        assert_eq!(found(&filter(&[("q", "　")])), ["a", "b", "e"]);
        assert_eq!(found(&filter(&[("q", "空港")])), [""; 0]);
    }

    #[test]
    fn a_term_is_a_whole_word() {
        assert_eq!(found(&filter(&[("term", "バス")])), ["b", "e"]);
        assert_eq!(found(&filter(&[("term", "バ")])), [""; 0]);
    }

    #[test]
    fn the_texts_of_a_tiny_group_are_held_back() {
        let dataset = dataset();
        let of_one = filter(&[("only.sex", "2")]).find(&dataset, "ideas");
        assert_eq!((of_one.people, of_one.withheld, of_one.texts.len()), (1, true, 0));
        let mut many = dataset.clone();
        for number in 0..4 {
            many.add(&format!("x{number}"), r#"{"sex":2}"#).unwrap();
        }
        let of_five = filter(&[("only.sex", "2")]).find(&many, "ideas");
        assert_eq!((of_five.people, of_five.withheld, of_five.texts.len()), (5, false, 1));
    }

    #[test]
    fn what_the_form_does_not_know_is_passed_over() {
        assert!(
            filter(&[("only.sex", "77"), ("only.nowhere", "1"), ("only.ideas", "1")]).is_empty()
        );
    }

    #[test]
    fn an_address_leads_back_to_the_same_filter() {
        let filter = filter(&[("only.sex", "1"), ("q", "駅 & バス=?"), ("term", "公園")]);
        let query = filter.query();
        assert!(query.is_ascii() && !query.contains(' '), "{query}");
        assert!(query.starts_with("?only.sex=1&q=%E9%A7%85%20%26%20"), "{query}");
        assert_eq!(filter.printed(&dataset()).len(), 3);
        let dataset = dataset();
        let offered = |filter: &Filter| -> Vec<String> {
            filter.topics(&dataset).iter().map(|topic| topic.key.clone()).collect()
        };
        assert!(offered(&filter).contains(&"sex".to_owned()));
        let more = Filter { more: "leave_why".into(), ..Filter::default() };
        assert!(offered(&more).contains(&"leave_why".to_owned()));
    }
}
