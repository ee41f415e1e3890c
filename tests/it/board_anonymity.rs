//! Who wrote what: while people write for themselves the bytes that others receive hold no part
//! of it, and nowhere does anybody's id, letters or nickname stand beside a note.

use machikoe::{
    board::{
        self, Board, Phase,
        live::{Eye, frame::Message},
        pages,
        scene::Scene,
    },
    store::Db,
    workshop::{self, Workshop, codes},
};

use crate::{
    both_engines,
    support::{live::Alive, workshop::*, *},
};

/// Letters that stand on no page of ours: one of them is enough to give a note away.
const SECRET: &str = "麒麟鳳凰鯱鉾";

fn gives_away(bytes: &str) -> bool {
    SECRET.chars().any(|letter| bytes.contains(letter))
}

/// A note is posted, changed, taken back and put up again: all that happens to one in private.
async fn write(phone: &Browser, digits: &str, id: &str) {
    let path = format!("/w/{digits}/notes");
    let (first, last) = SECRET.split_at(6);
    let steps: [(String, Vec<(&str, &str)>); 5] = [
        (path.clone(), vec![("id", id), ("text", first), ("colour", "pink")]),
        (format!("{path}/{id}"), vec![("text", SECRET)]),
        (format!("{path}/{id}"), vec![("text", last)]),
        (format!("{path}/{id}/withdrawal"), Vec::new()),
        (format!("{path}/{id}/withdrawal"), vec![("again", "yes")]),
    ];
    for (path, fields) in steps {
        let (status, body) = phone.tell(&path, &fields).await.expect("a reply");
        assert_eq!(status, 200, "{path}: {body}");
        assert!(!gives_away(&body));
    }
}

/// What somebody else gets who asks for whatever there is, with the note's id at hand.
async fn pry(phone: &Browser, digits: &str, board: &Board, id: &str) -> String {
    let mut got = String::new();
    let asked = ["board", "board?part=main", "table", "notes", &format!("notes/{id}")]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("changes?board={}", board.id)]);
    for below in asked {
        let (_, body) = phone.ask(&format!("/w/{digits}/{below}")).await.expect("a reply");
        got += &body;
    }
    let told: [(String, Vec<(&str, &str)>); 6] = [
        ("notes".into(), vec![("id", id), ("text", "べつの文"), ("colour", "pink")]),
        (format!("notes/{id}"), vec![("text", "べつの文")]),
        (format!("notes/{id}/withdrawal"), Vec::new()),
        ("clusters".into(), vec![("tick", id), ("into", "new"), ("id", "cluster-1")]),
        ("dots".into(), vec![("target", id), ("dots", "1")]),
        ("undo".into(), vec![("batch", "2")]),
    ];
    for (below, fields) in told {
        let (status, body) =
            phone.tell(&format!("/w/{digits}/{below}"), &fields).await.expect("a reply");
        assert!((400..500).contains(&status), "{below}: {status}");
        got += &body;
    }
    got
}

/// What the facilitator and the wall are shown and sent, drawn from the same functions as their
/// pages.
async fn overseen(world: &World, workshop: &Workshop, board: &Board) -> String {
    let (app, workshop, id) = (world.app.clone(), workshop.clone(), board.id.clone());
    let drawn = move |db: &mut Db| {
        let mut drawn = String::new();
        let board = board::store::get(db, &id)?;
        let theme = workshop::store::theme(db, &board.theme_id)?;
        for eye in [Eye::Facilitator, Eye::Projector] {
            let at = (workshop.clone(), theme.clone());
            let scene = Scene::of(db, &app, at, &id, &eye)?;
            drawn += &pages::main(&scene, "").into_string();
            for entry in board::log::until(db, &id, i64::MAX)? {
                let board = &scene.content.board;
                let message = Message::new(entry, board, Some("somebody".into()));
                drawn += &String::from_utf8_lossy(&message.chunk(&eye));
            }
        }
        Ok(drawn)
    };
    world.app.store.read(drawn).await.expect("drawn")
}

