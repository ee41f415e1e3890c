//! Getting no more mail of a list, by a link that works without signing in. The link holds the
//! list and a keyed hash of the address, signed; neither it nor the database tells whose it is.

pub mod pages;
pub mod routes;

use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

use super::store;
use crate::{app::App, error::Result, secret::keyed_hash, store::Db};

/// Half a hash is plenty for what is guessed online, and keeps the link short.
const HALF: usize = 16;

/// Who wants no more mail of which list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The list.
    pub list: String,
    /// The keyed hash of the address.
    pub person: String,
}

/// The address of the page where mail of a list to somebody is ended.
pub fn link(app: &App, list: &str, to: &str) -> String {
    format!("{}/mail/off/{}", app.config.base_url, token(&app.keys.mail, list, to))
}

fn token(key: &[u8; 32], list: &str, to: &str) -> String {
    let named = format!("{}.{}", BASE64URL_NOPAD.encode(list.as_bytes()), person(key, list, to));
    let signature = hash(key, "link", &named);
    format!("{named}.{signature}")
}

/// Reads a link. `None`: no link of ours.
pub fn read(key: &[u8; 32], token: &str) -> Option<Wish> {
    let (named, signature) = token.rsplit_once('.')?;
    let right = hash(key, "link", named);
    if !bool::from(right.as_bytes().ct_eq(signature.as_bytes())) {
        return None;
    }
    let (list, person) = named.split_once('.')?;
    let list = String::from_utf8(BASE64URL_NOPAD.decode(list.as_bytes()).ok()?).ok()?;
    Some(Wish { list, person: person.to_owned() })
}

/// What the database knows somebody by, another for each list.
pub fn person(key: &[u8; 32], list: &str, to: &str) -> String {
    // The part before the @ may be written in either case and is one box in practice.
    hash(key, "person", &format!("{list}\n{}", to.to_ascii_lowercase()))
}

fn hash(key: &[u8; 32], purpose: &str, text: &str) -> String {
    let hash = keyed_hash(key, format!("{purpose}\n{text}").as_bytes());
    BASE64URL_NOPAD.encode(&hash[..HALF])
}

/// Ends mail of the list to this person. Twice is once.
pub fn decline(db: &mut Db, wish: &Wish) -> Result<()> {
    store::insert_off(db, &wish.list, &wish.person)
}

/// Takes that back.
pub fn take_up(db: &mut Db, wish: &Wish) -> Result<()> {
    store::delete_off(db, &wish.list, &wish.person)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [7; 32];
    const TO: &str = "hana@example.jp";

    #[test]
    fn a_link_names_list_and_person_and_no_address() {
        let token = token(&KEY, "meeting:w1", TO);
        let wish = read(&KEY, &token).expect("a link");
        assert_eq!(wish.list, "meeting:w1");
        assert_eq!(wish.person, person(&KEY, "meeting:w1", "Hana@example.jp"));
        let plain = BASE64URL_NOPAD.encode(TO.as_bytes());
        assert!(!token.contains("hana") && !token.contains(&plain));
    }

    #[test]
    fn a_person_has_another_name_on_every_list() {
        assert_ne!(person(&KEY, "meeting:w1", TO), person(&KEY, "meeting:w2", TO));
    }

    #[test]
    fn a_link_that_was_changed_or_made_elsewhere_is_none() {
        let right = token(&KEY, "meeting:w1", TO);
        let other = token(&[8; 32], "meeting:w1", TO);
        let mixed = token(&KEY, "meeting:w2", TO);
        let (named, _) = right.rsplit_once('.').expect("parts");
        let (_, signature) = mixed.rsplit_once('.').expect("parts");
        for wrong in [&other, &format!("{named}.{signature}"), named, "", ".", "..", "あ.い.う"]
        {
            assert_eq!(read(&KEY, wrong), None, "{wrong}");
        }
    }
}
