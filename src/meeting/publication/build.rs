//! Makes what can be published of a theme out of its boards.

use std::collections::HashMap;

use super::{
    document::{ALL, Document, Group, Island, OTHERS, Official, ROOM, Slip},
    group,
};
use crate::{
    board::{self, Board, Content, Note, votes::Voting},
    error::{Error, Result},
    meeting::store::Topic,
    store::Db,
    workshop::{State, store as workshops},
};

/// A board with what may be seen of it, and how many sat there.
struct Table {
    content: Content,
    voting: Option<Voting>,
    people: i64,
}

/// What can be published of a theme now.
///
/// # Errors
/// Why nothing can, in sentences.
pub fn document(db: &mut Db, topic: &Topic) -> Result<Document> {
    let theme = workshops::theme(db, &topic.theme_id)?;
    let workshop = workshops::get(db, &theme.workshop_id)?;
    if workshop.state != State::Closed {
        return Err(Error::invalid(format!(
            "「{}」が終わっていません。終了してから公表してください。",
            workshop.title
        )));
    }
    let mut room = None;
    let mut tables = Vec::new();
    for board in board::store::of_theme(db, &theme.id)? {
        let table = table(db, &board)?;
        match board.number {
            0 => room = Some(table),
            _ if table.people > 0 || table.content.shown().next().is_some() => tables.push(table),
            _ => {}
        }
    }
    let people: Vec<i64> = tables.iter().map(|table| table.people).collect();
    let joined = group::together(&people).ok_or_else(too_few)?;
    if tables.is_empty() {
        return Err(Error::invalid("テーブルに付箋がないため、公表するものがありません。"));
    }
    let mut groups: Vec<Group> =
        room.map(|room| of_room(&room, &tables)).into_iter().flatten().collect();
    groups.extend(of_tables(&tables, &joined));
    let official = (!topic.official.is_empty())
        .then(|| Official { section: topic.section.clone(), text: topic.official.clone() });
    Ok(Document {
        workshop: workshop.title,
        audience: workshop.settings.audience,
        held_on: workshop.held_on,
        title: theme.title,
        question: theme.question,
        people: people.iter().sum(),
        colours: theme.settings.colours.into_iter().map(|of| (of.colour, of.means)).collect(),
        groups,
        official,
    })
}

fn too_few() -> Error {
    Error::invalid(format!(
        "テーブルに着いた人が合わせて{}人に満たないか、参加の記録が消えているため、公表できません。だれの意見かが推測されるおそれがあります。",
        group::LEAST
    ))
}

fn table(db: &mut Db, board: &Board) -> Result<Table> {
    let (people, _) = board::store::seated(db, &board.id)?;
    let voting = Voting::of(db, board, None)?;
    Ok(Table { content: Content::of(db, &board.id)?, voting, people })
}

/// The tables by themselves, then those that stand together.
fn of_tables(tables: &[Table], joined: &[bool]) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut others = Group { name: OTHERS.into(), people: 0, islands: Vec::new() };
    for (table, joined) in tables.iter().zip(joined) {
        let islands = islands(table);
        if *joined {
            others.people += table.people;
            others.islands.extend(islands);
        } else {
            let name = table.content.board.name.clone();
            groups.push(in_order(Group { name, people: table.people, islands }));
        }
    }
    if others.people > 0 {
        if groups.is_empty() {
            others.name = ALL.into();
        }
        // One table after the other would tell which note is whose table's.
        others.islands.sort_by(|a, b| a.name().cmp(b.name()));
        groups.push(in_order(others));
    }
    groups
}

/// Those with most dots first, else as they stood.
fn in_order(mut group: Group) -> Group {
    group.islands.sort_by_key(|island| std::cmp::Reverse(island.all_votes()));
    group
}

/// What stands on a table's board: clusters with their parts, then notes by themselves.
fn islands(table: &Table) -> Vec<Island> {
    let content = &table.content;
    let is_there = |id: &str| content.clusters.iter().any(|cluster| cluster.id == id);
    let is_top = |parent: Option<&str>| !parent.is_some_and(is_there);
    let tops = content.clusters.iter().filter(|cluster| is_top(cluster.parent.as_deref()));
    let clusters = tops.map(|top| {
        let parts = content.clusters.iter().filter(|of| of.parent.as_deref() == Some(&top.id));
        let mut islands: Vec<Island> =
            parts.map(|part| island(table, &part.id, &part.title)).filter(holds).collect();
        islands.sort_by_key(|island| std::cmp::Reverse(island.all_votes()));
        Island { islands, ..island(table, &top.id, &top.title) }
    });
    let alone = content.alone().map(|note| Island {
        title: String::new(),
        votes: votes(table, &note.id),
        notes: vec![slip(note)],
        islands: Vec::new(),
    });
    clusters.filter(holds).chain(alone).collect()
}

/// A cluster whose notes were all hidden is hidden with them: its name may repeat them.
fn holds(island: &Island) -> bool {
    island.notes() > 0
}

fn island(table: &Table, id: &str, title: &str) -> Island {
    let notes: Vec<Slip> = table.content.notes_in(id).map(slip).collect();
    let votes = votes(table, id).filter(|_| !notes.is_empty());
    Island { title: title.to_owned(), votes, notes, islands: Vec::new() }
}

fn votes(table: &Table, target: &str) -> Option<i64> {
    table.voting.as_ref().and_then(|voting| voting.total(target))
}

fn slip(note: &Note) -> Slip {
    Slip { colour: note.colour, text: note.text.clone() }
}

/// What the whole room voted on; nothing where it did not. A thing that a table has put up is
/// called what it is called there now, and is left out when it is hidden there.
fn of_room(room: &Table, tables: &[Table]) -> Option<Group> {
    room.voting.as_ref().and_then(|voting| voting.totals.as_ref())?;
    let titles: HashMap<(&str, String), String> = tables
        .iter()
        .flat_map(|table| {
            let board = table.content.board.id.as_str();
            table.content.targets().into_iter().map(move |at| ((board, at.id), at.title))
        })
        .collect();
    let mut islands = Vec::new();
    for cluster in &room.content.clusters {
        let Some((board, target)) = &cluster.origin else {
            islands.push(island(room, &cluster.id, &cluster.title));
            continue;
        };
        if let Some(title) = titles.get(&(board.as_str(), target.clone())) {
            let votes = votes(room, &cluster.id);
            islands.push(Island { votes, ..island(room, &cluster.id, title) });
        }
    }
    // Put up by no table: a cluster of what was written in the room, if anything is left of it.
    islands.retain(|island| island.votes.is_some() || holds(island));
    let alone = room.content.alone().map(|note| Island {
        title: String::new(),
        votes: votes(room, &note.id),
        notes: vec![slip(note)],
        islands: Vec::new(),
    });
    islands.extend(alone);
    let people = tables.iter().map(|table| table.people).sum();
    islands.sort_by(|a, b| a.name().cmp(b.name()));
    Some(in_order(Group { name: ROOM.into(), people, islands }))
}
