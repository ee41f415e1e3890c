//! A cross table of 5 groups and 12 choices with weights.

use std::{fs::File, io::Write};

use machikoe::{
    id::Ids,
    tally::{Breakdown, Categories, Column, Counted, NO_ANSWER, Stub, Tally, count},
};
use tempfile::TempDir;

use crate::{
    Outcome,
    peers::{Peers, print_times},
    rounds::Took,
};

const ROUNDS: u32 = 20;
const GROUPS: i16 = 5;
const CHOICES: i16 = 12;

/// Answers to two questions, and weights in millionths.
struct Answers {
    group: Column,
    choice: Column,
    weights: Vec<u32>,
}

/// Measures so many answers.
pub fn measure(people: usize, peers: &Peers) -> Outcome<()> {
    let answers = Answers::drawn(people)?;
    let choices: Vec<i16> = (1..=CHOICES).collect();
    let counted = Counted::Codes { column: &answers.choice, codes: &choices };
    let table = |stub: &Stub, weights| count(counted, stub, weights, 0..people);
    let (made, stub) = Took::rounds(ROUNDS, || answers.stub())?;
    let (weighted, tallies) =
        Took::rounds(ROUNDS, || table(&stub, Some(answers.weights.as_slice())))?;
    let (plain, _) = Took::rounds(ROUNDS, || table(&stub, None))?;
    let folder = TempDir::new()?;
    answers.write(&folder)?;
    let path = folder.path().to_string_lossy();
    let said = peers.run("cross.py", &[&path, &ROUNDS.to_string()])?;
    let ours = [
        ("machikoe: n, Σw, Σw², and everybody's line", weighted.columns()),
        ("  before it: who stands in which line", made.columns()),
        ("machikoe: n alone", plain.columns()),
    ];
    print_times(&format!("Cross table 5 × 12, {people} answers"), &ours, &said)?;
    compare(&tallies, &said)?;
    println!();
    Ok(())
}

impl Answers {
    fn drawn(people: usize) -> Outcome<Answers> {
        let ids = Ids::counted(people as u64);
        let mut drawn = Answers {
            group: Column::default(),
            choice: Column::default(),
            weights: Vec::with_capacity(people),
        };
        for _ in 0..people {
            let [a, b, c, d, e, f, g, h] = ids.bytes::<8>()?;
            let code = |dice: [u8; 2], codes: i16| match u16::from_le_bytes(dice) {
                // A fiftieth leaves it blank.
                blank if blank < 1_311 => NO_ANSWER,
                dice => 1 + (dice % codes as u16) as i16,
            };
            drawn.group.cells.push(code([a, b], GROUPS));
            drawn.choice.cells.push(code([c, d], CHOICES));
            drawn.weights.push(300_000 + u32::from_le_bytes([e, f, g, h]) % 2_700_000);
        }
        Ok(drawn)
    }

    fn stub(&self) -> Stub {
        let groups: Vec<(i16, String)> =
            (1..=GROUPS).map(|code| (code, code.to_string())).collect();
        let mut stub = Stub::whole();
        let categories = Categories::Codes { column: &self.group, codes: &groups };
        stub.by(Breakdown { label: "group", categories });
        stub
    }

    /// As little-endian integers, a file for each column.
    fn write(&self, folder: &TempDir) -> Outcome<()> {
        let file = |name: &str, bytes: Vec<u8>| {
            File::create(folder.path().join(name)).and_then(|mut file| file.write_all(&bytes))
        };
        let codes =
            |column: &Column| column.cells.iter().flat_map(|code| code.to_le_bytes()).collect();
        file("group.i16", codes(&self.group))?;
        file("choice.i16", codes(&self.choice))?;
        file("weight.u32", self.weights.iter().flat_map(|weight| weight.to_le_bytes()).collect())?;
        Ok(())
    }
}

/// Every cell of everybody's result must be ours.
fn compare(tallies: &[Tally], said: &[Vec<String>]) -> Outcome<()> {
    let mut cells = 0;
    for line in said {
        let [word, program, group, choice, people, weight] = line.as_slice() else { continue };
        if word != "cell" {
            continue;
        }
        // The first line is everybody.
        let tally = tallies.get(group.parse::<usize>()?).ok_or("no such group")?;
        let cell = tally.counts.get(choice.parse::<usize>()? - 1).ok_or("no such choice")?;
        if (cell.people.to_string(), cell.weight.to_string()) != (people.clone(), weight.clone()) {
            return Err(
                format!("{program} differs in {group} × {choice}: {people}, {weight}").into()
            );
        }
        cells += 1;
    }
    println!("  {cells} cells of the others compared: all equal");
    Ok(())
}
