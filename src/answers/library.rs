//! The answers of surveys in memory. They are read once; after that only what has arrived is
//! read and counted, so that a look costs what is new and not what is there.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use super::{Dataset, gate, store};
use crate::clock::Instant;
use crate::error::Result;
use crate::store::Db;
use crate::survey::{Published, Survey};
use crate::tally::Tally;

/// How many surveys are kept. The one that was looked at longest ago makes room.
const KEPT: usize = 4;

/// The answers of the surveys that were looked at last.
#[derive(Default)]
pub struct Library {
    /// By survey; the last of the list was looked at last.
    shelves: Mutex<Vec<(String, Arc<Mutex<Shelf>>)>>,
}

/// The answers of a survey as they stand, and what the tables of all questions are made from.
#[derive(Clone)]
pub struct Standing {
    /// The answers.
    pub dataset: Arc<Dataset>,
    /// See [`Dataset::tables_of`].
    pub tallies: Vec<Tally>,
}

/// The newest day of an answer, and the ids of that day's answers.
type Newest = (NaiveDate, HashSet<String>);

impl Standing {
    /// Before the first answer: tables of zeros.
    fn of_nobody(form: &Published) -> Standing {
        let dataset = Dataset::new(form.form.as_ref().clone());
        Standing { tallies: dataset.tallies(0..0), dataset: Arc::new(dataset) }
    }
}

#[derive(Default)]
struct Shelf {
    version: i32,
    standing: Option<Standing>,
    newest: Option<Newest>,
}

impl Library {
    /// The answers of a survey as the transaction sees them, below its newest form.
    ///
    /// # Errors
    /// While its results are shut (see [`gate`]).
    pub fn standing(
        &self,
        db: &mut Db,
        survey: &Survey,
        form: &Published,
        now: Instant,
    ) -> Result<Standing> {
        gate::pass(survey, &form.form, now)?;
        let shelf = self.shelf(&survey.id);
        let mut shelf = shelf.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.bring_up_to_date(db, &survey.id, form)
    }

    fn shelf(&self, survey: &str) -> Arc<Mutex<Shelf>> {
        let mut shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        let known = shelves.iter().position(|(id, _)| id == survey);
        let entry = match known {
            Some(place) => shelves.remove(place),
            None => (survey.to_owned(), Arc::default()),
        };
        let shelf = Arc::clone(&entry.1);
        shelves.push(entry);
        if shelves.len() > KEPT {
            shelves.remove(0);
        }
        shelf
    }
}

impl Shelf {
    fn bring_up_to_date(
        &mut self,
        db: &mut Db,
        survey: &str,
        form: &Published,
    ) -> Result<Standing> {
        let stored = store::count(db, survey)?;
        // Taken off the shelf meanwhile: a reading that fails leaves nothing half read behind.
        let known = self.standing.take().filter(|_| self.version == form.version);
        let mut standing = known.unwrap_or_else(|| {
            self.newest = None;
            Standing::of_nobody(form)
        });
        if standing.dataset.people() < stored {
            self.take_in(db, survey, &mut standing)?;
        }
        // An answer under an earlier day, or one that was taken away: everything once more.
        if standing.dataset.people() != stored {
            self.newest = None;
            standing = Standing::of_nobody(form);
            self.take_in(db, survey, &mut standing)?;
        }
        self.version = form.version;
        self.standing = Some(standing.clone());
        Ok(standing)
    }

    /// Reads what has arrived since, and counts it.
    fn take_in(&mut self, db: &mut Db, survey: &str, standing: &mut Standing) -> Result<()> {
        let (newest, mut arrived) = (self.newest.take(), Vec::new());
        let counted = standing.dataset.people();
        let dataset = Arc::make_mut(&mut standing.dataset);
        let take = |id: &str, day, answers: &str| {
            arrived.push((day, id.to_owned()));
            dataset.add(id, answers)
        };
        match &newest {
            None => store::each(db, survey, take)?,
            Some((since, known)) => store::arrived(db, survey, (*since, known), take)?,
        }
        self.newest = with_arrived(newest, arrived);
        let fresh = standing.dataset.tallies(counted..standing.dataset.people());
        standing.tallies.iter_mut().zip(&fresh).for_each(|(tally, more)| tally.absorb(more));
        Ok(())
    }
}

fn with_arrived(newest: Option<Newest>, arrived: Vec<(NaiveDate, String)>) -> Option<Newest> {
    let days = arrived.iter().map(|(day, _)| *day);
    let day = days.chain(newest.as_ref().map(|(day, _)| *day)).max()?;
    let known = newest.filter(|(known, _)| *known == day);
    let mut ids = known.map(|(_, ids)| ids).unwrap_or_default();
    ids.extend(arrived.into_iter().filter(|(of, _)| *of == day).map(|(_, id)| id));
    Some((day, ids))
}
