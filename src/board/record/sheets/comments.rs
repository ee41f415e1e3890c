//! コメント: what people said about the results, with what the city replied.

use super::{Block, Sheet};

/// The headings of a comment.
const HEADS: [&str; 12] = [
    "番号",
    "報告会",
    "テーマ",
    "種類",
    "参加者",
    "日",
    "意見",
    "状態",
    "理由",
    "返信した課",
    "返信",
    "返信した日",
];

/// A comment, as the cells of its row.
pub type Comment = [String; HEADS.len()];

/// The comments of the results meeting, in the order in which they are given.
pub(super) fn comments(given: &[Comment]) -> Sheet {
    let mut block = Block::new("", &HEADS, "結果報告会のコメントは、まだありません。");
    block.rows.extend(
        given.iter().map(|comment| comment.iter().map(|cell| cell.as_str().into()).collect()),
    );
    Sheet {
        name: "コメント",
        about: "結果報告会でいただいた意見と、市の返信です。",
        widths: vec![90, 180, 200, 70, 70, 90, 360, 80, 120, 110, 360, 90],
        blocks: vec![block],
    }
}
