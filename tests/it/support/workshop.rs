//! A workshop in the town: a room with tables, phones, a facilitator.

use machikoe::{
    board::{
        self, Board, Phase,
        act::{self, By, Deed},
        lead,
    },
    clock::day_in_japan,
    error::Result,
    store::Db,
    workshop::{
        self, Colour, NewWorkshop, Settings, ThemeSettings, Workshop, attend, guard,
        settings::{Hold, Meaning, Names},
    },
};

use super::{Browser, World};

/// Everybody in a room has one address.
pub const ROOM_ADDRESS: &str = "203.0.113.9";

/// A workshop of two themes at two tables, where nobody says who they are.
pub fn settings() -> Settings {
    Settings {
        audience: "市民".into(),
        purpose: "町のこれからを話し合います。".into(),
        names: Names::None,
        minors: false,
        tables: 2,
        hold: None,
        keep_days: 90,
        registration: None,
    }
}

/// A workshop for pupils: nicknames, and notes that are looked at first.
pub fn for_pupils() -> Settings {
    let words = |words: &[&str]| words.iter().map(ToString::to_string).collect();
    Settings {
        names: Names::Nickname,
        minors: true,
        hold: Some(Hold {
            notice: "進行役が先に読むことがあります。".into(),
            help: words(&["死にたい"]),
            names: words(&["さん"]),
            not_names: words(&["たくさん"]),
            words: words(&["ばか"]),
            contacts: true,
        }),
        ..settings()
    }
}

/// What holds for both themes: three dots, at most two for one target.
pub fn theme_settings() -> ThemeSettings {
    let meaning = |colour, means: &str| Meaning { colour, means: means.into() };
    ThemeSettings {
        colours: vec![meaning(Colour::Yellow, "いいところ"), meaning(Colour::Pink, "困ること")],
        minutes: Vec::new(),
        budget: 3,
        per_cluster: 2,
    }
}

impl World {
    /// A workshop that people can join, and is at its first theme.
    pub async fn workshop(&self, settings: Settings) -> Workshop {
        self.workshop_named("town-talk", "町の話し合い", settings).await
    }

    async fn workshop_named(&self, slug: &str, title: &str, settings: Settings) -> Workshop {
        let app = self.app.clone();
        let new = NewWorkshop {
            slug: slug.into(),
            title: title.into(),
            template: "test".into(),
            held_on: day_in_japan(app.stamp()),
            hours: "18:30〜20:30".into(),
            place: "市役所".into(),
            settings,
            themes: vec![
                ("海辺の使い方".into(), "海辺で何をしたいですか。".into(), theme_settings()),
                ("駅前の10年後".into(), "駅前はどうなっていますか。".into(), theme_settings()),
            ],
            sample: false,
        };
        self.write(move |db| {
            let now = app.stamp();
            let made = workshop::make(db, &app, new, now)?;
            workshop::open(db, &made)?;
            workshop::store::get(db, &made.id)
        })
        .await
    }

    /// The board of a table for the theme that everybody is at; 0 is the whole room's.
    pub async fn board(&self, workshop: &Workshop, number: i32) -> Board {
        let id = workshop.id.clone();
        self.app
            .store
            .read(move |db| {
                let theme = workshop::store::get(db, &id)?.theme_id.expect("a theme");
                let boards = board::store::of_theme(db, &theme)?;
                Ok(boards.into_iter().find(|board| board.number == number).expect("a board"))
            })
            .await
            .expect("a board")
    }

    /// A phone whose person sits at a table.
    pub async fn phone(&self, workshop: &Workshop, table: i32) -> Browser {
        self.phone_of(workshop, table, "").await
    }

    /// The same with a nickname, where it is asked for.
    pub async fn phone_of(&self, workshop: &Workshop, table: i32, nickname: &str) -> Browser {
        let mut phone = Browser::at(self.base(), ROOM_ADDRESS);
        phone.open(&format!("/W/{}", workshop.join_code)).await.is(&workshop.title);
        if !nickname.is_empty() {
            phone.fill("ニックネーム", nickname);
        }
        phone.press("参加する").await;
        phone.press(&format!("テーブル{table}")).await.is("海辺の使い方");
        phone
    }

