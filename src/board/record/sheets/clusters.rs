//! まとまり: the islands and the islands of islands of every board.

use super::{Block, Cell, Sheet};
use crate::board::{
    Cluster,
    record::{OfBoard, OfTheme, Record},
};

/// Every cluster that stood on its board in the end, with its dots in each voting.
pub(super) fn clusters(record: &Record) -> Sheet {
    let votings = record.boards().map(|(_, kept)| kept.votings.len()).max().unwrap_or(0).max(1);
    let heads = ["番号", "テーマ", "テーブル", "段", "表札", "入っている先", "付箋"];
    let mut block = Block::new("", &heads, "まとまりは1つもありません。");
    block.heads.extend((1..=votings).map(|number| format!("{number}回目の投票の点")));
    block.heads.extend(["全体の投票の点", "もとのテーブル", "もとの番号"].map(String::from));
    for (theme, kept) in record.boards() {
        let clusters = kept.content.clusters.iter();
        block.rows.extend(clusters.map(|cluster| row(theme, kept, cluster, votings)));
    }
    let mut widths = vec![90, 220, 90, 80, 280, 100, 60];
    widths.extend(std::iter::repeat_n(80, votings));
    widths.extend([80, 100, 100]);
    Sheet {
        name: "まとまり",
        about: "1行が1つのまとまり。全体のボードのまとまりは、もとのテーブルのまとまりか付箋の写しです。",
        widths,
        blocks: vec![block],
    }
}

fn row(theme: &OfTheme, kept: &OfBoard, cluster: &Cluster, votings: usize) -> Vec<Cell> {
    let board = &kept.board.id;
    let has_parts =
        kept.content.clusters.iter().any(|part| part.parent.as_ref() == Some(&cluster.id));
    let notes = kept.content.notes_in(&cluster.id).count() as i64;
    let parent = cluster.parent.as_ref();
    let origin = cluster.origin.as_ref().and_then(|origin| theme.origin(origin));
    let mut row: Vec<Cell> = vec![
        theme.keys.of(board, &cluster.id).into(),
        theme.theme.title.as_str().into(),
        kept.board.name.as_str().into(),
        if has_parts { "島の島" } else { "島" }.into(),
        cluster.title.as_str().into(),
        parent.map_or("", |parent| theme.keys.of(board, parent)).into(),
        if origin.is_some() { Cell::Blank } else { notes.into() },
    ];
    row.extend((0..votings).map(|at| {
        let voting = kept.votings.get(at);
        Cell::from(voting.and_then(|voting| voting.dots(&cluster.id)))
    }));
    let (table, key) = origin.unwrap_or_default();
    row.extend([theme.room_dots(board, &cluster.id).into(), table.into(), key.into()]);
    row
}
