//! An evening whose notes, clusters and dots are known.

use machikoe::{
    board::{Board, Phase, gather, gather::Into, notes},
    workshop::{self, Workshop},
};

use crate::support::{workshop::*, *};

/// Three phones at table 1; table 2 stays empty. Five notes: two in a cluster, one alone, one
/// hidden, one taken back.
pub async fn evening(world: &World) -> (Workshop, Board, Vec<Browser>) {
    let workshop = world.workshop(for_pupils()).await;
    let board = world.board(&workshop, 1).await;
    let mut phones = Vec::new();
    for name in ["はなちゃん", "けんくん", "りこりん"] {
        phones.push(world.phone_of(&workshop, 1, name).await);
    }
    let path = format!("/w/{}/notes", workshop.join_code);
    world.phase(&board, Phase::Open).await;
    let written = [
        ("note-umi-no-ie", "海の家", "yellow"),
        ("note-cafe-hama", "浜のカフェ", "pink"),
        ("note-chusha-jo", "=駐車場", "yellow"),
        ("note-kakushita", "みえてはいけない文", "yellow"),
        ("note-torisageta", "とりさげた文", "pink"),
    ];
    for (at, (id, text, colour)) in written.into_iter().enumerate() {
        let note = [("id", id), ("text", text), ("colour", colour)];
        phones[at % 3].post(&path, &note).await.is("海辺の使い方");
    }
    phones[1].post(&format!("{path}/note-torisageta/withdrawal"), &[("withdrawn", "yes")]).await;
    world.lead(&board, |deed| notes::hide(deed, "note-kakushita", "名前がありました")).await;
    world
        .lead(&board, |deed| {
            let ticked = ["note-umi-no-ie", "note-cafe-hama"].map(String::from);
            let into = Into::New { id: "cluster-hama".into(), title: "浜の店".into() };
            gather::gather(deed, &ticked, &into)
        })
        .await;
    world.phase(&board, Phase::Vote).await;
    let dots = [(0, "cluster-hama", "2"), (1, "cluster-hama", "1"), (1, "note-chusha-jo", "1")];
    for (at, target, count) in dots {
        let dots = [("target", target), ("dots", count)];
        phones[at].post(&format!("/w/{}/dots", workshop.join_code), &dots).await;
    }
    world.phase(&board, Phase::Result).await;
    (workshop, world.board_again(board).await, phones)
}

impl World {
    /// A board as it is now.
    pub async fn board_again(&self, board: Board) -> Board {
        let read = move |db: &mut _| machikoe::board::store::get(db, &board.id);
        self.app.store.read(read).await.expect("a board")
    }

    /// Closes a workshop.
    pub async fn close(&self, workshop: &Workshop) {
        let (of, now) = (workshop.clone(), self.app.stamp());
        self.write(move |db| workshop::close(db, &of, now)).await;
    }
}