    /// The browser of somebody who has joined and sits at a board, and their id. By no page:
    /// for crowds.
    pub async fn at_table(&self, workshop: &Workshop, board: &Board) -> (Browser, String) {
        let (app, at, table) = (self.app.clone(), workshop.clone(), board.clone());
        let (cookie, id) = self
            .write(move |db| {
                let (entry, name) = (app.ids.token()?, "");
                let person = attend::join(db, &app, &at, &entry, name)?;
                attend::move_to(db, &app, &person.id, &table)?;
                Ok((guard::attendee_cookie(&app, &at, &person.id)?.to_string(), person.id))
            })
            .await;
        self.app.hub.poke(&self.app.store, &board.id).await;
        let mut browser = Browser::at(self.base(), ROOM_ADDRESS);
        browser.set_cookie(&cookie);
        (browser, id)
    }

    /// The facilitator tries something that may be refused.
    pub async fn try_lead(
        &self,
        board: &Board,
        deed: impl FnOnce(&mut Deed<'_>) -> Result<()> + Send + 'static,
    ) -> Result<()> {
        let (app, id) = (self.app.clone(), board.id.clone());
        let told = id.clone();
        let change = move |db: &mut Db| act::change(db, &app, &id, By::Facilitator, deed);
        let outcome = self.app.store.write(change).await;
        self.app.hub.poke(&self.app.store, &told).await;
        outcome
    }

    /// The number of the last event of a board.
    pub async fn head(&self, board: &Board) -> i64 {
        let id = board.id.clone();
        self.app.store.read(move |db| Ok(board::store::get(db, &id)?.seq)).await.expect("a board")
    }

    /// The facilitator's computer, at the console.
    pub async fn console(&self, workshop: &Workshop) -> Browser {
        let mut console = self.browser();
        let code = workshop::codes::facilitator(&self.app, workshop).compact();
        console.open(&format!("/f/{code}")).await.is(&format!("{} 進行役の画面", workshop.title));
        console.press("進行役の画面を開く").await.is("海辺の使い方");
        console
    }

    /// Where the projector's pages are.
    pub fn wall(&self, workshop: &Workshop) -> String {
        format!("/p/{}", workshop::codes::projector(&self.app, workshop).compact())
    }

    /// Another workshop on the same day, with people at its tables.
    pub async fn second_workshop(&self) -> Workshop {
        self.workshop_named("other-talk", "別の話し合い", settings()).await
    }

    /// The facilitator does something with a board, and everybody hears of it.
    pub async fn lead<T: Send + 'static>(
        &self,
        board: &Board,
        deed: impl FnOnce(&mut Deed<'_>) -> Result<T> + Send + 'static,
    ) -> T {
        let (app, id) = (self.app.clone(), board.id.clone());
        let told = id.clone();
        let outcome = self.write(move |db| act::change(db, &app, &id, By::Facilitator, deed)).await;
        self.app.hub.poke(&self.app.store, &told).await;
        outcome
    }

    /// The facilitator moves a board to a phase.
    pub async fn phase(&self, board: &Board, phase: Phase) {
        self.lead(board, move |deed| lead::set_phase(deed, phase)).await;
    }

    /// What somebody gets who asks what happened on a board after a number: the bytes.
    pub async fn changes(&self, phone: &Browser, board: &Board, after: i64) -> String {
        let digits = phone.address_part(2);
        let asked = format!("/w/{digits}/changes?board={}&after={after}", board.id);
        String::from_utf8(phone.download(&asked).await).expect("text")
    }
}

/// Writes a note and posts it.
pub async fn post(phone: &mut Browser, text: &str) {
    phone.fill("付箋に書く", text);
    phone.press("付箋を出す").await.is("海辺の使い方");
}
