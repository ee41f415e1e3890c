//! Mail: written in the transaction of what it tells of, sent afterwards by a worker, at least
//! once and, with the same Message-ID, not twice in practice.

mod address;
mod mailer;
pub mod message;
pub mod pages;
pub mod routes;
pub mod store;
pub mod trouble;
pub mod unsubscribe;
pub mod worker;

use chrono::SubsecRound;

pub use address::address;
pub use mailer::{Line, Mailer};
pub use trouble::Trouble;

use crate::{
    app::App,
    audit::{self, Action, Signature},
    clock::Instant,
    error::{Error, Result},
    store::Db,
};

/// A mail to write down.
#[derive(Clone, Copy)]
pub struct Mail<'a> {
    /// The address, as [`address()`] gives it.
    pub to: &'a str,
    /// The subject. It stays in the list when the rest is forgotten, so it names nobody.
    pub subject: &'a str,
    /// Plain text. The footer with the city's name is added here.
    pub body: &'a str,
    /// What the recipient can unsubscribe from, such as `meeting:ID`.
    pub list: Option<&'a str>,
}

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// To be sent when it is due.
    Waiting,
    /// Given up.
    Failed,
    /// Taken by the mail server.
    Sent,
    /// Kept from going out by a member of staff.
    Stopped,
    /// Not sent, because the recipient wants no more mail of its list.
    Declined,
    /// Not sent, because no mail server is named: a dry run.
    Kept,
}

impl State {
    /// Every state, what wants attention first.
    pub const ALL: [State; 6] =
        [State::Waiting, State::Failed, State::Sent, State::Stopped, State::Declined, State::Kept];

    /// The word in the database and in addresses.
    pub fn word(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Failed => "failed",
            State::Sent => "sent",
            State::Stopped => "stopped",
            State::Declined => "declined",
            State::Kept => "kept",
        }
    }

    /// The state of a word; one that stays put for a word that is none.
    pub fn from_word(word: &str) -> State {
        State::ALL.into_iter().find(|state| state.word() == word).unwrap_or(State::Stopped)
    }

    /// The word on the page.
    pub fn label(self) -> &'static str {
        match self {
            State::Waiting => "送信待ち",
            State::Failed => "送れなかった",
            State::Sent => "送信済み",
            State::Stopped => "取りやめ",
            State::Declined => "配信停止の希望",
            State::Kept => "送らずに記録",
        }
    }
}

/// A mail that was written down.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Its id, also in its Message-ID.
    pub id: String,
    /// The reason.
    pub key: String,
    /// The address, until it is forgotten.
    pub to: Option<String>,
    /// The subject.
    pub subject: String,
    /// The feature's text, until it is forgotten.
    pub body: Option<String>,
    /// What the recipient can unsubscribe from.
    pub list: Option<String>,
    /// Where it stands.
    pub state: State,
    /// When it was written.
    pub made_at: Instant,
    /// Not before.
    pub due: Instant,
    /// A process is sending it, until then at the most.
    pub leased_until: Option<Instant>,
    /// How often it was tried.
    pub tries: i32,
    /// When it left or was given up.
    pub ended_at: Option<Instant>,
    /// What went wrong at the last try.
    pub trouble: Option<Trouble>,
}

impl Letter {
    /// What is sent; `None` once it is forgotten.
    pub fn mail(&self) -> Option<Mail<'_>> {
        let (to, body) = (self.to.as_deref()?, self.body.as_deref()?);
        Some(Mail { to, subject: &self.subject, body, list: self.list.as_deref() })
    }

    /// Whether a process is sending it.
    pub fn is_leased(&self, now: Instant) -> bool {
        self.state == State::Waiting && self.leased_until.is_some_and(|until| until > now)
    }

    /// Whether staff can have it sent again.
    pub fn can_be_retried(&self) -> bool {
        matches!(self.state, State::Failed | State::Stopped | State::Kept) && self.mail().is_some()
    }
}

