//! A phone whose board is alive, without a screen: what the page's script makes of what it is
//! sent. It holds the page as pieces, puts parts in, and looks at the page again where it is told
//! to or where a part has no place.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use reqwest::Response;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use tokio::time::timeout;

use super::Browser;

/// How long anything may take before a test gives up. Nothing waits for it to pass.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What comes and goes by itself: notes, own notes, clusters, the same in a menu, undoing.
const PIECES: &str = "li[id^=n-], li[id^=m-], section[id^=c-], option[id^=o-], #undo";

/// A phone at a board.
pub struct Alive {
    pub browser: Browser,
    pub view: View,
    /// The number of the last event that it has seen.
    pub seen: i64,
    /// Everything that it was ever sent, as it came.
    pub received: String,
    digits: String,
    stream: Option<Stream>,
}

struct Stream {
    response: Response,
    /// What has come of the next event.
    begun: Vec<u8>,
}

/// What a page shows, in pieces that can be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    pub board: String,
    phase: String,
    /// Phase, announcement and whether it is frozen, as the page says it.
    top: Vec<String>,
    /// Numbers by the id of their element.
    numbers: BTreeMap<String, String>,
    /// Notes, own notes and clusters by id.
    pub pieces: BTreeMap<String, Piece>,
    /// What can get dots, and how many it has.
    targets: Vec<String>,
    /// Where pieces can stand: the ids of what holds some, clusters left out.
    containers: BTreeSet<String>,
}

/// A note or the head of a cluster, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    within: String,
    place: String,
    html: String,
}

impl Alive {
    /// Opens the board's page.
    pub async fn open(browser: Browser, digits: &str) -> Alive {
        let mut phone = Alive {
            browser,
            view: View::default(),
            seen: 0,
            received: String::new(),
            digits: digits.to_owned(),
            stream: None,
        };
        phone.look().await;
        phone
    }

    /// Looks at the whole page again.
    pub async fn look(&mut self) {
        let asked = format!("/w/{}/board?part=main", self.digits);
        let (status, html) = self.browser.ask(&asked).await.expect("a page");
        assert_eq!(status, 200, "{html}");
        (self.view, self.seen) = View::read(&html);
        self.received += &html;
    }

    /// Hears by its stream what there is, and fails unless it then shows what a fresh page does.
    /// It follows where more happens meanwhile.
    pub async fn is_fresh(&mut self) {
        loop {
            let fresh = Alive::open(self.browser.window(), &self.digits).await;
            self.hear(fresh.seen).await;
            if self.seen == fresh.seen {
                return self.view.is(&fresh.view);
            }
        }
    }

    /// Begins to listen. Every second time it says where it was as browsers do by themselves.
    pub async fn listen(&mut self) {
        let path = format!("/w/{}/stream?board={}", self.digits, self.view.board);
        let response = match self.seen % 2 {
            0 => self.browser.listen(&path, Some(self.seen)).await,
            _ => self.browser.listen(&format!("{path}&after={}", self.seen), None).await,
        };
        let response = response.expect("a stream");
        self.stream = Some(Stream { response, begun: Vec::new() });
    }

    /// The line breaks: whatever was on its way is lost.
    pub fn cut(&mut self) {
        self.stream = None;
    }

    /// Hears everything up to an event by its stream, which is opened where there is none.
    pub async fn hear(&mut self, until: i64) {
        while self.seen < until {
            if self.stream.is_none() {
                self.listen().await;
            }
            match timeout(PATIENCE, self.next_event()).await.expect("an event in time") {
                Some(frame) => self.apply(&frame).await,
                None => self.cut(),
            }
        }
    }

    /// Hears what a server that is gone has still sent, as far as it needs no look at the page.
    pub async fn hear_the_rest(&mut self) {
        while let Some(frame) = self.next_event().await
            && frame["look"] != true
        {
            self.apply(&frame).await;
        }
        self.cut();
    }

    /// Asks what it missed until there is nothing more.
    pub async fn poll(&mut self) {
        let (board, digits) = (self.view.board.clone(), self.digits.clone());
        loop {
            let asked = format!("/w/{digits}/changes?board={board}&after={}", self.seen);
            let (status, text) = self.browser.ask(&asked).await.expect("a reply");
            assert_eq!(status, 200, "{text}");
            self.received += &text;
            let changes: Value = serde_json::from_str(&text).expect("JSON");
            let frames = changes["frames"].as_array().expect("frames");
            for frame in frames {
                self.apply(frame).await;
            }
            if frames.is_empty() {
                return;
            }
        }
    }

    /// The next change that its stream brings; `None`: the stream has ended.
    async fn next_event(&mut self) -> Option<Value> {
        let stream = self.stream.as_mut()?;
        loop {
            while let Some(end) = stream.begun.windows(2).position(|two| two == b"\n\n") {
                let rest = stream.begun.split_off(end + 2);
                let event = std::mem::replace(&mut stream.begun, rest);
                let event = String::from_utf8(event).expect("whole letters");
                self.received += &event;
                let data = event.split_once("data: ").expect("data").1;
                if event.contains("event: change") {
                    return Some(serde_json::from_str(data).expect("JSON"));
                }
            }
            // A chunk of the network may end within a letter.
            stream.begun.extend(stream.response.chunk().await.ok()??);
        }
    }

