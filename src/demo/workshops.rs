//! The workshops of the imaginary town, by the same verbs that their people use: they join, write,
//! gather and vote until the workshop is as far as it is to be shown.

use std::sync::Arc;

use chrono::Duration;

use super::{
    chance::Chance,
    scenario::workshop::{Island, Registered, Table, Talk},
};
use crate::{
    app::App,
    board::{
        self, Board, Content, Phase,
        act::{By, change},
        gather::{self, Into},
        lead,
        notes::{self, NewNote},
        votes,
    },
    clock::day_in_japan,
    error::{Error, Result},
    registration::{Desk, apply, typed::Fresh},
    store::Db,
    workshop::{self, NewWorkshop, Theme, Workshop, attend, template, template::WorkshopTemplate},
};

/// The nicknames of those who are asked for one.
const NICKNAMES: [&str; 8] = ["ミカン", "そら", "なぎ", "タロ", "こはる", "しお", "リク", "うみ"];

/// Brings the workshops, each as far as it is to be shown.
pub async fn bring(app: &Arc<App>, talks: Vec<Talk>, chance: &Chance) -> Result<()> {
    for talk in talks {
        let template = template::read(&app.config.forms, &talk.template)?;
        let (inner, seed) = (Arc::clone(app), chance.below(usize::MAX) as u64);
        let (slug, registered) = (talk.slug.clone(), talk.registered.clone());
        app.store.write(move |db| hold(db, &inner, &talk, template, seed)).await?;
        if !registered.is_empty() {
            sign_up(app, slug, registered).await?;
        }
    }
    Ok(())
}

/// People sign up for a workshop that is to come.
async fn sign_up(app: &Arc<App>, slug: String, registered: Vec<Registered>) -> Result<()> {
    let (inner, now) = (Arc::clone(app), app.stamp());
    let desk = app.store.read(move |db| Desk::of(db, &inner, &slug)).await?;
    let write = move |db: &mut Db| {
        for one in registered {
            let fresh = Fresh {
                name: one.name,
                party: String::new(),
                heads: 1,
                mail: one.mail,
                telephone: one.telephone,
                answers: one.answers,
            };
            apply::sign_up(db, &desk, fresh, &desk.app.ids.token()?, now)?;
        }
        Ok(())
    };
    app.store.write(write).await
}

/// A workshop with what its people are at.
pub struct Shown {
    /// The workshop.
    pub workshop: Workshop,
    /// The theme that everybody is at.
    pub theme: Theme,
    /// How far its first table is.
    pub phase: Phase,
}

/// The workshops that are marked as sample data, by how far they are.
pub async fn list(app: &App) -> Result<Vec<Shown>> {
    let mut shown = app.store.read(all).await?;
    shown.sort_by_key(|shown| shown.phase);
    Ok(shown)
}

fn all(db: &mut Db) -> Result<Vec<Shown>> {
    let mut shown = Vec::new();
    for workshop in workshop::store::all(db)?.into_iter().filter(|workshop| workshop.sample) {
        let Some(theme) = &workshop.theme_id else { continue };
        let theme = workshop::store::theme(db, theme)?;
        let boards = board::store::of_theme(db, &theme.id)?;
        let first = boards.iter().find(|board| board.number == 1);
        let phase = first.map_or(Phase::Prepare, |board| board.phase);
        shown.push(Shown { workshop, theme, phase });
    }
    Ok(shown)
}

/// Holds one workshop.
fn hold(db: &mut Db, app: &App, talk: &Talk, template: WorkshopTemplate, seed: u64) -> Result<()> {
    let chance = Chance::seeded(seed);
    let made = make(db, app, talk, template)?;
    workshop::open(db, &made)?;
    let themes = workshop::store::themes(db, &made.id)?;
    let missing = || Error::invalid(format!("見本の {} のテーマがひな形にありません。", talk.slug));
    let theme = themes.get(talk.theme.wrapping_sub(1)).ok_or_else(missing)?;
    workshop::store::set_theme(db, &made.id, &theme.id)?;
    let made = workshop::store::get(db, &made.id)?;
    let boards = board::store::of_theme(db, &theme.id)?;
    for (table, board) in talk.tables.iter().zip(boards.iter().filter(|board| board.number > 0)) {
        Evening { app, workshop: &made, theme, board, table, chance: &chance }
            .play(db, talk.phase)?;
    }
    if talk.phase == Phase::Closed {
        workshop::close(db, &made, app.stamp())?;
    }
    Ok(())
}

fn make(db: &mut Db, app: &App, talk: &Talk, template: WorkshopTemplate) -> Result<Workshop> {
    let now = app.stamp();
    let mut settings = template.settings;
    settings.tables = i32::try_from(talk.tables.len()).unwrap_or(1);
    let new = NewWorkshop {
        slug: talk.slug.clone(),
        title: talk.title.clone(),
        template: talk.template.clone(),
        // One that waits is still to come, and people can sign up for it.
        held_on: day_in_japan(now)
            + Duration::days(if talk.phase == Phase::Prepare { 14 } else { 0 }),
        hours: template.hours,
        place: "市役所 大会議室（見本）".into(),
        settings,
        themes: template
            .themes
            .into_iter()
            .map(|of| (of.title, of.question, of.settings))
            .collect(),
        sample: true,
    };
    workshop::make(db, app, new, now)
}

