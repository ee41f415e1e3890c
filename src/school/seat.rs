//! Seats: taken in the lesson by pressing one button, or printed beforehand on a slip.

use super::{Class, Lesson, Settings, store};
use crate::{
    app::App,
    clock::Instant,
    code::{Code, CodeKey},
    error::{Error, Result},
    secret::token_hash,
    store::Db,
};

/// A seat with its class.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Taken in the lesson, or a slip.
    pub kind: Kind,
    /// 1, 2, 3 … in its kind.
    pub number: i32,
    /// The class.
    pub class: Class,
    /// What holds for it.
    pub settings: Settings,
    /// What its pupil types to go on with another tablet: `12-0471`. Slips have their own code.
    pub resume: Option<String>,
}

/// How a seat came into being.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Taken in the lesson.
    Room,
    /// Printed on a slip.
    Slip,
}

impl Kind {
    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Room => "room",
            Kind::Slip => "slip",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Kind {
        if word == Kind::Slip.word() { Kind::Slip } else { Kind::Room }
    }
}

impl Seat {
    /// A seat of a class.
    pub fn of(keys: &CodeKey, kind: Kind, number: i32, class: Class, settings: Settings) -> Seat {
        let resume = (kind == Kind::Room).then(|| {
            let digits = keys.digits(&class.id, &serial(kind, number));
            format!("{number}-{digits:04}")
        });
        Seat { kind, number, class, settings, resume }
    }

    /// Whether it may answer at `now`.
    pub fn lesson(&self, now: Instant) -> Lesson {
        match self.kind {
            Kind::Slip if self.settings.slips_any_time => Lesson::Open,
            _ => self.class.lesson(now, &self.settings),
        }
    }
}

/// The code of a seat. The same seat has the same code for ever.
pub fn code(keys: &CodeKey, class_id: &str, kind: Kind, number: i32) -> Code {
    keys.code(class_id, &serial(kind, number))
}

fn serial(kind: Kind, number: i32) -> String {
    format!("{} {number}", kind.word())
}

/// How many seats a class may take before the teacher has to let more in: each pupil may lose a
/// tablet twice. Whoever takes seats only to fill the table is stopped here.
pub fn most(class: &Class) -> i32 {
    class.limit().saturating_mul(3).saturating_add(10)
}

/// How taking a seat ended.
pub enum Taken {
    /// Its code, for the tablet's cookie.
    Seat(Code),
    /// No seats are given now.
    Shut(Lesson),
    /// So many seats are taken that the teacher has to look.
    Full,
}

/// Takes a seat in an open class. `entry` was drawn for the page with the button: pressing it
/// twice gives the same seat.
pub fn take(
    db: &mut Db,
    app: &App,
    class: &Class,
    settings: &Settings,
    entry: &str,
    now: Instant,
) -> Result<Taken> {
    // With the class, so that a number which another class knows is no duplicate here.
    let (keys, entry) = (&app.keys.codes, token_hash(&format!("{} {entry}", class.id)));
    store::hold_class(db, &class.id)?;
    if let Some(number) = store::seat_of_entry(db, &class.id, &entry)? {
        return Ok(Taken::Seat(code(keys, &class.id, Kind::Room, number)));
    }
    match class.lesson(now, settings) {
        Lesson::Open => {}
        other => return Ok(Taken::Shut(other)),
    }
    let number = store::last_number(db, &class.id, Kind::Room)? + 1;
    if number > most(class) {
        return Ok(Taken::Full);
    }
    let code = code(keys, &class.id, Kind::Room, number);
    let seat = store::NewSeat {
        id: &app.ids.id()?,
        class_id: &class.id,
        kind: Kind::Room,
        number,
        code_hash: &keys.hash(&code),
        entry: Some(&entry),
    };
    store::insert_seat(db, &seat)?;
    Ok(Taken::Seat(code))
}

/// The code of a seat by what its pupil typed (`12-0471`), for going on with another tablet.
/// `None`: there is no such seat, or the digits are wrong.
///
/// # Errors
/// Too many wrong ones for this seat: even the right one waits, because four digits are few.
pub fn resume(app: &App, class: &Class, typed: &str, now: Instant) -> Result<Option<Code>> {
    let Some((number, digits)) = parse_resume(typed) else { return Ok(None) };
    let (keys, key) = (&app.keys.codes, format!("{} {number}", class.id));
    if let Some(seconds) = app.wrong_seats.wait(&key, now) {
        return Err(Error::TooMany { seconds });
    }
    if keys.digits(&class.id, &serial(Kind::Room, number)) != digits {
        app.wrong_seats.failed(&key, now);
        return Ok(None);
    }
    Ok(Some(code(keys, &class.id, Kind::Room, number)))
}

/// `12-0471`, however it was typed.
fn parse_resume(typed: &str) -> Option<(i32, u16)> {
    let digits = digits(typed);
    let (number, digits) = digits.split_at_checked(digits.len().checked_sub(4)?)?;
    Some((number.parse().ok()?, digits.parse().ok()?))
}

/// Six digits among signs and spaces, and no letter: what was typed is a room and no code.
pub fn room_typed(typed: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let has_letters = typed.nfkc().any(|c| c.is_ascii_alphabetic());
    Some(digits(typed)).filter(|digits| digits.len() == 6 && !has_letters)
}

/// The digits of what a hand typed, half width; what else was typed is left out.
pub fn digits(typed: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    typed.nfkc().filter(char::is_ascii_digit).collect()
}

/// Six digits for the room, drawn anew until no class has them. The first is no zero, because
/// people leave it out.
pub fn room_code(db: &mut Db, app: &App) -> Result<String> {
    loop {
        let drawn = u32::from_be_bytes(app.ids.bytes()?);
        let code = (100_000 + drawn % 900_000).to_string();
        if store::class_of_room(db, &code)?.is_none() {
            return Ok(code);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_six_digits_and_no_code_with_six_digits_in_it() {
        for typed in ["123456", "１２３ ４５６", "123ー456"] {
            assert_eq!(room_typed(typed).as_deref(), Some("123456"), "{typed}");
        }
        for typed in ["A2B3-C4D5-6E7F", "12345", "１２３４５Ａ6"] {
            assert_eq!(room_typed(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_resume_number_is_read_however_it_was_typed() {
        for typed in ["12-0471", " １２－０４７１ ", "12 0471", "120471", "12ー0471"] {
            assert_eq!(parse_resume(typed), Some((12, 471)), "{typed}");
        }
        for typed in ["", "0471", "あ", "99999999999-0001"] {
            assert_eq!(parse_resume(typed), None, "{typed}");
        }
    }
}
