//! The running program: everything a handler may need, made once and passed around.

use std::{fs, sync::Arc};

use crate::{
    answers::Library,
    board::live::Hub,
    clock::{Clock, Instant},
    config::Config,
    error::{Error, Result},
    id::Ids,
    outbox::Mailer,
    seal,
    secret::Secret,
    store::Store,
    survey::Forms,
    web::throttle::Throttle,
};

/// The application.
pub struct App {
    /// The settings.
    pub config: Config,
    /// The database.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// Chance.
    pub ids: Ids,
    /// The published questionnaires in use.
    pub forms: Forms,
    /// The answers that staff are looking at.
    pub answers: Library,
    /// The keys that hang on the city's secret.
    pub keys: Keys,
    /// The way out for mail.
    pub mailer: Mailer,
    /// Wrong access codes, by address.
    pub wrong_codes: Throttle,
    /// Wrong digits of a class, by address: far more than a school full of pupils mistypes.
    pub wrong_rooms: Throttle,
    /// Wrong digits for a seat in a class, by seat.
    pub wrong_seats: Throttle,
    /// Wrong letters for coming back to a workshop, by workshop and address.
    pub wrong_returns: Throttle,
    /// What each person at a board does, so that nobody floods it. Never by address: a whole
    /// school shares one.
    pub deeds: Throttle,
    /// Registrations for workshops, by address: every one sends a mail to whatever was typed. So
    /// many that a city hall behind one address signs up.
    pub signups: Throttle,
    /// What each browser says at meetings about results, so that nobody floods them.
    pub comments: Throttle,
    /// The same by address, far more: a library or an office shares one.
    pub comments_from: Throttle,
    /// What is happening on boards.
    pub hub: Arc<Hub>,
    /// Wrong passwords, by account and browser.
    pub wrong_passwords: Throttle,
}

/// One key for each purpose.
pub struct Keys {
    /// Makes and recognises access codes, seals drafts.
    pub codes: crate::code::CodeKey,
    /// Seals the respondent's cookie.
    pub respondent: seal::Key,
    /// Seals the teacher's cookie.
    pub teacher: seal::Key,
    /// Seals the cookie of somebody who takes part in a workshop.
    pub attendee: seal::Key,
    /// Seals the facilitator's cookie.
    pub facilitator: seal::Key,
    /// Seals the address of whoever asks to be told of a reply to a comment.
    pub meeting: seal::Key,
    /// Makes receipt numbers.
    pub receipt: [u8; 32],
    /// Marks browsers that a member of staff has signed in with.
    pub device: [u8; 32],
    /// Signs the links that end mail of a list.
    pub mail: [u8; 32],
}

impl App {
    /// Opens the data folder, the secret and the database.
    pub fn build(config: Config, clock: Clock, ids: Ids) -> Result<App> {
        fs::create_dir_all(&config.data).map_err(|cause| {
            Error::invalid(format!(
                "データのフォルダ {} を作れません: {cause}",
                config.data.display()
            ))
        })?;
        let secret = Secret::in_file(&config.data.join("secret.key"), &ids)?;
        Ok(App {
            store: Store::open(config.address())?,
            keys: Keys {
                codes: crate::code::CodeKey::new(secret.key("codes")),
                respondent: seal::Key(secret.key("respondent")),
                teacher: seal::Key(secret.key("teacher")),
                attendee: seal::Key(secret.key("attendee")),
                facilitator: seal::Key(secret.key("facilitator")),
                meeting: seal::Key(secret.key("meeting")),
                receipt: secret.key("receipt"),
                device: secret.key("device"),
                mail: secret.key("mail"),
            },
            forms: Forms::default(),
            answers: Library::default(),
            mailer: Mailer::of(&config)?,
            wrong_codes: Throttle::new(10, 600),
            wrong_rooms: Throttle::new(1000, 600),
            wrong_seats: Throttle::new(5, 600),
            wrong_returns: Throttle::new(200, 600),
            deeds: Throttle::new(120, 60),
            signups: Throttle::new(60, 600),
            comments: Throttle::new(5, 600),
            comments_from: Throttle::new(60, 600),
            hub: Arc::default(),
            wrong_passwords: Throttle::new(8, 900),
            config,
            clock,
            ids,
        })
    }

    /// Now.
    pub fn stamp(&self) -> Instant {
        self.clock.now()
    }
}
