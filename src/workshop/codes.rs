//! What opens what: six digits for those in the room, codes for the facilitator and the
//! projector, and six letters with which somebody comes back on any phone.

use unicode_normalization::UnicodeNormalization;

use super::{Workshop, store};
use crate::{
    app::App,
    code::{ALPHABET, Code},
    error::Result,
    invite::address::short,
    school::address::host,
    store::Db,
};

/// Letters of a code for coming back: 29.7 bits, and wrong ones are slowed down.
const RETURN_LENGTH: usize = 6;

/// The code of whoever leads the workshop. The same issue has the same code for ever.
pub fn facilitator(app: &App, workshop: &Workshop) -> Code {
    app.keys.codes.code(&workshop.id, &format!("facilitator {}", workshop.issue))
}

/// The code of the projector: it shows, and changes nothing.
pub fn projector(app: &App, workshop: &Workshop) -> Code {
    app.keys.codes.code(&workshop.id, &format!("projector {}", workshop.issue))
}

/// What the database keeps of both: facilitator, projector.
pub fn hashes(app: &App, workshop: &Workshop) -> [String; 2] {
    [facilitator(app, workshop), projector(app, workshop)].map(|code| app.keys.codes.hash(&code))
}

/// Six digits for joining, drawn anew until no workshop has them.
pub fn join_code(db: &mut Db, app: &App) -> Result<String> {
    loop {
        let drawn = u32::from_be_bytes(app.ids.bytes()?);
        let code = (100_000 + drawn % 900_000).to_string();
        if store::by_join_code(db, &code)?.is_none() {
            return Ok(code);
        }
    }
}

/// With what an attendee comes back on any phone: six letters that follow from their id.
pub fn returning(app: &App, workshop_id: &str, attendee_id: &str) -> String {
    let whole = app.keys.codes.code(workshop_id, &format!("attendee {attendee_id}")).compact();
    whole[..RETURN_LENGTH].to_owned()
}

/// What the database keeps of such a code.
pub fn return_hash(app: &App, workshop_id: &str, letters: &str) -> String {
    app.keys.codes.hash_of(&format!("return {workshop_id} {letters}"))
}

/// Six letters as a hand typed them, or `None`.
pub fn returning_typed(typed: &str) -> Option<String> {
    let letters: String =
        typed.nfkc().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect();
    let is_code =
        letters.len() == RETURN_LENGTH && letters.bytes().all(|letter| ALPHABET.contains(&letter));
    is_code.then_some(letters)
}

/// What the QR on the wall holds.
pub fn join_address(base_url: &str, digits: &str) -> String {
    short(base_url, 'w', digits)
}

/// What is typed where no camera helps; the page there asks for the six digits.
pub fn join_typed(base_url: &str) -> String {
    format!("{}/w", host(base_url))
}

/// What a facilitator types; the page there asks for the code.
pub fn facilitator_typed(base_url: &str) -> String {
    format!("{}/f", host(base_url))
}

/// Where the facilitator begins.
pub fn facilitator_address(app: &App, workshop: &Workshop) -> String {
    format!("{}/f/{}", app.config.base_url, facilitator(app, workshop).compact())
}

/// Where the projector begins.
pub fn projector_address(app: &App, workshop: &Workshop) -> String {
    format!("{}/p/{}", app.config.base_url, projector(app, workshop).compact())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_letters_are_read_however_they_were_typed() {
        for typed in ["ABC234", " abc-234 ", "ＡＢＣ　２３４"] {
            assert_eq!(returning_typed(typed).as_deref(), Some("ABC234"), "{typed}");
        }
        for typed in ["", "ABC23", "ABC2345", "ABC10O", "あいうえおか"] {
            assert_eq!(returning_typed(typed), None, "{typed}");
        }
    }
}
