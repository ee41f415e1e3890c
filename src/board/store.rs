//! SQL of boards, notes, clusters, votings and dots.

use std::collections::HashMap;

use diesel::{
    dsl::{self, count_star},
    prelude::*,
};

use super::{Board, Cluster, Note, NoteState, Phase};
use crate::{
    clock::Instant,
    error::{Error, Result},
    on_each,
    store::{
        Db, is_duplicate,
        schema::{board, cluster, dot, note, placement, round},
    },
    workshop::Colour,
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = board)]
struct BoardRow {
    id: String,
    theme_id: String,
    number: i32,
    name: String,
    phase: String,
    seq: i64,
    timer_ends_at: Option<chrono::NaiveDateTime>,
    announcement: String,
    frozen: bool,
}

impl From<BoardRow> for Board {
    fn from(row: BoardRow) -> Board {
        Board {
            id: row.id,
            theme_id: row.theme_id,
            number: row.number,
            name: row.name,
            phase: Phase::from_word(&row.phase).unwrap_or(Phase::Prepare),
            seq: row.seq,
            timer_ends_at: row.timer_ends_at.map(|at| at.and_utc()),
            announcement: row.announcement,
            frozen: row.frozen,
        }
    }
}

/// A board.
pub fn get(db: &mut Db, id: &str) -> Result<Board> {
    let row: BoardRow = board::table.find(id).select(BoardRow::as_select()).get_result(db)?;
    Ok(row.into())
}

/// A board, held for the rest of the transaction: whoever else writes on it waits. The embedded
/// database has one writer anyway. Rows that name the board may still come meanwhile: people who
/// sit down at the same moment would wait for each other otherwise.
pub fn hold(db: &mut Db, id: &str) -> Result<Board> {
    let row: BoardRow = match db {
        Db::Sqlite(conn) => board::table.find(id).select(BoardRow::as_select()).get_result(conn)?,
        Db::Postgres(conn) => {
            let held = board::table.find(id).select(BoardRow::as_select()).for_no_key_update();
            held.get_result(conn)?
        }
    };
    Ok(row.into())
}

/// Holds several boards, for a change that concerns them all: everybody takes them in the same
/// order, and before anything else, so that nobody waits in a circle.
pub fn hold_all(db: &mut Db, ids: &[String]) -> Result<()> {
    let mut ids: Vec<&String> = ids.iter().collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().try_for_each(|id| hold(db, id).map(drop))
}

/// The boards of a theme: the whole room's, then by table.
pub fn of_theme(db: &mut Db, theme_id: &str) -> Result<Vec<Board>> {
    let rows: Vec<BoardRow> = board::table
        .filter(board::theme_id.eq(theme_id))
        .order(board::number)
        .select(BoardRow::as_select())
        .load(db)?;
    Ok(rows.into_iter().map(Board::from).collect())
}

/// The number of the last event of each board.
pub fn heads(db: &mut Db, ids: &[String]) -> Result<Vec<(String, i64)>> {
    Ok(board::table.filter(board::id.eq_any(ids)).select((board::id, board::seq)).load(db)?)
}

/// Adds a board.
pub fn insert(db: &mut Db, new: &Board) -> Result<()> {
    diesel::insert_into(board::table)
        .values((
            board::id.eq(&new.id),
            board::theme_id.eq(&new.theme_id),
            board::number.eq(new.number),
            board::name.eq(&new.name),
            board::phase.eq(new.phase.word()),
            board::seq.eq(new.seq),
            board::timer_ends_at.eq(new.timer_ends_at.map(|at| at.naive_utc())),
            board::announcement.eq(&new.announcement),
            board::frozen.eq(new.frozen),
        ))
        .execute(db)?;
    Ok(())
}

/// Writes what can change of a board.
pub fn update(db: &mut Db, changed: &Board) -> Result<()> {
    diesel::update(board::table.find(&changed.id))
        .set((
            board::phase.eq(changed.phase.word()),
            board::timer_ends_at.eq(changed.timer_ends_at.map(|at| at.naive_utc())),
            board::announcement.eq(&changed.announcement),
            board::frozen.eq(changed.frozen),
        ))
        .execute(db)?;
    Ok(())
}

