//! A meeting about results: an evening that is over, and the office that reports on it.

use std::fs;

use machikoe::{
    board::{
        NoteState, Phase,
        act::{self, By},
        gather::{self, Into},
        lead,
        notes::{self, NewNote},
        votes,
    },
    workshop::{self, Settings, Workshop, attend, codes},
};

use super::{Browser, HARA, MORI, World, workshop::for_pupils, workshop::settings};

/// The page of the theme that [`World::reported`] publishes.
pub const THEME: &str = "/meetings/report/1";

/// What is written on notes that nobody may see, and in a mail address.
pub const SECRETS: [&str; 4] =
    ["ひみつの隠した付箋", "090-1234-5678", "取り下げた付箋", "隠した付箋だけの島"];

const TEMPLATE: &str = "\
kind: meeting
title: 町の話し合い 結果報告会
meeting:
  purpose: 話し合いの結果をお知らせします。
  kinds: [sympathy, insight, question]
  open_days: 21
  moderation: before
  reply_days: 14
  keep_days: 60
  hold:
    notice: 職員が先に読みます。
    words: [ばか]
    contacts: true
";

impl World {
    /// An evening that is over. 6 people at the first table, 3 and 2 at the others. The first
    /// table has a cluster with dots, and notes that may not be seen.
    pub async fn evening(&self) -> Workshop {
        let hold = for_pupils().hold;
        let workshop = self.workshop(Settings { tables: 3, hold, ..settings() }).await;
        for (number, people) in [(1, 6), (2, 3), (3, 2)] {
            self.come(&workshop, number, people).await;
            let board = self.board(&workshop, number).await;
            self.lead(&board, |deed| lead::set_phase(deed, Phase::Open)).await;
            self.note(&workshop, number, "note-one-1", &format!("テーブル{number}の海の家")).await;
        }
        let first = self.board(&workshop, 1).await;
        for (id, text) in [
            ("note-two-2", "=浜のカフェ"),
            ("note-hid-3", SECRETS[0]),
            ("note-tel-4", SECRETS[1]),
            ("note-off-5", SECRETS[2]),
        ] {
            self.note(&workshop, 1, id, text).await;
        }
        let ids = |ids: &[&str]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        let new = |id: &str, title: &str| Into::New { id: id.into(), title: title.into() };
        let (both, hidden) = (ids(&["note-one-1", "note-two-2"]), ids(&["note-hid-3"]));
        let (island, alone) = (new("island-shop", "浜の店"), new("island-none", SECRETS[3]));
        self.lead(&first, move |deed| gather::gather(deed, &both, &island)).await;
        self.lead(&first, move |deed| gather::gather(deed, &hidden, &alone)).await;
        self.lead(&first, |deed| notes::hide(deed, "note-hid-3", "名前がある")).await;
        self.deed(&workshop, 1, |deed| notes::withdraw(deed, "note-off-5", true)).await;
        self.lead(&first, |deed| lead::set_phase(deed, Phase::Vote)).await;
        self.deed(&workshop, 1, |deed| votes::set(deed, "island-shop", 2)).await;
        self.lead(&first, |deed| lead::set_phase(deed, Phase::Result)).await;
        self.write(move |db| {
            let of = workshop::store::get(db, &workshop.id)?;
            workshop::close(db, &of, "2026-12-10T06:00:00Z".parse().expect("an instant"))?;
            workshop::store::get(db, &workshop.id)
        })
        .await
    }

    /// People come and sit down at a table.
    async fn come(&self, workshop: &Workshop, number: i32, people: i32) {
        let (app, of) = (self.app.clone(), workshop.clone());
        self.write(move |db| {
            for one in 0..people {
                let who = attend::join(db, &app, &of, &format!("{number} {one}"), "")?;
                attend::sit_down(db, &app, &of, &who.id, number)?;
            }
            Ok(())
        })
        .await;
    }

    /// The first person at a table, by their id.
    async fn somebody(&self, workshop: &Workshop, number: i32) -> String {
        let theme = workshop.theme_id.clone().expect("a theme");
        let seats = self.app.store.read(move |db| attend::seats(db, &theme)).await.expect("seats");
        seats.into_iter().find(|(_, at)| *at == number).expect("somebody").0
    }

    /// The code for coming back of the first person at a table.
    pub async fn letters(&self, workshop: &Workshop, number: i32) -> String {
        codes::returning(&self.app, &workshop.id, &self.somebody(workshop, number).await)
    }

    /// The first person at a table posts a note.
    async fn note(&self, workshop: &Workshop, number: i32, id: &str, text: &str) {
        let new = NewNote { id: id.into(), text: text.into(), colour: "yellow".into() };
        let note = self.deed(workshop, number, move |deed| notes::post(deed, &new)).await;
        assert_eq!(note.state == NoteState::Held, text == SECRETS[1], "{text}");
    }

    /// The first person at a table does something.
    async fn deed<T: Send + 'static>(
        &self,
        workshop: &Workshop,
        number: i32,
        deed: impl FnOnce(&mut act::Deed<'_>) -> machikoe::error::Result<T> + Send + 'static,
    ) -> T {
        let (app, who) = (self.app.clone(), self.somebody(workshop, number).await);
        let board = self.board(workshop, number).await;
        self.write(move |db| act::change(db, &app, &board.id, By::Attendee(&who), deed)).await
    }

    /// Puts the template of meetings where the city's are.
    pub fn meeting_template(&self) {
        let folder = self.app.config.forms.join("workshops");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("meeting.yaml"), TEMPLATE).expect("written");
    }

    /// The desk has made a meeting about the evening's first theme; nothing is public.
    pub async fn meeting(&self) -> Browser {
        self.meeting_template();
        let mut desk = self.desk(&HARA).await;
        desk.open("/staff/meetings").await.is("結果報告会");
        desk.fill("短い名前", "report").fill("意見を受け付ける最初の日", "2026-12-10");
        let theme = "海辺の使い方 町の話し合い 2026年12月10日（木） 終了";
        desk.choose("報告するテーマ", theme);
        desk.press("つくる").await.is("町の話し合い 結果報告会");
        desk
    }

    /// The same, with what the city says, published.
    pub async fn reported(&self) -> Browser {
        let mut desk = self.meeting().await;
        desk.follow("海辺の使い方").await;
        desk.fill("答える担当課", "観光課").fill("市の考え", "海の家を増やします。");
        desk.press("保存する（まだ公表しない）").await;
        desk.fill("下の内容を確かめて", "公表");
        desk.press("公表する").await.shows("に公表しました");
        desk
    }

    /// The page of comments as a member of staff sees it who lets them in.
    pub async fn moderator(&self) -> Browser {
        let mut desk = self.desk(&MORI).await;
        desk.open("/staff/meetings/report/comments").await.is("意見");
        desk
    }
}

/// Somebody writes a comment and sends it.
pub async fn say(phone: &mut Browser, kind: &str, text: &str) {
    phone.open(THEME).await;
    phone.choose("意見の種類", kind).fill("意見（400文字まで）", text);
    phone.press("意見を送る").await;
}

/// 気づき as the form offers it.
pub const INSIGHT: &str = "気づき 読んで気づいたこと、付け加えたいこと";
/// 質問
pub const QUESTION: &str = "質問 市にたずねたいこと";
/// 共感
pub const SYMPATHY: &str = "共感 そう思う（ことばはなくてもかまいません）";