    async fn apply(&mut self, frame: &Value) {
        let seq = frame["seq"].as_i64().expect("a number");
        let mut look = frame["look"] == true;
        if seq <= self.seen && !look {
            return;
        }
        for part in frame["parts"].as_array().into_iter().flatten() {
            look |= !self.view.put(part);
        }
        for (name, ids) in [
            ("posted", &["posted"][..]),
            ("ready", &["ready", "seated"][..]),
            ("voters", &["voters"][..]),
        ] {
            let new = match &frame[name] {
                Value::Array(several) => several.clone(),
                Value::Null => continue,
                one => vec![one.clone()],
            };
            for (id, new) in ids.iter().zip(new) {
                self.view.numbers.entry((*id).into()).and_modify(|shown| *shown = new.to_string());
            }
        }
        self.seen = self.seen.max(seq);
        if look {
            self.look().await;
        }
    }
}

impl View {
    /// What the `main` of a page shows, and the number of the last event in it.
    fn read(html: &str) -> (View, i64) {
        let document = Html::parse_document(html);
        let main = only(&document, "main");
        let attribute = |name| main.attr(name).unwrap_or_default().to_owned();
        let texts = |selector| select(&document, selector).map(|found| found.html());
        let mut view = View {
            board: attribute("data-board"),
            phase: attribute("data-phase"),
            top: texts("#phase, #announcement, .frozen, #done").collect(),
            targets: texts(".targets > li, .dots-left").collect(),
            ..View::default()
        };
        for holder in select(&document, "#alone, #clusters, #mine, #into, #undoing") {
            view.containers.extend(holder.attr("id").map(str::to_owned));
        }
        for number in select(&document, "#posted, #ready, #seated, #voters") {
            let id = number.attr("id").expect("an id").to_owned();
            view.numbers.insert(id, number.text().collect());
        }
        let mut last: BTreeMap<String, (String, String)> = BTreeMap::new();
        for element in select(&document, PIECES) {
            let (id, piece) = piece(element);
            let key = (piece.place.clone(), id.clone());
            let before = last.insert(piece.within.clone(), key.clone());
            assert!(before.is_none_or(|before| before < key), "{id} is out of order: {html}");
            assert!(view.pieces.insert(id.clone(), piece).is_none(), "{id} twice: {html}");
        }
        (view, attribute("data-seq").parse().expect("a number"))
    }

    /// Puts a part in. False: there is no place for it.
    fn put(&mut self, part: &Value) -> bool {
        let text = |name: &str| part[name].as_str().expect(name).to_owned();
        let (id, within, html) = (text("id"), text("within"), text("html"));
        if html.is_empty() {
            self.pieces.remove(&id);
            return true;
        }
        let is_there = match within.split_once('-') {
            Some(("in" | "parts", cluster)) => self.pieces.contains_key(&format!("c-{cluster}")),
            _ => self.containers.contains(&within),
        };
        if !is_there {
            return false;
        }
        let fragment = Html::parse_fragment(&html);
        let root = select(&fragment, "li, section, option, #undo").next().expect("an element");
        let (of, new) = piece(root);
        assert_eq!((&of, &new.place), (&id, &text("place")), "{html}");
        self.pieces.insert(id, Piece { within, ..new });
        true
    }

    /// Fails with what is different.
    #[track_caller]
    pub fn is(&self, fresh: &View) {
        for (id, piece) in &fresh.pieces {
            assert_eq!(self.pieces.get(id), Some(piece), "{id}, and as a fresh page has it");
        }
        let extra = self.pieces.keys().find(|id| !fresh.pieces.contains_key(*id));
        assert_eq!(extra, None, "a fresh page does not have it");
        assert_eq!(self, fresh);
    }

    /// Whether the words stand on a note.
    pub fn shows(&self, words: &str) -> bool {
        self.pieces.values().any(|piece| piece.html.contains(words))
    }
}

/// A note, or a cluster without what is in it, and where it stands.
fn piece(element: ElementRef<'_>) -> (String, Piece) {
    let attribute = |name| element.attr(name).unwrap_or_default().to_owned();
    let id = attribute("id");
    // What stands in a cluster are pieces of their own.
    let head = element.child_elements().filter(|child| child.attr("data-filled").is_none());
    let html = match id.starts_with("c-") {
        true => head.map(|child| child.html()).collect(),
        false => element.html(),
    };
    let around = element.parent().and_then(ElementRef::wrap);
    let within = around.and_then(|around| around.attr("id")).unwrap_or_default().to_owned();
    (id, Piece { within, place: attribute("data-place"), html })
}

fn select<'a>(document: &'a Html, selector: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    document.select(&selector).collect::<Vec<_>>().into_iter()
}

fn only<'a>(document: &'a Html, selector: &str) -> ElementRef<'a> {
    select(document, selector).next().expect("on the page")
}
