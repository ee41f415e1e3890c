//! The mail server that `bin/test` starts (tests/smtp/server.py), and what it got.

use std::{
    fs,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use machikoe::config::{Mail, Security};
use serde_json::Value;

/// Names the server and its folder, such as `smtp://127.0.0.1:2525/tmp/mail`.
const SERVER: &str = "MACHIKOE_TEST_SMTP";

/// The server.
pub struct PostOffice {
    port: u16,
    folder: PathBuf,
}

impl PostOffice {
    /// Finds it; `None` (and a line that says so) where there is none.
    pub fn find() -> Option<PostOffice> {
        let Ok(server) = std::env::var(SERVER) else {
            eprintln!("skipped: {SERVER} names no mail server (bin/test starts one)");
            return None;
        };
        let place = server.strip_prefix("smtp://127.0.0.1:").expect("an address on loopback");
        let (port, folder) = place.split_once('/').expect("its folder");
        let folder = PathBuf::from(format!("/{folder}"));
        Some(PostOffice { port: port.parse().expect("a port"), folder })
    }

    /// The settings of a city that uses it.
    pub fn settings(&self) -> Mail {
        Mail {
            server: "localhost".into(),
            port: Some(self.port),
            security: Security::Starttls,
            user: "machikoe".into(),
            password: "lantern-tide-42".into(),
            from: "machikoe@city.example.jp".into(),
            reply_to: "plan@city.example.jp".into(),
            root_certificate: Some(self.folder.join("certificate.pem")),
        }
    }

    /// The port that speaks TLS from the first byte.
    pub fn tls_port(&self) -> u16 {
        let port = fs::read_to_string(self.folder.join("tls-port")).expect("a port");
        port.parse().expect("a port")
    }

    /// The same as a settings file.
    pub fn settings_file(&self) -> String {
        let mail = self.settings();
        format!(
            "[mail]\nserver = \"{}\"\nport = {}\nuser = \"{}\"\npassword = \"{}\"\nfrom = \"{}\"\nroot_certificate = \"{}\"\n",
            mail.server,
            mail.port(),
            mail.user,
            mail.password,
            mail.from,
            mail.root_certificate.expect("a file").display()
        )
    }

    /// What came for an address, in order.
    pub fn got(&self, to: &str) -> Vec<Received> {
        let folder = self.folder.join("mails").join(to);
        let count = fs::read_dir(&folder).map_or(0, Iterator::count);
        let read = |number| {
            let text = fs::read_to_string(folder.join(format!("{number}.json"))).expect("a mail");
            Received(serde_json::from_str(&text).expect("JSON"))
        };
        (1..=count).map(read).collect()
    }

    /// The one mail that came for an address.
    #[track_caller]
    pub fn one(&self, to: &str) -> Received {
        let mut got = self.got(to);
        assert_eq!(got.len(), 1, "mails to {to}: {got:?}");
        got.remove(0)
    }
}

/// A mail as it came in, decoded by a library that is not ours.
#[derive(Debug)]
pub struct Received(pub Value);

impl Received {
    /// A header, decoded.
    pub fn header(&self, name: &str) -> &str {
        self.0["headers"][name].as_str().unwrap_or_default()
    }

    /// The text, decoded.
    pub fn text(&self) -> &str {
        self.0["text"].as_str().expect("a text")
    }
}

/// An address that no other test uses. What stands before the first dot tells the server what
/// to do with it.
pub fn somebody(kind: &str) -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let made = MADE.fetch_add(1, Ordering::Relaxed);
    format!("{kind}.{}.{made}@example.jp", std::process::id())
}
