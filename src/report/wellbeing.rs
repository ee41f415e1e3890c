//! ウェルビーイング: what an indicator comes to, finished for the screen, the charts and the
//! workbook. Which indicator it is, and what it consists of, is data; see [`crate::form::indicator`].
//!
//! The scoring itself is [`crate::tally::wellbeing`]. Nothing is ranked here: one municipality may
//! stand beside, and that is all.

mod blocked;
mod figures;
#[cfg(test)]
pub(in crate::report) mod fixture;
mod grid;
mod groups;
mod measure;
mod notes;
mod people;
mod profile;
mod shares;
pub mod sources;

use crate::answers::Dataset;
use crate::form::{Form, Indicator, indicator};
use crate::indicator::{Applied, Decimal, Kind};
use crate::tally::{Base, Rounded, Table};

pub use grid::{Cell, Grid, GridLine, Head, Rank};
pub use groups::Group;
pub use measure::{Estimate, Measure, Measured};
use people::People;
pub use profile::{BASE, Profile};

/// What an indicator is shown with.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it consists of.
    pub indicator: Indicator,
    /// The published values that the office has chosen.
    pub applied: Applied,
}

/// An earlier survey that stands beside today's. It is never weighted.
#[derive(Clone, Debug)]
pub struct Past<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Its answers, seen through the same lens.
    pub dataset: &'a Dataset,
    /// What a reader of the comparison should know, each a sentence.
    pub notes: Vec<String>,
}

/// An indicator with every figure of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Wellbeing {
    /// Its id, in addresses.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many people the figures are of.
    pub people: u32,
    /// The lowest and the highest step of the answers to the items.
    pub steps: (i16, i16),
    /// Whether weighted figures stand beside the plain ones.
    pub is_weighted: bool,
    /// The name of the edition whose reference values are used; none: no 偏差値.
    pub edition: Option<String>,
    /// What the earlier survey is called, if one stands beside.
    pub earlier: Option<String>,
    /// What the municipality is called, if one stands beside.
    pub comparison: Option<String>,
    /// The overall questions that the form asks.
    pub overall: Vec<Overall>,
    /// The factors, in the order of the definition.
    pub factors: Vec<Factor>,
    /// Everybody, then the groups by each attribute.
    pub groups: Vec<Group>,
    /// How the answers to the overall questions are spread, a table for each scale.
    pub overall_shares: Vec<Table>,
    /// How the answers to the items are spread.
    pub item_shares: Table,
    /// What must be known before a figure is read: each a sentence.
    pub warnings: Vec<String>,
    /// How the figures came about: each a sentence.
    pub notes: Vec<String>,
}

/// An overall question, on a scale of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Overall {
    /// Its short label.
    pub label: String,
    /// The variable in the raw data.
    pub variable: String,
    /// The lowest and the highest step.
    pub steps: (i16, i16),
    /// Its figures.
    pub figures: Figures,
}

/// A factor.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// Its name.
    pub label: String,
    /// The name of its group.
    pub group: String,
    /// Its figures.
    pub figures: Figures,
    /// Its items.
    pub items: Vec<Item>,
    /// Why it has no mean or no 偏差値: each a sentence that names the item.
    pub blocked: Vec<String>,
}

/// An item.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its short label.
    pub label: String,
    /// The variable in the raw data; empty where the form does not ask it.
    pub variable: String,
    /// Which way it counts.
    pub direction: Direction,
    /// μ and σ, as published.
    pub reference: Option<(Rounded, Rounded)>,
    /// Its figures.
    pub figures: Figures,
}

/// Which way an item counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// A high answer is a good one.
    Up,
    /// A high answer is a bad one: its figures are those of the reversed answers.
    Down,
    /// Nobody has settled it: its mean is that of the answers as given.
    Unsettled,
}

/// The figures of a factor, an item or an overall question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Today's.
    pub measured: Measured,
    /// The standard deviation of the answers (n − 1), plain; not for factors.
    pub deviation: Option<Rounded>,
    /// Those of the earlier survey.
    pub earlier: Option<Measure>,
    /// What was published of the municipality: no n and no interval are known.
    pub comparison: Option<Published>,
}

/// Published figures, with the decimals that they were published with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// 実数.
    pub value: Option<Rounded>,
    /// 偏差値.
    pub score: Option<Rounded>,
}

