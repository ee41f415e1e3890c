//! What some people answered to an indicator, and what they come to.

use std::collections::BTreeMap;

use super::Source;
use super::measure::{Measure, Measured};
use crate::answers::Dataset;
use crate::form::indicator;
use crate::tally::wellbeing::{FactorScore, Item, ItemScore, score_factor, score_item};

/// The answers of some people: cells for each item and overall question that was asked.
pub(super) struct People<'s> {
    source: &'s Source,
    cells: BTreeMap<String, Vec<i16>>,
    weights: Option<Vec<u32>>,
    /// How many people they are.
    pub(super) size: u32,
}

/// Something computed without weights, and with them where there are any.
pub(super) struct Both<T> {
    pub(super) plain: T,
    pub(super) weighted: Option<T>,
}

impl<'s> People<'s> {
    /// Everybody in a dataset.
    pub(super) fn everybody(source: &'s Source, dataset: &Dataset) -> People<'s> {
        let rows: Vec<usize> = (0..dataset.people()).collect();
        People::of(source, dataset, &rows)
    }

    /// The people of some rows.
    pub(super) fn of(source: &'s Source, dataset: &Dataset, rows: &[usize]) -> People<'s> {
        let column = |(key, field): (&str, crate::form::Field)| {
            let column = dataset.field(&field.key).first()?;
            Some((key.to_owned(), rows.iter().map(|&row| column.cells[row]).collect()))
        };
        let asked = dataset.form().asked_of(&source.indicator.id);
        let weights = dataset.weights();
        People {
            source,
            cells: asked.filter_map(column).collect(),
            weights: weights.map(|weights| rows.iter().map(|&row| weights[row]).collect()),
            size: rows.len() as u32,
        }
    }

    /// Whether the form asks an item or an overall question.
    pub(super) fn were_asked(&self, key: &str) -> bool {
        self.cells.contains_key(key)
    }

    /// Whether anybody answered any of it.
    pub(super) fn answered(&self) -> bool {
        self.cells.values().flatten().any(|&cell| crate::tally::is_valid(cell))
    }

    /// An overall question, on its own steps.
    pub(super) fn overall(&self, overall: &indicator::Overall) -> Both<ItemScore> {
        let item = Item {
            cells: self.of_key(&overall.id),
            steps: (overall.min, overall.max),
            reverse: Some(false),
            reference: None,
        };
        self.both(|weights| score_item(&item, weights))
    }

    /// A factor with its items.
    pub(super) fn factor(&self, factor: &indicator::Factor) -> Both<FactorScore> {
        let items: Vec<Item> =
            self.source.indicator.items_of(&factor.id).map(|item| self.item(item)).collect();
        self.both(|weights| score_factor(&items, weights))
    }

    fn item(&self, item: &indicator::Item) -> Item<'_> {
        Item {
            cells: self.of_key(&item.id),
            steps: self.source.indicator.steps,
            reverse: item.reverse,
            reference: self.source.applied.reference(&item.id),
        }
    }

    fn of_key(&self, key: &str) -> &[i16] {
        self.cells.get(key).map_or(&[], Vec::as_slice)
    }

    fn both<T>(&self, score: impl Fn(Option<&[u32]>) -> T) -> Both<T> {
        let weighted = self.weights.as_deref().map(|weights| score(Some(weights)));
        Both { plain: score(None), weighted }
    }
}

impl<T> Both<T> {
    /// Both of them for print.
    pub(super) fn measured(&self, measure: impl Fn(&T) -> Measure) -> Measured {
        Measured { plain: measure(&self.plain), weighted: self.weighted.as_ref().map(measure) }
    }
}

impl Both<FactorScore> {
    /// One of its items.
    pub(super) fn item(&self, place: usize) -> Measured {
        let measure = |factor: &FactorScore| {
            factor.items.get(place).map(Measure::of_item).unwrap_or_default()
        };
        self.measured(measure)
    }
}
