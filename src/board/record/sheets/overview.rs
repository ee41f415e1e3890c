//! 概要: what the workshop was, what stood on its boards, and when they were in which phase.

use super::{Block, Cell, Sheet};
use crate::{
    board::{
        NoteState,
        record::{OfBoard, OfTheme, Record, replay},
    },
    clock::{in_japan, japanese_day},
};

const BOARDS: [&str; 11] = [
    "テーマ",
    "題",
    "テーブル",
    "段階",
    "参加した人",
    "付箋（表示）",
    "確認待ち",
    "非表示",
    "取り下げ",
    "まとまり",
    "投票した人",
];

/// The first sheet; `others` are those that follow.
pub(super) fn overview(record: &Record, others: &[Sheet]) -> Sheet {
    let mut themes = Block::new("テーマとテーブル", &BOARDS, "テーマがありません。");
    let mut phases = Block::new(
        "進行",
        &["テーマ", "題", "テーブル", "段階", "はじまり", "分"],
        "まだ始まっていません。",
    );
    let mut colours = Block::new("色の意味", &["テーマ", "意味", "色", "記号"], "色がありません。");
    for theme in &record.themes {
        for kept in &theme.boards {
            themes.rows.push(board(theme, kept));
            phases.rows.extend(course(theme, kept));
        }
        colours.rows.extend(theme.theme.settings.colours.iter().map(|of| {
            let sign = format!("{}{}", of.colour.shape(), of.colour.letter());
            let letter = theme.letter.as_str();
            vec![letter.into(), of.means.as_str().into(), of.colour.name().into(), sign.into()]
        }));
    }
    let mut sheets = Block::new("シートの一覧", &["シート", "内容"], "");
    sheets.rows.extend(others.iter().map(|sheet| vec![sheet.name.into(), sheet.about.into()]));
    Sheet {
        name: "概要",
        about: "ワークショップと、この記録の読み方です。",
        widths: vec![130, 430, 100, 80, 150, 100, 80, 70, 80, 80, 90],
        blocks: vec![facts(record), themes, phases, colours, sheets],
    }
}

fn facts(record: &Record) -> Block {
    let workshop = &record.workshop;
    let took_part = match record.took_part {
        Some(people) => format!("{people}人"),
        None => "参加した人の手がかりは消去しました".into(),
    };
    let mut block = Block::new("ワークショップ", &["項目", "内容"], "");
    let facts = [
        ("名前", workshop.title.clone()),
        ("主催", record.city.clone()),
        ("対象", workshop.settings.audience.clone()),
        ("目的", workshop.settings.purpose.clone()),
        ("日", japanese_day(workshop.held_on)),
        ("時間", workshop.hours.clone()),
        ("場所", workshop.place.clone()),
        ("状態", workshop.state.label().into()),
        ("参加した人", took_part),
        ("作成日", japanese_day(in_japan(record.made).date())),
        (
            "読み方",
            "だれが書いたか、だれが投票したかは、この記録のどこにもありません。「準備」か「書く」のままのボードは、数だけを出しています。"
                .into(),
        ),
    ];
    block.rows.extend(facts.map(|(name, value)| vec![name.into(), value.into()]));
    block
}

fn board(theme: &OfTheme, kept: &OfBoard) -> Vec<Cell> {
    let voters = kept.votings.last().map(|voting| voting.voters);
    let mut row: Vec<Cell> = vec![
        theme.letter.as_str().into(),
        theme.theme.title.as_str().into(),
        kept.board.name.as_str().into(),
        kept.board.phase.label().into(),
        kept.took_part.into(),
    ];
    let states = [NoteState::Shown, NoteState::Held, NoteState::Hidden, NoteState::Withdrawn];
    row.extend(states.map(|state| Cell::from(kept.count(state))));
    row.extend([Cell::from(kept.content.clusters.len() as i64), voters.into()]);
    row
}

/// The phases of a board, with how many minutes each lasted until the next.
fn course<'r>(theme: &'r OfTheme, kept: &'r OfBoard) -> impl Iterator<Item = Vec<Cell>> + use<'r> {
    let phases = replay::phases(&kept.entries);
    (0..phases.len()).map(move |at| {
        let (phase, _, begins) = phases[at];
        let minutes = phases.get(at + 1).map(|(_, _, ends)| (*ends - begins).num_minutes());
        vec![
            theme.letter.as_str().into(),
            theme.theme.title.as_str().into(),
            kept.board.name.as_str().into(),
            phase.label().into(),
            in_japan(begins).format("%Y-%m-%d %H:%M").to_string().into(),
            minutes.into(),
        ]
    })
}
