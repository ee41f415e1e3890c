//! The log in words: what happened when. Nobody's name, no text of a note, and not on what a dot
//! was placed: from the order of dots a ballot could be put together.

use super::{OfBoard, OfTheme, rebuild::State};
use crate::{
    board::{
        Cluster, Event, Note, NoteState,
        log::{Entry, Steering},
    },
    clock::in_japan,
};

/// What happened on a board, in the order of the log.
pub fn lines<'r>(theme: &OfTheme, kept: &'r OfBoard) -> Vec<(&'r Entry, String)> {
    let mut before = State::blank();
    let teller = Teller { theme, kept };
    let told = kept.entries.iter().map(|entry| {
        let words = teller.words(&before, &entry.event);
        before.apply(&entry.event);
        (entry, words)
    });
    told.collect()
}

struct Teller<'r> {
    theme: &'r OfTheme,
    kept: &'r OfBoard,
}

impl Teller<'_> {
    fn words(&self, before: &State, event: &Event) -> String {
        match event {
            Event::Note { note, .. } => {
                let what = self.note(before.notes.get(&note.id), note);
                format!("付箋 {}：{}", self.key(&note.id), what.join("、"))
            }
            Event::Cluster { cluster } => {
                let what = self.cluster(before.clusters.get(&cluster.id), cluster);
                format!("まとまり {}：{}", self.key(&cluster.id), what.join("、"))
            }
            Event::Board(steering) => self.board(&before.steering, steering).join("、"),
            Event::Ready { ready, seated } => format!("できた人 {ready} / {seated}人"),
            Event::Round { number, budget, per_cluster } => {
                format!("{number}回目の投票が始まった（1人{budget}点、1つに{per_cluster}点まで）")
            }
            Event::Dots { voters, .. } => format!("点が動いた（投票した人 {voters}人）"),
            Event::Moved => "席か場所が変わり、画面が新しくなった".into(),
        }
    }

    fn key(&self, id: &str) -> &str {
        self.theme.keys.of(&self.kept.board.id, id)
    }

    fn note(&self, was: Option<&Note>, is: &Note) -> Vec<String> {
        let Some(was) = was else {
            let how = match (is.state, is.paper) {
                (NoteState::Held, _) => "出た（確認待ち）",
                (_, true) => "出た（代理入力）",
                _ => "出た",
            };
            return vec![how.into()];
        };
        let mut what = Vec::new();
        if (&was.text, was.colour) != (&is.text, is.colour) {
            what.push("書き直された".into());
        }
        if was.state != is.state {
            what.push(
                match (was.state, is.state) {
                    (NoteState::Withdrawn, NoteState::Shown) => "もう一度出た",
                    (_, NoteState::Shown) => "表示された",
                    (_, NoteState::Held) => "確認待ちになった",
                    (_, NoteState::Hidden) => "見えなくなった",
                    (_, NoteState::Withdrawn) => "取り下げられた",
                }
                .into(),
            );
        }
        if was.cluster != is.cluster {
            what.push(self.into(is.cluster.as_deref()));
        }
        if was.pinned != is.pinned {
            what.push(if is.pinned { "注目になった" } else { "注目でなくなった" }.into());
        }
        or_moved(what)
    }

    fn into(&self, cluster: Option<&str>) -> String {
        cluster.map_or("まとまりから出た".into(), |id| format!("{} に入った", self.key(id)))
    }

    fn cluster(&self, was: Option<&Cluster>, is: &Cluster) -> Vec<String> {
        let mut what = Vec::new();
        // The title of a copy is the text of somebody's note, which may have been hidden since.
        let may_name = is.origin.is_none() && !self.kept.board.phase.is_private();
        let (title, parent, gone) =
            was.map_or(("", &None, false), |was| (was.title.as_str(), &was.parent, was.gone));
        match (was, is.gone, &is.origin) {
            (None, _, Some(origin)) => {
                let (table, key) = self.theme.origin(origin).unwrap_or_default();
                what.push(format!("{table}の {key} が全体のボードに出た"));
            }
            (None, _, None) => what.push("できた".into()),
            (Some(_), true, _) if !gone => what.push("なくなった".into()),
            (Some(_), false, _) if gone => what.push("元に戻った".into()),
            _ => {}
        }
        if title != is.title {
            what.push(match may_name && !is.title.is_empty() {
                true => format!("表札が「{}」になった", is.title),
                false => "表札が変わった".into(),
            });
        }
        if *parent != is.parent && !is.gone {
            what.push(self.into(is.parent.as_deref()));
        }
        or_moved(what)
    }

    fn board(&self, was: &Steering, is: &Steering) -> Vec<String> {
        let mut what = Vec::new();
        if was.phase != is.phase {
            let way = if is.phase > was.phase { "に進んだ" } else { "に戻った" };
            what.push(format!("「{}」{way}", is.phase.label()));
        }
        if was.timer_ends_at != is.timer_ends_at {
            what.push(match is.timer_ends_at {
                Some(ends) => format!("時間は {} まで", in_japan(ends).format("%H:%M")),
                None => "タイマーが止まった".into(),
            });
        }
        if was.announcement != is.announcement {
            what.push(match is.announcement.as_str() {
                "" => "お知らせが消えた".into(),
                line => format!("お知らせ「{line}」"),
            });
        }
        if was.frozen != is.frozen {
            what.push(if is.frozen { "ボードが止まった" } else { "ボードが動いた" }.into());
        }
        what
    }
}

/// What changed nothing that has a word changed the place.
fn or_moved(mut what: Vec<String>) -> Vec<String> {
    if what.is_empty() {
        what.push("並べ替えられた".into());
    }
    what
}
