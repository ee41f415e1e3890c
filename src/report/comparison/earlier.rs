//! An earlier survey as the comparison sees it: what it asked, through the same lens as today's.

use std::borrow::Cow;

use crate::answers::{Dataset, Keep, Lens, Topic};
use crate::tally::{NO_ANSWER, Shape};
use crate::wave::{Mapped, Mapping};

/// An earlier survey with its answers, in today's variables and codes.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// What it is called, such as 令和2年度調査.
    pub title: String,
    /// The year in which it was asked.
    pub year: i32,
    /// What a reader should know of it; may be empty.
    pub note: String,
    /// Its answers, never weighted.
    pub dataset: Dataset,
    /// Which of today's variables it has, and what differs.
    pub mapping: Mapping,
}

/// An earlier survey through a lens.
pub(in crate::report) struct Seen<'e> {
    pub(in crate::report) earlier: &'e Earlier,
    /// The answers that the lens keeps.
    pub(in crate::report) dataset: Cow<'e, Dataset>,
}

impl Earlier {
    /// The answers that the lens keeps, or a sentence if the survey did not ask by what the lens
    /// keeps: everybody of then beside some of today would compare different people.
    pub(in crate::report) fn through(
        &self,
        lens: &Lens,
        today: &Dataset,
    ) -> Result<Seen<'_>, String> {
        let unknown: Vec<Keep> =
            lens.keeps.iter().filter(|keep| !self.can_keep(keep, today)).cloned().collect();
        if !unknown.is_empty() {
            let unknown = Lens { keeps: unknown, base: lens.base }.described(today);
            return Err(format!(
                "「{}」には、絞り込みの条件（{}）に当たる答えがないため、並べていません。この条件を外すと比べられます。",
                self.title,
                unknown.join("、")
            ));
        }
        let dataset = match lens.filters() {
            true => Cow::Owned(lens.apply(&self.dataset)),
            false => Cow::Borrowed(&self.dataset),
        };
        Ok(Seen { earlier: self, dataset })
    }

    fn can_keep(&self, keep: &Keep, today: &Dataset) -> bool {
        let Some(topic) = today.topic(&keep.key) else {
            return false;
        };
        self.has(topic)
            && keep.codes.iter().all(|&code| code == NO_ANSWER || self.offered(topic, code))
    }

    /// Whether it has answers to a topic.
    pub(super) fn has(&self, topic: &Topic) -> bool {
        variables(topic).iter().any(|variable| self.mapping.has(variable))
    }

    /// Whether a code of a topic could be chosen then.
    pub(super) fn offered(&self, topic: &Topic, code: i16) -> bool {
        let has = |mapped: &Mapped| mapped.codes.iter().any(|old| old.now == Some(code.into()));
        match topic.subject.shape {
            Shape::Multiple => self.mapping.has(&tick(topic, code)),
            Shape::Single | Shape::Matrix => self.mapping.compared(&topic.key).is_some_and(has),
            // Another range of steps is not compared at all.
            Shape::Scale | Shape::Number | Shape::Text => true,
        }
    }

    /// What differs in a topic, each sentence once: the choices of a multiple choice repeat them.
    pub(super) fn notes(&self, topic: &Topic) -> Vec<String> {
        let mut notes: Vec<String> = Vec::new();
        for variable in variables(topic) {
            for note in self.mapping.notes(&variable) {
                if !notes.contains(note) {
                    notes.push(note.clone());
                }
            }
        }
        notes
    }

    /// Why a topic that it does not have cannot be compared.
    pub(super) fn reason(&self, topic: &Topic) -> String {
        let mut names = variables(topic);
        // One column for all ticks is refused under the name of the question.
        names.push(topic.key.clone());
        // A column that the codebook does not describe has no name of today.
        let is_of_topic = |mapped: &Mapped| {
            names.contains(if mapped.now.is_empty() { &mapped.was } else { &mapped.now })
        };
        let of_topic = self.mapping.variables.iter().find(|mapped| is_of_topic(mapped));
        let refused = of_topic.and_then(|mapped| mapped.refused.clone());
        refused.unwrap_or_else(|| format!("「{}」には、この設問がありません。", self.title))
    }
}

/// The names of the variables of a topic.
fn variables(topic: &Topic) -> Vec<String> {
    match topic.subject.shape {
        Shape::Multiple => topic.codes().iter().map(|(code, _)| tick(topic, *code)).collect(),
        _ => vec![topic.key.clone()],
    }
}

fn tick(topic: &Topic, code: i16) -> String {
    format!("{}_{code}", topic.key)
}
