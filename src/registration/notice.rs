//! Telling everybody what has changed: looked at first, sent by a button.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::{Desk, Signup, State, mails, mails::Words, store};
use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    outbox,
    store::Db,
};

/// How much staff may add.
pub const LENGTH: usize = 1000;

/// What would be sent.
pub struct Preview {
    /// The mail as the first recipient gets it; `None`: nobody gets any.
    pub example: Option<Words>,
    /// How many get it.
    pub mails: usize,
    /// Who has no mail address and wants a call.
    pub calls: Vec<Signup>,
    /// How many have had exactly this.
    pub told: usize,
}

/// What would be sent to those who come or wait.
pub fn preview(db: &mut Db, desk: &Desk, words: &str) -> Result<Preview> {
    let concerned = concerned(db, desk)?;
    let kind = kind(desk, words);
    let (mails, calls): (Vec<Signup>, Vec<Signup>) =
        concerned.into_iter().partition(|signup| !signup.mail.is_empty());
    let mut told = 0;
    for signup in &mails {
        told += outbox::of(db, &mails::key(&signup.id, &kind))?.len();
    }
    let example = mails.first().map(|signup| mails::news(desk, signup, words));
    Ok(Preview { example, mails: mails.len(), calls, told })
}

fn concerned(db: &mut Db, desk: &Desk) -> Result<Vec<Signup>> {
    let all = store::all(db, &desk.workshop.id)?;
    Ok(all.into_iter().filter(|signup| signup.state != State::Cancelled).collect())
}

/// The same words about the same day and place are one mail, however often they are sent.
fn kind(desk: &Desk, words: &str) -> String {
    let hash = Sha256::digest(format!("{}\n{words}", mails::facts(desk)).as_bytes());
    format!("news:{}", HEXLOWER.encode(&hash[..8]))
}

/// Sends it.
///
/// # Errors
/// The words are too long.
pub fn send(db: &mut Db, desk: &Desk, by: Signature, words: &str) -> Result<usize> {
    check(words)?;
    desk.hold(db)?;
    let (kind, now) = (kind(desk, words), by.at());
    let concerned = concerned(db, desk)?;
    let mut sent = 0;
    for signup in concerned.iter().filter(|signup| !signup.mail.is_empty()) {
        mails::tell(db, desk, signup, &kind, &mails::news(desk, signup, words), now)?;
        sent += 1;
    }
    let subject = format!("{} {sent}通", desk.workshop.slug);
    audit::record(db, by, Action::RegistrationNoticeSent, &subject)?;
    Ok(sent)
}

/// Refuses words that are too long for a mail.
pub fn check(words: &str) -> Result<()> {
    let length = words.chars().count();
    if length > LENGTH {
        return Err(Error::invalid(format!(
            "書き足す文は{LENGTH}文字までです（いま{length}文字）。まだ送っていません。短くしてください。"
        )));
    }
    Ok(())
}