both_engines! {
    async fn while_people_write_for_themselves_no_byte_that_others_receive_holds_a_part_of_a_note(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let digits = workshop.join_code.clone();
        let hana = world.at_table(&workshop, &board).await.0;
        let ken = world.at_table(&workshop, &board).await.0;
        world.phase(&board, Phase::Write).await;
        let mut listener = Alive::open(ken.window(), &digits).await;
        listener.listen().await;
        write(&hana, &digits, "note-of-hana").await;
        let head = world.head(&board).await;
        listener.hear(head).await;
        let own = hana.ask(&format!("/w/{digits}/board")).await.expect("a page").1;
        assert!(gives_away(&own), "its author sees it");
        for phase in [Phase::Write, Phase::Prepare] {
            world.phase(&board, phase).await;
            assert!(!gives_away(&pry(&ken, &digits, &board, "note-of-hana").await), "{phase:?}");
            assert!(!gives_away(&overseen(&world, &workshop, &board).await), "{phase:?}");
        }
        let head = world.head(&board).await;
        listener.hear(head).await;
        assert!(!gives_away(&listener.received));
        // Otherwise this test would find nothing anywhere.
        world.phase(&board, Phase::Open).await;
        listener.hear(world.head(&board).await).await;
        assert!(gives_away(&listener.received));
        assert!(gives_away(&overseen(&world, &workshop, &board).await));
        // Going back hides what was open.
        world.phase(&board, Phase::Write).await;
        assert!(!gives_away(&pry(&ken, &digits, &board, "note-of-hana").await));
    }

    async fn nothing_of_a_person_stands_beside_a_note_in_what_is_sent_logged_or_kept(world: World) {
        let workshop = world.workshop(for_pupils()).await;
        let board = world.board(&workshop, 1).await;
        let digits = workshop.join_code.clone();
        let mut hana = world.phone_of(&workshop, 1, "はなこ123").await;
        let ken = world.at_table(&workshop, &board).await.0;
        let ids = world.rows("SELECT id AS value FROM attendee ORDER BY nickname IS NULL").await;
        let letters = codes::returning(&world.app, &workshop.id, &ids[0]);
        world.phase(&board, Phase::Open).await;
        let mut listener = Alive::open(ken.window(), &digits).await;
        listener.listen().await;
        write(&hana, &digits, "note-of-hana").await;
        world.phase(&board, Phase::Gather).await;
        let gather = [("tick", "note-of-hana"), ("into", "new"), ("id", "cluster-1")];
        hana.tell(&format!("/w/{digits}/clusters"), &gather).await.expect("a reply");
        world.phase(&board, Phase::Vote).await;
        let dots = [("target", "cluster-1"), ("dots", "2")];
        hana.tell(&format!("/w/{digits}/dots"), &dots).await.expect("a reply");
        hana.post(&format!("/w/{digits}/ready"), &[("ready", "yes")]).await;
        world.phase(&board, Phase::Result).await;
        listener.hear(world.head(&board).await).await;
        let of_hana = [ids[0].as_str(), &letters, "はなこ123"];
        let of_anybody = [ids[0].as_str(), ids[1].as_str(), "はなこ123"];

        let sent = listener.received.clone() + &overseen(&world, &workshop, &board).await;
        assert!(of_hana.iter().all(|what| !sent.contains(what)), "{sent}");
        let own = hana.ask(&format!("/w/{digits}/board")).await.expect("a page").1;
        assert!(of_anybody.iter().all(|what| !own.contains(what)), "{own}");
        let kept = world.rows("SELECT body AS value FROM event").await.concat()
            + &world.rows("SELECT id || text || reason || place AS value FROM note").await.concat()
            + &world.rows("SELECT id || title || place AS value FROM cluster").await.concat();
        assert!(of_hana.iter().all(|what| !kept.contains(what)), "{kept}");

        // The statements that the driver of the database traces bind their values elsewhere.
        for line in world.log.lines() {
            let names = of_hana.iter().any(|what| line.contains(what));
            let tells = line.contains("note-of-hana") || gives_away(&line);
            assert!(!names && !tells, "{line}");
        }
    }

    async fn no_table_but_that_of_authors_holds_a_person_and_a_note(world: World) {
        let sql = match world.engine {
            Engine::Sqlite => {
                "SELECT m.name || ' ' || c.name AS value
                 FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
            }
            Engine::Postgres => {
                "SELECT table_name || ' ' || column_name AS value
                 FROM information_schema.columns WHERE table_schema = 'public'"
            }
        };
        let columns = world.rows(sql).await;
        let tables_with = |column: &str| {
            let mut tables: Vec<String> = columns
                .iter()
                .filter_map(|line| line.split_once(' '))
                .filter(|(_, name)| *name == column)
                .map(|(table, _)| table.to_owned())
                .collect();
            tables.sort();
            tables
        };
        assert_eq!(tables_with("attendee_id"), ["dot", "note_author", "placement"]);
        assert_eq!(tables_with("note_id"), ["note_author"]);
        assert_eq!(tables_with("nickname"), ["attendee"]);
    }
}
