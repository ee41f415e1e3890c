//! A whole evening: three phones held in one hand each, somebody who leads, and a room whose
//! network goes away twice.

use machikoe::{
    board::Board,
    workshop::{Workshop, codes},
};

use super::{board::is_like_a_fresh_page, until};
use crate::support::{
    World,
    log::Log,
    proxy::Proxy,
    wait_for,
    webdriver::{Device, Window},
    workshop::*,
    world::{Engine, Plan},
};

/// What the three write while all is well, two notes each.
const WRITTEN: [[&str; 2]; 3] = [
    ["潮干狩りの日を増やす", "夜道が暗い"],
    ["海の見える食堂", "駅から海までの道"],
    ["夕日の写真展", "バスの最終が早い"],
];

/// What two of them write without a network.
const WRITTEN_CUT: [&str; 2] = ["堤防で釣り", "朝市"];

/// The room: its network, its phones, and whoever leads.
struct Room {
    world: World,
    workshop: Workshop,
    board: Board,
    network: Proxy,
    phones: Vec<Window>,
    facilitator: Window,
}

#[test]
fn three_phones_and_a_facilitator_get_through_an_evening_with_the_network_cut_twice() {
    wait_for(async {
        let Some(room) = Room::open().await else { return };
        room.join().await;
        room.write().await;
        room.gather().await;
        room.vote().await;
        room.end().await;
    });
}

impl Room {
    /// `None` where there is no browser.
    async fn open() -> Option<Room> {
        let facilitator = Window::open(Device::Computer).await?;
        let mut phones = Vec::new();
        for _ in 0..3 {
            phones.push(Window::open(Device::Phone).await?);
        }
        let world = World::on(Engine::Sqlite, None, Log::quiet(), Plan::default()).await;
        let workshop = world.workshop(for_pupils()).await;
        let board = world.board(&workshop, 1).await;
        let network = Proxy::to(world.base().trim_start_matches("http://"));
        Some(Room { world, workshop, board, network, phones, facilitator })
    }

    /// By the codes that the wall and the facilitator's paper show.
    async fn join(&self) {
        let base = format!("http://{}", self.network.host);
        let code = codes::facilitator(&self.world.app, &self.workshop).compact();
        self.facilitator.go(&format!("{base}/f/{code}")).await;
        self.facilitator.leave(&self.facilitator.one("main button.primary").await).await;
        for (phone, nickname) in self.phones.iter().zip(["はな", "けん", "らん"]) {
            phone.go(&format!("{base}/W/{}", self.workshop.join_code)).await;
            phone.enter(&phone.one("#nickname").await, nickname).await;
            phone.leave(&phone.one("main button.primary").await).await;
            phone.leave(&phone.one("button[name=table][value='1']").await).await;
        }
        self.facilitator_reads("できた", "0/3人").await;
    }

    /// Everybody goes to the next phase, by one tap of the facilitator.
    async fn next(&self, phase: &str) {
        let next = format!("#everybody button[value='next:{phase}']");
        until(&self.facilitator, &format!("document.querySelector(\"{next}\")")).await;
        self.facilitator.tap(&self.facilitator.one(&next).await).await;
        self.all_see(&format!("document.querySelector('main').dataset.phase === '{phase}'")).await;
    }

    /// Something is so on every phone.
    async fn all_see(&self, what: &str) {
        for phone in &self.phones {
            until(phone, what).await;
        }
    }

    /// A number of the first table on the facilitator's screen.
    async fn facilitator_reads(&self, name: &str, number: &str) {
        let numbers = "[...document.querySelectorAll('#t-1 .numbers div')]";
        let words = "one.innerText.replace(/\\s/g, '')";
        until(&self.facilitator, &format!("{numbers}.some((one) => {words} === '{name}{number}')"))
            .await;
    }

    /// Two notes each; then the network goes away, and two write on.
    async fn write(&self) {
        self.next("write").await;
        for (phone, texts) in self.phones.iter().zip(WRITTEN) {
            for text in texts {
                post(phone, text).await;
                until(phone, &is_said_of(text, "保存済み")).await;
            }
        }
        self.facilitator_reads("付箋", "6枚").await;
        self.network.cut();
        for (phone, text) in self.phones.iter().zip(WRITTEN_CUT) {
            post(phone, text).await;
            until(phone, &is_said_of(text, "未送信")).await;
        }
        self.all_see("!document.querySelector('#stale').hidden").await;
        self.phones[0].picture("evening-00-cut").await;
        self.network.mend();
        for (phone, text) in self.phones.iter().zip(WRITTEN_CUT) {
            until(phone, &is_said_of(text, "保存済み")).await;
        }
        self.facilitator_reads("付箋", "8枚").await;
    }

