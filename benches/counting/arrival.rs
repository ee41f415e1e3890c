//! Staff look at the results while answers arrive: a look costs what is new.

use std::time::{Duration, Instant};

use machikoe::{
    answers::{Library, Standing},
    report::gather::gather,
};

use crate::{Outcome, office::Office, people, rounds::ms};

/// Looks of each kind.
const LOOKS: usize = 7;

/// Measures a survey with so many answers.
pub fn measure(answers: usize) -> Outcome<()> {
    let office = Office::with(answers)?;
    println!("The tables of all questions over {answers} stored answers, each look in ms");
    let cold: Outcome<Vec<Duration>> = (0..3).map(|_| first_look(&office)).collect();
    print("the first look: all answers are read and counted", cold?);
    // The application's own memory from here on.
    look(&office)?;
    let same: Outcome<Vec<Duration>> = (0..LOOKS).map(|_| look(&office)).collect();
    print("another look, nothing new", same?);
    let (_, documents) = people::documents()?;
    let one_more = |document: String| {
        // On the newest day, whose answers are looked through.
        let day = office.survey.closes_on.pred_opt().unwrap_or_default();
        office.receive(vec![(day, document)])?;
        look(&office)
    };
    let more: Outcome<Vec<Duration>> =
        documents.iter().take(LOOKS).cloned().map(one_more).collect();
    print("another look, one answer more", more?);
    let whole: Outcome<Vec<Duration>> = (0..LOOKS).map(|_| whole_page(&office)).collect();
    print("everything that a page of results needs", whole?);
    println!();
    Ok(())
}

fn first_look(office: &Office) -> Outcome<Duration> {
    office.read(|db, app, survey| {
        let (library, published) = (Library::default(), app.forms.newest(db, &survey.id)?);
        let start = Instant::now();
        let Standing { dataset, tallies } =
            library.standing(db, survey, &published, app.stamp())?;
        dataset.tables_of(&tallies);
        Ok(start.elapsed())
    })
}

fn look(office: &Office) -> Outcome<Duration> {
    office.read(|db, app, survey| {
        let published = app.forms.newest(db, &survey.id)?;
        let start = Instant::now();
        let Standing { dataset, tallies } =
            app.answers.standing(db, survey, &published, app.stamp())?;
        dataset.tables_of(&tallies);
        Ok(start.elapsed())
    })
}

fn whole_page(office: &Office) -> Outcome<Duration> {
    office.read(|db, app, survey| {
        let start = Instant::now();
        gather(db, app, survey, &[], app.stamp())?;
        Ok(start.elapsed())
    })
}

fn print(name: &str, mut looks: Vec<Duration>) {
    looks.sort_unstable();
    let at = |place: usize| looks.get(place).map_or(0.0, |look| ms(*look));
    println!("  {name:<52} best {:>9.2}   median {:>9.2}", at(0), at(looks.len() / 2));
}