/// A table's evening.
struct Evening<'a> {
    app: &'a App,
    workshop: &'a Workshop,
    theme: &'a Theme,
    board: &'a Board,
    table: &'a Table,
    chance: &'a Chance,
}

impl Evening<'_> {
    /// From joining until a phase.
    fn play(&self, db: &mut Db, until: Phase) -> Result<()> {
        let people = self.join(db)?;
        for phase in Phase::ALL.into_iter().filter(|phase| *phase <= until) {
            change(db, self.app, &self.board.id, By::Facilitator, |deed| {
                lead::set_phase(deed, phase)
            })?;
            match phase {
                Phase::Write => self.write(db, &people)?,
                Phase::Gather => self.gather(db, &people, phase == until)?,
                Phase::Vote => self.vote(db, &people, phase == until)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn join(&self, db: &mut Db) -> Result<Vec<String>> {
        let mut people = Vec::new();
        for number in 0..self.table.people {
            let nickname = NICKNAMES[(number + self.chance.below(3)) % NICKNAMES.len()];
            let entry = self.app.ids.token()?;
            let person = attend::join(db, self.app, self.workshop, &entry, nickname)?;
            workshop::store::place(db, &person.id, &self.theme.id, &self.board.id)?;
            people.push(person.id);
        }
        Ok(people)
    }

    fn write(&self, db: &mut Db, people: &[String]) -> Result<()> {
        let gathered = self.table.clusters.iter().flat_map(|island| &island.notes);
        let mut texts: Vec<&String> = gathered.chain(&self.table.alone).collect();
        self.chance.shuffle(&mut texts);
        for (number, line) in texts.into_iter().enumerate() {
            let (colour, text) = self.colour_and_text(line)?;
            let new = NewNote { id: self.app.ids.id()?, text: text.into(), colour };
            self.by(db, people, number, |deed| notes::post(deed, &new).map(drop))?;
        }
        Ok(())
    }

    /// `2 バスが少ない`: the second colour of the theme, and the text.
    fn colour_and_text<'b>(&self, line: &'b str) -> Result<(String, &'b str)> {
        let wrong =
            || Error::invalid(format!("見本の付箋「{line}」は、色の番号から始めてください。"));
        let (number, text) = line.split_once(' ').ok_or_else(wrong)?;
        let number: usize = number.parse().map_err(|_| wrong())?;
        let colours = &self.theme.settings.colours;
        let meaning =
            colours.get(number.wrapping_sub(1) % colours.len().max(1)).ok_or_else(wrong)?;
        Ok((meaning.colour.word().into(), text))
    }

    /// Makes the islands; one that is under way lacks the last of them.
    fn gather(&self, db: &mut Db, people: &[String], is_under_way: bool) -> Result<()> {
        let skip = usize::from(is_under_way && self.table.clusters.len() > 1);
        let islands = &self.table.clusters[..self.table.clusters.len() - skip];
        for (number, island) in islands.iter().enumerate() {
            let ticked = self.ids_of(db, island)?;
            let into = Into::New { id: self.app.ids.id()?, title: island.title.clone() };
            self.by(db, people, number, |deed| gather::gather(deed, &ticked, &into))?;
        }
        Ok(())
    }

    fn ids_of(&self, db: &mut Db, island: &Island) -> Result<Vec<String>> {
        let content = Content::of(db, &self.board.id)?;
        let is_of = |text: &str| island.notes.iter().any(|line| line.ends_with(text));
        Ok(content.shown().filter(|note| is_of(&note.text)).map(|note| note.id.clone()).collect())
    }

    /// Everybody places their dots; of a voting under way, all but the last.
    fn vote(&self, db: &mut Db, people: &[String], is_under_way: bool) -> Result<()> {
        let targets = Content::of(db, &self.board.id)?.targets();
        let voters = people.len() - usize::from(is_under_way);
        for (number, _) in people.iter().take(voters).enumerate() {
            // Clusters of many notes find more friends.
            let weights = targets.iter().map(|target| (target.notes * target.notes) as f64);
            let count = (self.theme.settings.budget as usize).min(targets.len());
            for chosen in self.chance.sample(weights, count) {
                let target = &targets[chosen].id;
                self.by(db, people, number, |deed| votes::set(deed, target, 1))?;
            }
        }
        Ok(())
    }

    /// Somebody at the table does something, one after another.
    fn by(
        &self,
        db: &mut Db,
        people: &[String],
        number: usize,
        deed: impl FnOnce(&mut board::act::Deed<'_>) -> Result<()>,
    ) -> Result<()> {
        let nobody = || Error::invalid("見本のテーブルに人がいません。");
        let who = people.get(number % people.len().max(1)).ok_or_else(nobody)?;
        change(db, self.app, &self.board.id, By::Attendee(who), deed)
    }
}
