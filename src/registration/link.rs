//! The link in a mail with which somebody sees and cancels their registration, without an
//! account: the id and a keyed hash of it.

use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

use super::{Desk, Signup};
use crate::{app::App, secret::keyed_hash};

/// Half a hash is plenty for what is guessed online, and keeps the link short.
const HALF: usize = 16;

/// The path of a registration's own page.
pub fn path(desk: &Desk, signup: &Signup) -> String {
    format!("/workshops/{}/r/{}", desk.workshop.slug, token(&desk.app, &signup.id))
}

/// The same as an address for a mail.
pub fn address(desk: &Desk, signup: &Signup) -> String {
    format!("{}{}", desk.app.config.base_url, path(desk, signup))
}

fn token(app: &App, id: &str) -> String {
    format!("{id}.{}", signature(&app.keys.mail, id))
}

fn signature(key: &[u8; 32], id: &str) -> String {
    let hash = keyed_hash(key, format!("registration\n{id}").as_bytes());
    BASE64URL_NOPAD.encode(&hash[..HALF])
}

/// The registration of a link. `None`: no link of ours.
pub fn read<'t>(key: &[u8; 32], token: &'t str) -> Option<&'t str> {
    let (id, signed) = token.split_once('.')?;
    let right = signature(key, id);
    bool::from(right.as_bytes().ct_eq(signed.as_bytes())).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_one_registration_and_a_forged_one_none() {
        let key = [7; 32];
        let link = format!("g1.{}", signature(&key, "g1"));
        assert_eq!(read(&key, &link), Some("g1"));
        assert_eq!(read(&[8; 32], &link), None);
        for forged in [link.replace("g1", "g2"), "g1".into(), "g1.".into(), ".".into()] {
            assert_eq!(read(&key, &forged), None, "{forged}");
        }
    }
}
