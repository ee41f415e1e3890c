//! A mail as it leaves: the feature's text, who speaks, and how to get no more of it.

use std::time::SystemTime;

use lettre::{
    Address, Message,
    address::Envelope,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

use super::{Mail, mailer::Server, trouble::Trouble, unsubscribe};
use crate::{app::App, clock::Instant};

/// The text with the footer that every mail of the city has.
pub fn text(app: &App, mail: &Mail<'_>) -> String {
    let city = &app.config.city;
    let mut text = format!(
        "{}\n\n――――――――――\n{} {}\n電話 {}（{}）\nこのメールは自動でお送りしています。\n",
        mail.body.trim_end(),
        city.name,
        city.section,
        city.telephone,
        city.hours
    );
    if let Some(list) = mail.list {
        text += "この件のメールが不要なときは、次のページで止められます。\n";
        text += &unsubscribe::link(app, list, mail.to);
        text.push('\n');
    }
    text
}

/// The message for the server. `id` is the mail's own: every try has the same Message-ID, by
/// which mail programs know a second copy.
///
/// # Errors
/// [`Trouble::Unsendable`] for an address that no server would take.
pub fn message(
    app: &App,
    server: &Server,
    id: &str,
    mail: &Mail<'_>,
    now: Instant,
) -> Result<Message, Trouble> {
    let unsendable = |_| Trouble::Unsendable;
    let to = recipient(mail.to)?;
    let domain = server.from.email.domain();
    let envelope =
        Envelope::new(Some(server.from.email.clone()), vec![to.clone()]).map_err(unsendable)?;
    let mut message = Message::builder()
        .from(server.from.clone())
        .to(Mailbox::new(None, to))
        .subject(mail.subject)
        .date(SystemTime::from(now))
        .message_id(Some(format!("<{id}@{domain}>")))
        .header(ContentType::TEXT_PLAIN)
        // Absence notes and the like do not answer a machine (RFC 3834).
        .raw_header(header("Auto-Submitted", "auto-generated".into()))
        .envelope(envelope);
    if let Some(reply_to) = &server.reply_to {
        message = message.reply_to(reply_to.clone());
    }
    if let Some(list) = mail.list {
        let link = unsubscribe::link(app, list, mail.to);
        // One click in the mail program itself (RFC 8058).
        message = message
            .raw_header(header("List-Unsubscribe", format!("<{link}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()));
    }
    message.body(text(app, mail)).map_err(unsendable)
}

/// An address for the server. Dots in a row or at an end, as phone companies gave them away, are
/// only allowed in quotes (RFC 5321, 4.1.2).
fn recipient(address: &str) -> Result<Address, Trouble> {
    let (user, host) = address.rsplit_once('@').ok_or(Trouble::Unsendable)?;
    Address::new(user, host)
        .or_else(|_| Address::new(format!("\"{user}\""), host))
        .map_err(|_| Trouble::Unsendable)
}

/// A header whose value is plain ASCII of ours and stays on one line, because programs look for
/// links in it.
fn header(name: &'static str, value: String) -> HeaderValue {
    let name = HeaderName::new_from_ascii_str(name);
    HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_address_of_a_phone_company_is_quoted_and_a_usual_one_is_not() {
        let written = |address| recipient(address).map(|address| address.to_string());
        assert_eq!(written("hana@example.jp").as_deref(), Ok("hana@example.jp"));
        assert_eq!(written("hana..x@docomo.ne.jp").as_deref(), Ok("\"hana..x\"@docomo.ne.jp"));
        assert_eq!(written("hana.@ezweb.ne.jp").as_deref(), Ok("\"hana.\"@ezweb.ne.jp"));
    }

    #[test]
    fn a_line_break_in_an_address_makes_no_header() {
        for address in ["hana@example.jp\r\nBcc: x@example.jp", "ha\r\nna@example.jp", "hana"] {
            assert_eq!(recipient(address), Err(Trouble::Unsendable));
        }
    }
}
