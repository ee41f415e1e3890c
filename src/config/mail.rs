//! The city's own mail server.

use std::{net::IpAddr, path::PathBuf};

use serde::Deserialize;

use crate::error::{Error, Result};

/// How mail leaves. Holds a password, so it does not show itself.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// The host, such as `smtp.city.example.jp`. Empty: no mail leaves, staff see what would.
    pub server: String,
    /// The port; usually 587 with STARTTLS, 465 with TLS.
    pub port: Option<u16>,
    /// How the way there is encrypted.
    pub security: Security,
    /// Who signs in there. Empty: nobody has to.
    pub user: String,
    /// Their password.
    pub password: String,
    /// The sender's address. Replies that no program could deliver come back there.
    pub from: String,
    /// Where an answer to a mail goes. Empty: to the sender's address.
    pub reply_to: String,
    /// A file of certificates (PEM) to trust besides the usual ones, for a server of the city's
    /// own network.
    pub root_certificate: Option<PathBuf>,
}

/// How the way to the mail server is encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// Begins in the clear and must turn to TLS before anything else is said.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// Not at all: for a server on this machine.
    None,
}

impl Mail {
    /// Whether mail stays here.
    pub fn is_dry_run(&self) -> bool {
        self.server.is_empty()
    }

    /// The port to knock at.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.security {
            Security::Starttls => 587,
            Security::Tls => 465,
            Security::None => 25,
        })
    }

    /// Refuses what would send addresses, texts and passwords across a network in the clear, and
    /// half a pair of user and password.
    pub(super) fn check(&self) -> Result<()> {
        if self.is_dry_run() {
            return Ok(());
        }
        if self.security == Security::None && !self.is_here() {
            return Err(Error::invalid(
                "mail.security = \"none\"（暗号化なし）は、同じ機械のメールサーバーにだけ使えます。\"starttls\" か \"tls\" にしてください。",
            ));
        }
        if self.from.is_empty() {
            return Err(Error::invalid("mail.from に、差出人のメールアドレスを書いてください。"));
        }
        if self.user.is_empty() != self.password.is_empty() {
            return Err(Error::invalid(
                "mail.user と mail.password は、両方書くか、両方空にしてください。",
            ));
        }
        Ok(())
    }

    fn is_here(&self) -> bool {
        self.server == "localhost"
            || self.server.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(server: &str, security: Security) -> Mail {
        let (server, from) = (server.into(), "plan@city.example.jp".into());
        Mail { server, security, from, ..Mail::default() }
    }

    #[test]
    fn mail_in_the_clear_stays_on_the_machine() {
        for here in ["localhost", "127.0.0.1", "::1"] {
            assert!(mail(here, Security::None).check().is_ok(), "{here}");
        }
        for away in ["smtp.city.example.jp", "10.0.0.5", "localhost.example.jp"] {
            assert!(mail(away, Security::None).check().is_err(), "{away}");
            assert!(mail(away, Security::Starttls).check().is_ok(), "{away}");
        }
    }

    #[test]
    fn a_server_needs_a_sender_and_a_user_needs_a_password() {
        let server = mail("smtp.city.example.jp", Security::Tls);
        assert!(Mail { from: String::new(), ..server.clone() }.check().is_err());
        assert!(Mail { user: "machikoe".into(), ..server.clone() }.check().is_err());
        assert!(Mail { password: "secret".into(), ..server }.check().is_err());
        assert!(Mail::default().check().is_ok());
    }

    #[test]
    fn settings_are_read_as_the_guide_writes_them() {
        let text = "server = \"smtp.city.example.jp\"\nsecurity = \"tls\"\nfrom = \"a@b.jp\"\n";
        let read: Mail = toml::from_str(text).expect("settings");
        assert_eq!((read.security, read.port()), (Security::Tls, 465));
        assert!(toml::from_str::<Mail>("sever = \"x\"").is_err());
    }
}
