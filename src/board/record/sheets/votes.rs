//! 投票: what each target got, voting by voting, and whether it adds up.

use super::{Block, Cell, Sheet};
use crate::board::record::{OfBoard, OfTheme, Record, votings::Voting};

const HEADS: [&str; 11] = [
    "テーマ",
    "テーブル",
    "回",
    "順位",
    "番号",
    "項目",
    "付箋",
    "点",
    "投票した人",
    "1人の点",
    "1つに入れられる点",
];

/// What stands where dots fell on something that was gone in the end.
const LOST: &str = "（なくなったまとまりか付箋に入っていた点。数えません）";

/// Every voting of every table and of the whole room.
pub(super) fn votes(record: &Record) -> Sheet {
    let mut block = Block::new("", &HEADS, "投票は行われていません。");
    for (theme, kept) in record.boards() {
        for voting in &kept.votings {
            rows(&mut block.rows, theme, kept, voting);
        }
    }
    Sheet {
        name: "投票",
        about: "テーブルの投票と全体の投票は別のものです。合わせて数えないでください。終わっていない投票の点は出しません。",
        widths: vec![240, 90, 40, 50, 100, 340, 60, 60, 90, 70, 110],
        blocks: vec![block],
    }
}

fn rows(into: &mut Vec<Vec<Cell>>, theme: &OfTheme, kept: &OfBoard, voting: &Voting) {
    let row = |rank: Cell, (key, title): (&str, &str), notes: Cell, dots: Cell| {
        vec![
            theme.theme.title.as_str().into(),
            kept.board.name.as_str().into(),
            i64::from(voting.number).into(),
            rank,
            key.into(),
            title.into(),
            notes,
            dots,
            voting.voters.into(),
            i64::from(voting.budget).into(),
            i64::from(voting.per_cluster).into(),
        ]
    };
    let Some(lines) = &voting.lines else {
        into.push(row(Cell::Blank, ("", "（投票が終わっていません）"), Cell::Blank, Cell::Blank));
        return;
    };
    for line in lines {
        // Equal dots have an equal rank.
        let rank = 1 + lines.iter().filter(|other| other.dots > line.dots).count() as i64;
        let key = theme.keys.of(&kept.board.id, &line.target);
        let notes = if line.notes == 0 { Cell::Blank } else { (line.notes as i64).into() };
        into.push(row(rank.into(), (key, &line.title), notes, line.dots.into()));
    }
    if voting.lost > 0 {
        into.push(row(Cell::Blank, ("", LOST), Cell::Blank, voting.lost.into()));
    }
}