/// Notes the number of the last event.
pub fn set_seq(db: &mut Db, id: &str, seq: i64) -> Result<()> {
    diesel::update(board::table.find(id)).set(board::seq.eq(seq)).execute(db)?;
    Ok(())
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = note, treat_none_as_null = true)]
struct NoteRow {
    id: String,
    text: String,
    colour: String,
    cluster_id: Option<String>,
    place: String,
    state: String,
    reason: String,
    pinned: bool,
    paper: bool,
}

impl From<NoteRow> for Note {
    fn from(row: NoteRow) -> Note {
        Note {
            id: row.id,
            text: row.text,
            colour: Colour::from_word(&row.colour).unwrap_or(Colour::Yellow),
            cluster: row.cluster_id,
            place: row.place,
            state: NoteState::from_word(&row.state),
            reason: row.reason,
            pinned: row.pinned,
            paper: row.paper,
        }
    }
}

impl From<&Note> for NoteRow {
    fn from(note: &Note) -> NoteRow {
        NoteRow {
            id: note.id.clone(),
            text: note.text.clone(),
            colour: note.colour.word().into(),
            cluster_id: note.cluster.clone(),
            place: note.place.clone(),
            state: note.state.word().into(),
            reason: note.reason.clone(),
            pinned: note.pinned,
            paper: note.paper,
        }
    }
}

/// Every note of a board, in order.
pub fn notes(db: &mut Db, board_id: &str) -> Result<Vec<Note>> {
    let rows: Vec<NoteRow> = note::table
        .filter(note::board_id.eq(board_id))
        .order((note::place, note::id))
        .select(NoteRow::as_select())
        .load(db)?;
    Ok(rows.into_iter().map(Note::from).collect())
}

/// Some notes of a board, in no order.
pub fn some_notes(db: &mut Db, board_id: &str, ids: &[String]) -> Result<Vec<Note>> {
    let rows: Vec<NoteRow> = note::table
        .filter(note::board_id.eq(board_id))
        .filter(note::id.eq_any(ids))
        .select(NoteRow::as_select())
        .load(db)?;
    Ok(rows.into_iter().map(Note::from).collect())
}

/// A note.
pub fn note(db: &mut Db, board_id: &str, id: &str) -> Result<Option<Note>> {
    let found = note::table.find((board_id, id)).select(NoteRow::as_select());
    Ok(found.get_result(db).optional()?.map(Note::from))
}

/// The key of the last note or cluster of a board.
pub fn last_place(db: &mut Db, board_id: &str) -> Result<Option<String>> {
    let notes: Option<String> = note::table
        .filter(note::board_id.eq(board_id))
        .select(dsl::max(note::place))
        .get_result(db)?;
    let clusters: Option<String> = cluster::table
        .filter(cluster::board_id.eq(board_id))
        .select(dsl::max(cluster::place))
        .get_result(db)?;
    Ok(notes.max(clusters))
}

/// Notes of a board that are neither withdrawn nor hidden: what counts as posted.
pub fn posted(db: &mut Db, board_id: &str) -> Result<i64> {
    Ok(note::table
        .filter(note::board_id.eq(board_id))
        .filter(note::state.eq_any([NoteState::Shown.word(), NoteState::Held.word()]))
        .select(count_star())
        .get_result(db)?)
}

/// Writes a note, whether it was there or not.
pub fn write_note(db: &mut Db, board_id: &str, written: &Note) -> Result<()> {
    let row = NoteRow::from(written);
    let changed =
        diesel::update(note::table.find((board_id, &written.id))).set(&row).execute(db)?;
    if changed == 0 {
        diesel::insert_into(note::table).values((note::board_id.eq(board_id), row)).execute(db)?;
    }
    Ok(())
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = cluster, treat_none_as_null = true)]
struct ClusterRow {
    id: String,
    parent: Option<String>,
    title: String,
    place: String,
    gone: bool,
    origin: Option<String>,
}