impl Wellbeing {
    /// Everything about an indicator. `base` is that of the shares; means are of those who
    /// answered.
    pub fn of(
        source: &Source,
        dataset: &Dataset,
        base: Base,
        past: Option<&Past<'_>>,
    ) -> Wellbeing {
        let people = People::everybody(source, dataset);
        let then = past.map(|past| People::everybody(source, past.dataset));
        let then = then.filter(People::answered);
        let reader = Reader { source, form: dataset.form(), today: &people, then: then.as_ref() };
        let Source { indicator, applied } = source;
        let mut of = Wellbeing {
            id: indicator.id.clone(),
            title: indicator.title.clone(),
            people: people.size,
            steps: indicator.steps,
            is_weighted: dataset.weights().is_some(),
            edition: applied.edition.as_ref().map(|edition| edition.name.clone()),
            earlier: past.filter(|_| then.is_some()).map(|past| past.title.to_owned()),
            comparison: applied.comparison.as_ref().map(|comparison| comparison.title()),
            overall: indicator.overall.iter().filter_map(|one| reader.overall(one)).collect(),
            factors: indicator.factors.iter().map(|factor| reader.factor(factor)).collect(),
            groups: groups::all(source, dataset, &people),
            overall_shares: shares::overall(source, dataset, base),
            item_shares: shares::items(source, dataset, base),
            warnings: Vec::new(),
            notes: Vec::new(),
        };
        of.warnings = notes::warnings(source, &of, past);
        of.notes = notes::notes(source, &of, base, past);
        of
    }

    /// Whether any factor has a 偏差値.
    pub fn has_scores(&self) -> bool {
        self.factors.iter().any(|factor| factor.figures.measured.plain.score.is_some())
    }

    /// The lines of a radar; `None` when no factor has a value.
    pub fn profile(&self) -> Option<Profile> {
        Profile::of(self)
    }

    /// The table of the overall questions.
    pub fn overall_grid(&self) -> Grid {
        figures::overall(self)
    }

    /// The table of the factors with their items.
    pub fn factor_grid(&self) -> Grid {
        figures::factors(self)
    }
}

impl Source {
    /// The field of a form that asks an item or an overall question.
    fn field(&self, form: &Form, key: &str) -> Option<String> {
        let mut asked = form.asked_of(&self.indicator.id);
        asked.find(|(asked, _)| *asked == key).map(|(_, field)| field.key.into_owned())
    }

    /// What was published of the municipality.
    fn published(&self, kind: Kind, key: &str) -> Option<Published> {
        let published = self.applied.comparison.as_ref()?.of(kind, key)?;
        let rounded = |value: &Option<Decimal>| value.as_ref().and_then(Decimal::rounded);
        Some(Published { value: rounded(&published.value), score: rounded(&published.score) })
    }
}

/// Brings the figures of today, of the earlier survey and of the municipality together.
struct Reader<'r> {
    source: &'r Source,
    form: &'r Form,
    today: &'r People<'r>,
    then: Option<&'r People<'r>>,
}

impl Reader<'_> {
    /// `None` where the form does not ask it: some of them need not be asked.
    fn overall(&self, overall: &indicator::Overall) -> Option<Overall> {
        let variable = self.source.field(self.form, &overall.id)?;
        let today = self.today.overall(overall);
        let then = self.then.map(|then| Measure::of_item(&then.overall(overall).plain));
        Some(Overall {
            label: overall.label.clone(),
            variable,
            steps: (overall.min, overall.max),
            figures: Figures {
                measured: today.measured(Measure::of_item),
                deviation: today.plain.deviation.and_then(measure::spread),
                earlier: then,
                comparison: self.source.published(Kind::Overall, &overall.id),
            },
        })
    }

    fn factor(&self, factor: &indicator::Factor) -> Factor {
        let Source { indicator, .. } = self.source;
        let today = self.today.factor(factor);
        let then = self.then.map(|then| then.factor(factor).plain);
        let items = indicator.items_of(&factor.id).enumerate().map(|(place, item)| {
            let figures = Figures {
                measured: today.item(place),
                deviation: today.plain.items[place].deviation.and_then(measure::spread),
                earlier: then.as_ref().map(|then| Measure::of_item(&then.items[place])),
                comparison: self.source.published(Kind::Item, &item.id),
            };
            self.item(item, figures)
        });
        let group = indicator.groups.iter().find(|group| group.id == factor.group);
        Factor {
            label: factor.label.clone(),
            group: group.map_or_else(String::new, |group| group.label.clone()),
            items: items.collect(),
            blocked: blocked::sentences(self.source, self.today, factor, &today.plain.blocked),
            figures: Figures {
                measured: today.measured(Measure::of_factor),
                deviation: None,
                earlier: then.as_ref().map(Measure::of_factor),
                comparison: self.source.published(Kind::Factor, &factor.id),
            },
        }
    }

    fn item(&self, item: &indicator::Item, figures: Figures) -> Item {
        let edition = self.source.applied.edition.as_ref();
        let mut references = edition.iter().flat_map(|edition| &edition.references);
        let reference = references.find(|reference| reference.item == item.id);
        Item {
            label: item.label.clone(),
            variable: self.source.field(self.form, &item.id).unwrap_or_default(),
            direction: match item.reverse {
                Some(false) => Direction::Up,
                Some(true) => Direction::Down,
                None => Direction::Unsettled,
            },
            reference: reference.and_then(|of| of.mean.rounded().zip(of.sd.rounded())),
            figures,
        }
    }
}

#[cfg(test)]
mod tests;
