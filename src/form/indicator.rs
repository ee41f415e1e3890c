//! Indicators: published measures whose items a form asks and whose scores other municipalities
//! have too, such as the Well-Being indicator. What an indicator consists of is data, one file
//! each in `forms/indicators/`; no code knows one by name or how many items it has.
//!
//! The answers are stored as they were given. Whether an item is reversed is said here and acted
//! on once, where scores are made.

mod load;

use unicode_normalization::UnicodeNormalization;

use super::definition::{Form, Kind};
use super::field::Field;
pub use load::load;

/// What an indicator consists of.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Its name: that of its file, and what a form says in `indicator:`.
    pub id: String,
    /// Its title in reports.
    pub title: String,
    /// Which edition the definition follows, and what is still to be confirmed.
    pub note: Option<String>,
    /// The lowest and the highest step of the answers to the items.
    pub steps: (i16, i16),
    /// The groups of factors, in the order of the file.
    pub groups: Vec<Group>,
    /// The factors, in the order of the file.
    pub factors: Vec<Factor>,
    /// The items, in the order of the file.
    pub items: Vec<Item>,
    /// The questions about everything at once: shown as shares and a mean, part of no factor.
    pub overall: Vec<Overall>,
}

/// A group of factors, such as 生活環境.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its key.
    pub id: String,
    /// Its name.
    pub label: String,
}

/// A factor, such as 医療・福祉: the plain mean of its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// Its key; never its position, which differs among the published files.
    pub id: String,
    /// The key of its group.
    pub group: String,
    /// Its name.
    pub label: String,
}

/// An item, asked as a row of a matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its key: the id of the row.
    pub id: String,
    /// The key of its factor.
    pub factor: String,
    /// Its short label, exactly as it is published.
    pub label: String,
    /// Whether a high answer is a bad one. `None`: not settled, which blocks the factor's score.
    pub reverse: Option<bool>,
    /// Where its wording was read.
    pub source: String,
}

/// A question about everything at once, asked as a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overall {
    /// Its key: the id of the question.
    pub id: String,
    /// Its short label, exactly as it is published.
    pub label: String,
    /// The lowest step.
    pub min: i16,
    /// The highest step.
    pub max: i16,
}

/// A part of an indicator that has published values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'i> {
    /// An item.
    Item(&'i Item),
    /// A factor.
    Factor(&'i Factor),
    /// An overall question.
    Overall(&'i Overall),
}

impl Indicator {
    /// The item of a key.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The items of a factor.
    pub fn items_of<'i>(&'i self, factor: &'i str) -> impl Iterator<Item = &'i Item> {
        self.items.iter().filter(move |item| item.factor == factor)
    }

    /// The part with this short label. Width and spaces do not matter, anything else does.
    pub fn part(&self, label: &str) -> Option<Part<'_>> {
        let wanted = folded(label);
        self.parts().find(|part| folded(part.label()) == wanted)
    }

    /// Everything that has a label of its own: items, factors, overall questions.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let items = self.items.iter().map(Part::Item);
        let factors = self.factors.iter().map(Part::Factor);
        items.chain(factors).chain(self.overall.iter().map(Part::Overall))
    }

    /// What a form does not ask of the indicator: items and overall questions.
    pub fn unasked(&self, form: &Form) -> Vec<Part<'_>> {
        let asked: Vec<&str> = form.asked_of(&self.id).map(|(key, _)| key).collect();
        let is_asked = |part: &Part<'_>| asked.contains(&part.id());
        let parts = self.parts().filter(|part| !matches!(part, Part::Factor(_)));
        parts.filter(|part| !is_asked(part)).collect()
    }
}

impl<'i> Part<'i> {
    /// Its key.
    pub fn id(self) -> &'i str {
        match self {
            Part::Item(item) => &item.id,
            Part::Factor(factor) => &factor.id,
            Part::Overall(overall) => &overall.id,
        }
    }

    /// Its short label.
    pub fn label(self) -> &'i str {
        match self {
            Part::Item(item) => &item.label,
            Part::Factor(factor) => &factor.label,
            Part::Overall(overall) => &overall.label,
        }
    }
}

impl Form {
    /// The indicators that the form asks something of, in the order of the questions.
    pub fn indicators(&self) -> Vec<&str> {
        let mut named: Vec<&str> = Vec::new();
        for id in self.questions().filter_map(|question| question.indicator.as_deref()) {
            if !named.contains(&id) {
                named.push(id);
            }
        }
        named
    }

    /// What the form asks of an indicator: the key of an item or overall question, and the field
    /// with its answers.
    pub fn asked_of<'f>(&'f self, indicator: &str) -> impl Iterator<Item = (&'f str, Field<'f>)> {
        let questions = self
            .questions()
            .filter(move |question| question.indicator.as_deref() == Some(indicator));
        questions.flat_map(|question| {
            let rows = match &question.kind {
                Kind::Matrix { rows, .. } => rows.as_slice(),
                _ => &[],
            };
            let keys = rows.iter().map(|row| row.id.as_str());
            let own = rows.is_empty().then_some(question.id.as_str());
            keys.chain(own).zip(question.fields())
        })
    }
}

/// A label as it is compared: published files differ in width and spaces.
fn folded(label: &str) -> String {
    label.nfkc().filter(|letter| !letter.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fixture;

    #[test]
    fn a_part_is_found_by_its_exact_label_in_any_width() {
        let town = fixture::indicator();
        let id = |label: &str| town.part(label).map(Part::id);
        assert_eq!(id("医療機関が充実"), Some("w01"));
        assert_eq!(id(" 医療･福祉　"), Some("medical"), "half width, with spaces");
        assert_eq!(id("幸福度"), Some("happy"));
        assert_eq!(id("医療機関"), None);
    }

    #[test]
    fn a_form_knows_which_fields_answer_an_indicator() {
        let form = fixture::form();
        assert_eq!(form.indicators(), ["town"]);
        let asked: Vec<_> =
            form.asked_of("town").map(|(key, field)| (key, field.key.into_owned())).collect();
        let expected = [("w01", "life_w01"), ("w02", "life_w02"), ("happy", "happy")];
        assert_eq!(asked, expected.map(|(key, field)| (key, field.to_owned())));
        assert_eq!(form.asked_of("other").count(), 0);
    }

    #[test]
    fn what_a_form_leaves_out_is_listed() {
        let (form, town) = (fixture::form(), fixture::indicator());
        let unasked: Vec<&str> = town.unasked(&form).into_iter().map(Part::id).collect();
        assert_eq!(unasked, ["w03"]);
    }
}