impl From<ClusterRow> for Cluster {
    fn from(row: ClusterRow) -> Cluster {
        let origin = row.origin.as_deref().and_then(|origin| origin.split_once(' '));
        Cluster {
            origin: origin.map(|(board, cluster)| (board.to_owned(), cluster.to_owned())),
            id: row.id,
            parent: row.parent,
            title: row.title,
            place: row.place,
            gone: row.gone,
        }
    }
}

impl From<&Cluster> for ClusterRow {
    fn from(cluster: &Cluster) -> ClusterRow {
        let origin = cluster.origin.as_ref();
        ClusterRow {
            id: cluster.id.clone(),
            parent: cluster.parent.clone(),
            title: cluster.title.clone(),
            place: cluster.place.clone(),
            gone: cluster.gone,
            origin: origin.map(|(board, cluster)| format!("{board} {cluster}")),
        }
    }
}

/// Every cluster of a board, in order, those that are gone too.
pub fn clusters(db: &mut Db, board_id: &str) -> Result<Vec<Cluster>> {
    let rows: Vec<ClusterRow> = cluster::table
        .filter(cluster::board_id.eq(board_id))
        .order((cluster::place, cluster::id))
        .select(ClusterRow::as_select())
        .load(db)?;
    Ok(rows.into_iter().map(Cluster::from).collect())
}

/// Writes a cluster, whether it was there or not.
pub fn write_cluster(db: &mut Db, board_id: &str, written: &Cluster) -> Result<()> {
    let row = ClusterRow::from(written);
    let target = cluster::table.find((board_id, &written.id));
    let changed = diesel::update(target).set(&row).execute(db)?;
    if changed == 0 {
        diesel::insert_into(cluster::table)
            .values((cluster::board_id.eq(board_id), row))
            .execute(db)?;
    }
    Ok(())
}

/// How many sit at a board, and how many of them have said that they are done. Once their traces
/// are erased it is how many sat there.
pub fn seated(db: &mut Db, board_id: &str) -> Result<(i64, i64)> {
    let at = placement::table.filter(placement::board_id.eq(board_id)).select(count_star());
    let ready = at.filter(placement::ready.eq(true));
    let sat: Option<i32> = board::table.find(board_id).select(board::sat).get_result(db)?;
    Ok((at.get_result::<i64>(db)? + i64::from(sat.unwrap_or(0)), ready.get_result(db)?))
}

/// Whether somebody has said that they are done.
pub fn is_ready(db: &mut Db, attendee_id: &str, board_id: &str) -> Result<bool> {
    let found = placement::table
        .filter(placement::attendee_id.eq(attendee_id))
        .filter(placement::board_id.eq(board_id))
        .select(placement::ready);
    Ok(found.get_result(db).optional()?.unwrap_or(false))
}

/// Notes that somebody is done, or is not. How many rows it changed.
pub fn set_ready(db: &mut Db, attendee_id: &str, board_id: &str, ready: bool) -> Result<usize> {
    Ok(diesel::update(placement::table)
        .filter(placement::attendee_id.eq(attendee_id))
        .filter(placement::board_id.eq(board_id))
        .filter(placement::ready.ne(ready))
        .set(placement::ready.eq(ready))
        .execute(db)?)
}

/// Nobody is done yet: a new phase begins.
pub fn clear_ready(db: &mut Db, board_id: &str) -> Result<()> {
    diesel::update(placement::table.filter(placement::board_id.eq(board_id)))
        .set(placement::ready.eq(false))
        .execute(db)?;
    Ok(())
}

/// A voting.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = round)]
pub struct Round {
    /// Its id.
    pub id: String,
    /// 1, 2, 3 … on its board.
    pub number: i32,
    /// Dots a person has.
    pub budget: i32,
    /// How many of them may go to one target.
    pub per_cluster: i32,
}

/// The last voting of a board.
pub fn last_round(db: &mut Db, board_id: &str) -> Result<Option<Round>> {
    let found = round::table.filter(round::board_id.eq(board_id)).order(round::number.desc());
    Ok(found.select(Round::as_select()).first(db).optional()?)
}

