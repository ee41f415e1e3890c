//! Who comments: somebody in a browser, or somebody who took part in a workshop. Neither is kept
//! beside what they say.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, time},
};

use super::{Meeting, comments, store};
use crate::{
    app::App,
    clock::Instant,
    error::{Error, Result},
    store::Db,
    web::input,
    workshop::{codes, store as workshops},
};

/// Tells one browser from another, for slowing floods down and for one 共感 each.
const COOKIE: &str = "machikoe_meeting";
/// Longer than comments are usually taken.
const REMEMBERED: time::Duration = time::Duration::days(90);
/// Ours are 43 characters; anything longer was made up.
const LONGEST: usize = 64;

/// Whoever comments.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// What their browser is told from others by. `None`: it takes no cookies.
    pub browser: Option<String>,
    /// The address that the request came from, for slowing down and nothing else.
    pub address: String,
    /// Who they were at a workshop, where they gave their code for coming back.
    pub attendee: Option<String>,
}

impl Person {
    /// Whoever a request comes from.
    pub fn of(app: &App, request: &HttpRequest) -> Person {
        let cookie = request.cookie(COOKIE).map(|cookie| cookie.value().to_owned());
        let browser = cookie.filter(|value| (1..=LONGEST).contains(&value.len()));
        Person { browser, address: input::address(app, request), attendee: None }
    }

    /// Seconds to wait before another comment is taken.
    pub fn wait(&self, app: &App, now: Instant) -> Option<u64> {
        let of_browser = app.comments.wait(&self.key(), now);
        of_browser.or_else(|| app.comments_from.wait(&self.address, now))
    }

    /// Counts a comment.
    pub fn has_commented(&self, app: &App, now: Instant) {
        app.comments.failed(&self.key(), now);
        app.comments_from.failed(&self.address, now);
    }

    /// Browsers without cookies share what their address may do.
    fn key(&self) -> String {
        match &self.browser {
            Some(browser) => format!("browser {browser}"),
            None => format!("address {}", self.address),
        }
    }
}

/// The cookie for a browser that has none.
pub fn cookie(app: &App, meeting: &Meeting) -> Result<Cookie<'static>> {
    let mut cookie = input::cookie(app, COOKIE, app.ids.token()?, meeting.address());
    cookie.set_max_age(REMEMBERED);
    Ok(cookie)
}

/// Who has this code for coming back to one of the meeting's workshops: the id of an attendee.
///
/// # Errors
/// Nobody has it, or too many wrong ones came from this browser or address.
pub fn attendee(
    db: &mut Db,
    app: &App,
    meeting: &Meeting,
    typed: &str,
    who: &Person,
    now: Instant,
) -> Result<String> {
    let key = format!("{} {}", meeting.id, who.address);
    if let Some(seconds) = app.wrong_returns.wait(&key, now) {
        return Err(Error::TooMany { seconds });
    }
    if let Some(letters) = codes::returning_typed(typed) {
        for workshop in store::workshops(db, &meeting.id)? {
            let hash = codes::return_hash(app, &workshop, &letters);
            if let Some(found) = workshops::by_code(db, &hash)? {
                return Ok(found.id);
            }
        }
    }
    app.wrong_returns.failed(&key, now);
    Err(Error::invalid(
        "この再入室コードの人は見つかりませんでした。6文字をもう一度確かめるか、空にして送ってください（参加の記録を消去した後は使えません）。",
    ))
}

/// Notes that somebody presses 共感 for a theme. Whether they had not before.
pub fn sympathises(db: &mut Db, app: &App, topic_id: &str, who: &Person) -> Result<bool> {
    let hashed =
        |what: &str, id: &str| app.keys.codes.hash_of(&format!("meeting {topic_id} {what} {id}"));
    let of_browser = who.browser.as_ref().map(|browser| hashed("browser", browser));
    let first = match (&who.attendee, &of_browser) {
        (Some(id), _) => comments::store::sympathise(db, topic_id, &hashed("attendee", id))?,
        (None, Some(browser)) => return comments::store::sympathise(db, topic_id, browser),
        // Slowed down by address; there is nothing to tell them from others by.
        (None, None) => return Ok(true),
    };
    // The same hand without its code would be a second one.
    if let Some(browser) = of_browser {
        comments::store::sympathise(db, topic_id, &browser)?;
    }
    Ok(first)
}