    /// Two clusters; the second is made while the network is away.
    async fn gather(&self) {
        self.next("open").await;
        self.all_see("document.querySelectorAll('#wall li.note').length === 8").await;
        self.all_see("document.querySelector('#outbox').textContent === ''").await;
        self.next("talk").await;
        self.next("gather").await;
        cluster(&self.phones[0], &["海の見える食堂", "朝市"], "海辺の食").await;
        self.all_see("document.querySelector('#wall').innerText.includes('海辺の食')").await;
        self.network.cut();
        cluster(&self.phones[1], &["夜道が暗い", "バスの最終が早い"], "帰り道").await;
        let waits = "document.querySelector('#outbox').innerText.includes('まだ送れていない')";
        until(&self.phones[1], waits).await;
        self.network.mend();
        self.all_see("document.querySelector('#wall').innerText.includes('帰り道')").await;
        self.all_see("document.querySelectorAll('#wall .cluster li.note').length === 4").await;
        self.phones[2].picture("evening-01-gathered").await;
    }

    /// Three dots each and no more, each beginning with something else.
    async fn vote(&self) {
        const MORE: &str = "button[id^=more-]:not([disabled])";
        self.next("vote").await;
        for (first, phone) in self.phones.iter().enumerate() {
            for left in [2, 1, 0] {
                tap(phone, MORE, first).await;
                let shown = format!("document.querySelector('#left').innerText === '{left}'");
                until(phone, &shown).await;
            }
            until(phone, &format!("!document.querySelector('{MORE}')")).await;
        }
        self.facilitator_reads("投票", "3人").await;
        self.all_see("outbox.length === 0").await;
        self.next("result").await;
        let dots = "[...document.querySelectorAll('p.total strong')]
            .reduce((sum, one) => sum + Number(one.innerText), 0)";
        self.all_see(&format!("{dots} === 9")).await;
        self.phones[0].picture("evening-02-result").await;
        assert_eq!(self.world.count("dot").await, 9);
    }

    /// To the end; nothing was lost, doubled or left standing on a phone.
    async fn end(&self) {
        self.next("present").await;
        self.next("closed").await;
        for phone in &self.phones {
            is_like_a_fresh_page(phone).await;
        }
        self.phones[0].picture("evening-03-end").await;
        let id = &self.board.id;
        let of_board = format!("FROM note WHERE board_id = '{id}' ORDER BY text");
        let mut wanted = [WRITTEN.as_flattened(), &WRITTEN_CUT].concat();
        wanted.sort_unstable();
        assert_eq!(self.world.rows(&format!("SELECT text AS value {of_board}")).await, wanted);
        let holes = format!(
            "SELECT CAST(max(seq) - count(*) AS TEXT) AS value FROM event WHERE board_id = '{id}'"
        );
        assert_eq!(self.world.rows(&holes).await, ["0"]);
    }
}

/// Types a note and taps the button.
async fn post(phone: &Window, text: &str) {
    phone.enter(&phone.one("#text").await, text).await;
    phone.tap(&phone.one("#write button.primary").await).await;
}

/// A condition: what stands beside a note of one's own.
fn is_said_of(text: &str, state: &str) -> String {
    format!(
        "[...document.querySelectorAll('#mine li')].some((one) =>
            one.innerText.includes('{text}') && one.innerText.includes('{state}'))"
    )
}

/// Ticks notes, names them and taps the button.
async fn cluster(phone: &Window, texts: &[&str], title: &str) {
    const NOTES: &str = "#wall li.note label.tick";
    for (at, note) in phone.all(None, NOTES).await.iter().enumerate() {
        let words = phone.words(note).await;
        if texts.iter().any(|text| words.contains(text)) {
            tap(phone, NOTES, at).await;
        }
    }
    phone.enter(&phone.one("#title").await, title).await;
    phone.tap(&phone.one("#gather button[value=new]").await).await;
}

/// Taps one of what a selector finds, scrolled out from below what sticks to the edges.
async fn tap(phone: &Window, selector: &str, at: usize) {
    let found = format!("document.querySelectorAll('{selector}')[{at}]");
    phone.run(&format!("{found}.scrollIntoView({{block: 'nearest'}})")).await;
    phone.tap(&phone.all(None, selector).await[at]).await;
}