/// Begins a voting.
pub fn insert_round(db: &mut Db, board_id: &str, new: &Round) -> Result<()> {
    diesel::insert_into(round::table)
        .values((
            round::id.eq(&new.id),
            round::board_id.eq(board_id),
            round::number.eq(new.number),
            round::budget.eq(new.budget),
            round::per_cluster.eq(new.per_cluster),
        ))
        .execute(db)?;
    Ok(())
}

/// A person's dots in a voting: slot, target, the how-manieth on it.
pub fn dots(db: &mut Db, round_id: &str, attendee_id: &str) -> Result<Vec<(i32, String, i32)>> {
    Ok(dot::table
        .filter(dot::round_id.eq(round_id))
        .filter(dot::attendee_id.eq(attendee_id))
        .order(dot::slot)
        .select((dot::slot, dot::target, dot::nth))
        .load(db)?)
}

/// Places a dot in a slot. A slot or a place on the target that is taken says so.
pub fn insert_dot(
    db: &mut Db,
    round_id: &str,
    attendee_id: &str,
    (slot, target, nth): (i32, &str, i32),
) -> Result<()> {
    let new = diesel::insert_into(dot::table).values((
        dot::round_id.eq(round_id),
        dot::attendee_id.eq(attendee_id),
        dot::slot.eq(slot),
        dot::target.eq(target),
        dot::nth.eq(nth),
    ));
    match new.execute(db) {
        Err(error) if is_duplicate(&error) => {
            Err(Error::conflict("同じ点を別の画面で動かしたところでした。いまの点を表示します。"))
        }
        other => Ok(other.map(drop)?),
    }
}

/// Takes the dot of a slot back.
pub fn delete_dot(db: &mut Db, round_id: &str, attendee_id: &str, slot: i32) -> Result<()> {
    diesel::delete(dot::table.find((round_id, attendee_id, slot))).execute(db)?;
    Ok(())
}

/// How many dots each target has in a voting.
pub fn totals(db: &mut Db, round_id: &str) -> Result<HashMap<String, i64>> {
    let counted: Vec<(String, i64)> = dot::table
        .filter(dot::round_id.eq(round_id))
        .group_by(dot::target)
        .select((dot::target, count_star()))
        .load(db)?;
    Ok(counted.into_iter().collect())
}

/// How many people have placed a dot in a voting.
pub fn voters(db: &mut Db, round_id: &str) -> Result<i64> {
    let found = dot::table.filter(dot::round_id.eq(round_id));
    Ok(found.select(dsl::count(dot::attendee_id).aggregate_distinct()).get_result(db)?)
}

/// How many phones are on boards, as far as processes have said since a moment.
pub fn online(db: &mut Db, board_ids: &[String], since: Instant) -> Result<HashMap<String, i64>> {
    use crate::store::schema::presence;
    let counted: Vec<(String, i32)> = presence::table
        .filter(presence::board_id.eq_any(board_ids))
        .filter(presence::at.ge(since.naive_utc()))
        .select((presence::board_id, presence::online))
        .load(db)?;
    let mut sums = HashMap::new();
    for (board_id, online) in counted {
        *sums.entry(board_id).or_default() += i64::from(online);
    }
    Ok(sums)
}

/// Notes how many phones a process has on a board.
pub fn set_online(
    db: &mut Db,
    process: &str,
    board_id: &str,
    online: i32,
    at: Instant,
) -> Result<()> {
    use crate::store::schema::presence;
    let row = (
        presence::process.eq(process),
        presence::board_id.eq(board_id),
        presence::online.eq(online),
        presence::at.eq(at.naive_utc()),
    );
    on_each!(db, conn => diesel::insert_into(presence::table)
        .values(row)
        .on_conflict((presence::process, presence::board_id))
        .do_update()
        .set((presence::online.eq(online), presence::at.eq(at.naive_utc())))
        .execute(conn))?;
    Ok(())
}
