//! Why a mail did not leave, in a word and a number for the database and a sentence for staff.
//! The server's own words are kept nowhere: they repeat the address.

use std::{error::Error as StdError, io};

use lettre::transport::smtp::Error;

/// What went wrong at a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The mail server cannot be reached, or hung up.
    Unreachable,
    /// The way there cannot be encrypted, or the server's certificate is not trusted.
    Encryption,
    /// The server does not let us in, by its reply.
    SignIn(u16),
    /// The server refuses us or our sender's address: no fault of this mail.
    Server(u16),
    /// The server asks to try later.
    Busy(u16),
    /// The server refuses this recipient or this text for good.
    Refused(u16),
    /// No mail can be made of it.
    Unsendable,
}

/// At which step of a conversation with the mail server something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reaching it, encrypting, saying hello.
    Connect,
    /// Signing in.
    SignIn,
    /// Naming the sender.
    Sender,
    /// Naming the recipient, handing over the text.
    Mail,
}

impl Trouble {
    /// What an error at a step means.
    pub fn of(step: Step, error: &Error) -> Trouble {
        let code = error.status().map_or(0, u16::from);
        match step {
            _ if error.is_tls() || broke_a_handshake(error) => Trouble::Encryption,
            // A server that takes no mail unless it is encrypted, or offers no way to do so.
            Step::Connect if error.is_client() => Trouble::Encryption,
            _ if error.is_transient() => Trouble::Busy(code),
            Step::SignIn if error.is_permanent() || error.is_client() => Trouble::SignIn(code),
            Step::Mail if error.is_permanent() => Trouble::Refused(code),
            _ if error.is_permanent() => Trouble::Server(code),
            _ => Trouble::Unreachable,
        }
    }

    /// Whether another try would end the same way.
    pub fn is_final(self) -> bool {
        matches!(self, Trouble::Refused(_) | Trouble::Unsendable)
    }

    /// As the database keeps it.
    pub fn to_word(self) -> String {
        match self {
            Trouble::Unreachable => "unreachable".into(),
            Trouble::Encryption => "encryption".into(),
            Trouble::SignIn(code) => format!("sign-in {code}"),
            Trouble::Server(code) => format!("server {code}"),
            Trouble::Busy(code) => format!("busy {code}"),
            Trouble::Refused(code) => format!("refused {code}"),
            Trouble::Unsendable => "unsendable".into(),
        }
    }

    /// Reads what [`Trouble::to_word`] wrote.
    pub fn from_word(word: &str) -> Trouble {
        let (word, code) = word.split_once(' ').unwrap_or((word, "0"));
        let code = code.parse().unwrap_or(0);
        match word {
            "encryption" => Trouble::Encryption,
            "sign-in" => Trouble::SignIn(code),
            "server" => Trouble::Server(code),
            "busy" => Trouble::Busy(code),
            "refused" => Trouble::Refused(code),
            "unsendable" => Trouble::Unsendable,
            _ => Trouble::Unreachable,
        }
    }

    /// What staff read.
    pub fn sentence(self) -> String {
        match self {
            Trouble::Unreachable => {
                "メールサーバーにつながりません。設定（mail.server）と通信を情報担当にお確かめください。"
                    .into()
            }
            Trouble::Encryption => {
                "メールサーバーとの通信を暗号化できません。設定（mail.security と root_certificate）を情報担当にお確かめください。"
                    .into()
            }
            Trouble::SignIn(code) => format!(
                "メールサーバーに入れません（返事 {code}）。設定の利用者名とパスワードを情報担当にお確かめください。"
            ),
            Trouble::Server(code) => format!(
                "メールサーバーが、この差出人からのメールを受け付けません（返事 {code}）。設定（mail.from）を情報担当にお確かめください。"
            ),
            Trouble::Busy(code) => {
                format!("メールサーバーが「あとで送ってほしい」と答えました（返事 {code}）。")
            }
            Trouble::Refused(code) => format!(
                "相手のメールサーバーが受け取りを断りました（返事 {code}）。アドレスのまちがいか、相手の受信の設定が考えられます。電話など、別の方法でお伝えください。"
            ),
            Trouble::Unsendable => {
                "このアドレスあての形に整えられず、送れませんでした。アドレスをお確かめください。"
                    .into()
            }
        }
    }
}

/// Whether TLS could not be agreed on, a certificate that nobody vouches for included: it comes
/// as data that make no sense.
fn broke_a_handshake(error: &Error) -> bool {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if inner
            .downcast_ref::<io::Error>()
            .is_some_and(|io| io.kind() == io::ErrorKind::InvalidData)
        {
            return true;
        }
        cause = inner.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trouble_reads_back_from_the_database() {
        for trouble in [
            Trouble::Unreachable,
            Trouble::Encryption,
            Trouble::SignIn(535),
            Trouble::Server(554),
            Trouble::Busy(451),
            Trouble::Refused(550),
            Trouble::Unsendable,
        ] {
            assert_eq!(Trouble::from_word(&trouble.to_word()), trouble);
        }
    }

    #[test]
    fn only_what_concerns_this_mail_is_given_up_at_once() {
        assert!(Trouble::Refused(550).is_final() && Trouble::Unsendable.is_final());
        for other in [Trouble::Server(550), Trouble::SignIn(535), Trouble::Busy(451)] {
            assert!(!other.is_final(), "{other:?}");
        }
    }
}
