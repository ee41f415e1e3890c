//! 付箋: one row a note, in the order in which they came to their table.

use super::{Block, Cell, Sheet};
use crate::board::{
    Note, NoteState,
    record::{OfBoard, OfTheme, Record, meaning, state_label},
};

const HEADS: [&str; 16] = [
    "番号",
    "テーマ",
    "テーブル",
    "付箋",
    "色",
    "記号",
    "色の意味",
    "表札",
    "まとまりの番号",
    "島の島",
    "点",
    "全体の投票の点",
    "注目",
    "状態",
    "理由",
    "代理入力",
];

/// Every note. Those that were hidden or held stand there with their state.
pub fn notes(record: &Record) -> Sheet {
    let mut block = Block::new("", &HEADS, "付箋は1枚もありません。");
    for (theme, kept) in record.boards() {
        block.rows.extend(kept.notes.iter().map(|note| row(theme, kept, note)));
    }
    Sheet {
        name: "付箋",
        about: "1行が1枚。番号はテーマ、テーブル、出た順。取り下げた付箋は状態だけを残し、文は残しません。",
        widths: vec![90, 160, 90, 360, 40, 50, 110, 160, 90, 160, 50, 60, 50, 80, 160, 70],
        blocks: vec![block],
    }
}

fn row(theme: &OfTheme, kept: &OfBoard, note: &Note) -> Vec<Cell> {
    let board = &kept.board.id;
    let cluster_of =
        |id: Option<&String>| kept.content.clusters.iter().find(|cluster| Some(&cluster.id) == id);
    let cluster = cluster_of(note.cluster.as_ref());
    let island = cluster.and_then(|cluster| cluster_of(cluster.parent.as_ref()));
    let target = note.cluster.as_ref().unwrap_or(&note.id);
    let is_shown = note.state == NoteState::Shown;
    let dots = kept.votings.last().and_then(|voting| voting.dots(target));
    let yes = |is: bool| if is { "○" } else { "" };
    vec![
        theme.keys.of(board, &note.id).into(),
        theme.theme.title.as_str().into(),
        kept.board.name.as_str().into(),
        note.text.as_str().into(),
        note.colour.name().into(),
        format!("{}{}", note.colour.shape(), note.colour.letter()).into(),
        meaning(&theme.theme, note.colour).into(),
        cluster.map_or("", |cluster| cluster.title.as_str()).into(),
        cluster.map_or("", |cluster| theme.keys.of(board, &cluster.id)).into(),
        island.map_or("", |island| island.title.as_str()).into(),
        dots.filter(|_| is_shown).into(),
        theme.room_dots(board, target).filter(|_| is_shown).into(),
        yes(note.pinned).into(),
        state_label(note.state).into(),
        note.reason.as_str().into(),
        yes(note.paper).into(),
    ]
}
