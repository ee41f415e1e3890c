//! 経過: the log of every board, in words.

use super::{Block, Sheet};
use crate::{
    board::record::{Record, course},
    clock::in_japan,
};

/// What happened, board by board.
pub(super) fn course(record: &Record) -> Sheet {
    let heads = ["テーマ", "テーブル", "番号", "日時", "できごと"];
    let mut block = Block::new("", &heads, "まだ何も起きていません。");
    for (theme, kept) in record.boards() {
        for (entry, words) in course::lines(theme, kept) {
            block.rows.push(vec![
                theme.theme.title.as_str().into(),
                kept.board.name.as_str().into(),
                entry.seq.into(),
                in_japan(entry.at).format("%Y-%m-%d %H:%M").to_string().into(),
                words.into(),
            ]);
        }
    }
    Sheet {
        name: "経過",
        about: "ボードの記録です。だれがしたかは、どこにも記録していません。",
        widths: vec![260, 100, 60, 150, 440],
        blocks: vec![block],
    }
}