/// Writes a mail down, in the caller's transaction: it leaves after the commit, or never.
/// `key` names the reason (`registration:ID:confirmed`): the same key twice is one mail. The mail
/// leaves at `due` or later. Somebody who wants no more mail of the list gets none.
///
/// # Errors
/// A sentence about an address that is none or a subject with a line break; nothing is written.
pub fn enqueue(db: &mut Db, app: &App, key: &str, mail: &Mail<'_>, due: Instant) -> Result<()> {
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::internal("the key of a mail is printable ASCII without blanks"));
    }
    // Whoever writes a subject (a title that staff typed) writes one line, and no header below it.
    if mail.subject.trim().is_empty() || mail.subject.contains(char::is_control) {
        return Err(Error::invalid("メールの件名は、改行のない1行にしてください。"));
    }
    let to = address(mail.to)?;
    let mail = Mail { to: &to, ..*mail };
    let is_off = is_off(db, &app.keys.mail, &mail)?;
    let state = if is_off { State::Declined } else { State::Waiting };
    let times = (app.stamp(), due.trunc_subsecs(6));
    store::insert(db, &app.ids.id()?, key, &mail, state, times)?;
    app.mailer.wake();
    Ok(())
}

/// Whether the recipient wants no more mail of its list.
fn is_off(db: &mut Db, key: &[u8; 32], mail: &Mail<'_>) -> Result<bool> {
    let Some(list) = mail.list else { return Ok(false) };
    store::is_off(db, list, &unsubscribe::person(key, list, mail.to))
}

/// Drops the mails that wait and whose keys begin so (a cancelled registration gets no
/// reminder). Their keys are free again. How many there were.
pub fn withdraw(db: &mut Db, key_prefix: &str) -> Result<usize> {
    store::delete_waiting(db, key_prefix)
}

/// The mails whose keys begin so, for a feature's own page.
pub fn of(db: &mut Db, key_prefix: &str) -> Result<Vec<Letter>> {
    store::of(db, key_prefix)
}

/// Forgets addresses and texts of the mails whose keys begin so; state, subject and times stay.
/// What still waits is dropped. How many mails lost something.
pub fn forget(db: &mut Db, key_prefix: &str) -> Result<usize> {
    Ok(withdraw(db, key_prefix)? + store::clear(db, key_prefix)?)
}

/// Has a mail sent again. The caller wakes the mailer after the commit.
pub fn retry(db: &mut Db, by: Signature, id: &str) -> Result<()> {
    let letter = store::get(db, id)?;
    if !letter.can_be_retried() {
        return Err(Error::Conflict(
            "このメールは、もう一度送ることができません。送信済みか、送信待ちか、宛先が消去されています。一覧で今の状態をお確かめください。"
                .into(),
        ));
    }
    store::put_back(db, id, by.at())?;
    audit::record(db, by, Action::MailRetried, &letter.subject)
}

/// Has every mail sent again that failed. How many these are.
pub fn retry_failed(db: &mut Db, by: Signature) -> Result<usize> {
    let failed = store::sendable(db, State::Failed)?;
    for id in &failed {
        store::put_back(db, id, by.at())?;
    }
    if !failed.is_empty() {
        let subject = format!("送れなかったメール {}件", failed.len());
        audit::record(db, by, Action::MailRetried, &subject)?;
    }
    Ok(failed.len())
}

/// Keeps a waiting mail from going out.
pub fn stop(db: &mut Db, by: Signature, id: &str) -> Result<()> {
    let letter = store::get(db, id)?;
    if letter.state != State::Waiting || letter.is_leased(by.at()) {
        return Err(Error::Conflict(
            "このメールは、取りやめることができません。すでに送ったか、いま送っているところです。一覧で今の状態をお確かめください。"
                .into(),
        ));
    }
    let stopped = store::Fate::Ended(State::Stopped, letter.trouble);
    store::settle(db, id, letter.tries, by.at(), &stopped)?;
    audit::record(db, by, Action::MailStopped, &letter.subject)
}
