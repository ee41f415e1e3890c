//! The way out: the city's mail server, and the bell that wakes whoever sends.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use lettre::{
    Message,
    message::Mailbox,
    transport::smtp::{
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands,
        extension::ClientId,
    },
};
use tokio::{sync::Notify, time::timeout};

use super::{
    address::address,
    trouble::{Step, Trouble},
};
use crate::{
    config::{City, Config, Mail, Security},
    error::{Error, Result},
};

/// How long reaching the server, and handing a mail over, may each take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether there is a server, and the bell.
pub struct Mailer {
    server: Option<Arc<Server>>,
    bell: Notify,
    closing: AtomicBool,
}

impl Mailer {
    /// The way out that the settings name. Reaches nothing yet.
    ///
    /// # Errors
    /// A sentence for whoever wrote the settings.
    pub fn of(config: &Config) -> Result<Mailer> {
        let server = match config.mail.is_dry_run() {
            true => None,
            false => Some(Arc::new(Server::of(config)?)),
        };
        Ok(Mailer { server, bell: Notify::new(), closing: AtomicBool::new(false) })
    }

    /// The mail server; `None`: nothing leaves.
    pub fn server(&self) -> Option<&Arc<Server>> {
        self.server.as_ref()
    }

    /// Something may be due now.
    pub fn wake(&self) {
        self.bell.notify_one();
    }

    /// Waits for the bell.
    pub async fn woken(&self) {
        self.bell.notified().await;
    }

    /// The server process is about to end: what is on its way is finished, nothing more is taken.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
        self.wake();
    }

    /// Whether the process is about to end.
    pub fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }
}

/// A mail server as the settings describe it.
pub struct Server {
    host: String,
    port: u16,
    security: Security,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    /// Who writes, with the city's name.
    pub from: Mailbox,
    /// Who reads answers.
    pub reply_to: Option<Mailbox>,
}

impl Server {
    fn of(config: &Config) -> Result<Server> {
        let (mail, city) = (&config.mail, &config.city);
        let signs_in = !mail.user.is_empty();
        Ok(Server {
            host: mail.server.clone(),
            port: mail.port(),
            security: mail.security,
            tls: encryption(mail)?,
            credentials: signs_in
                .then(|| Credentials::new(mail.user.clone(), mail.password.clone())),
            from: mailbox(city, "from", &mail.from)?,
            reply_to: match mail.reply_to.is_empty() {
                true => None,
                false => Some(mailbox(city, "reply_to", &mail.reply_to)?),
            },
        })
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let (at, hello) = ((self.host.as_str(), self.port), ClientId::default());
        let (wrapped, later) = match self.security {
            Security::Tls => (self.tls.clone(), None),
            Security::Starttls => (None, self.tls.clone()),
            Security::None => (None, None),
        };
        let failed = |step| move |error| Failure::of(step, &error);
        let mut conn =
            AsyncSmtpConnection::connect_tokio1(at, Some(PATIENCE), &hello, wrapped, None)
                .await
                .map_err(failed(Step::Connect))?;
        if let Some(tls) = later {
            conn.starttls(tls, &hello).await.map_err(failed(Step::Connect))?;
        }
        if let Some(credentials) = &self.credentials {
            conn.auth(DEFAULT_MECHANISMS, credentials).await.map_err(failed(Step::SignIn))?;
        }
        Ok(conn)
    }
}

/// An address of the settings with the name of the city and its section.
fn mailbox(city: &City, key: &str, typed: &str) -> Result<Mailbox> {
    let address = address(typed).map_err(|refusal| wrong(key, refusal.sentence()))?;
    let address = address.parse().map_err(|cause| wrong(key, cause))?;
    Ok(Mailbox::new(Some(format!("{} {}", city.name, city.section)), address))
}

/// What the way to the server is encrypted with.
fn encryption(mail: &Mail) -> Result<Option<TlsParameters>> {
    if mail.security == Security::None {
        return Ok(None);
    }
    let mut parameters = TlsParameters::builder(mail.server.clone());
    if let Some(file) = &mail.root_certificate {
        let pem = fs::read(file).map_err(|cause| wrong("root_certificate", cause))?;
        let certificate =
            Certificate::from_pem(&pem).map_err(|cause| wrong("root_certificate", cause))?;
        parameters = parameters.add_root_certificate(certificate);
    }
    parameters.build().map(Some).map_err(|cause| wrong("root_certificate", cause))
}

fn wrong(key: &str, cause: impl std::fmt::Display) -> Error {
    Error::invalid(format!("設定の mail.{key} を使えません: {cause}"))
}

/// A try that failed.
pub struct Failure {
    /// What it means.
    pub trouble: Trouble,
    /// The server's words. They may repeat an address: for the person who types `mail test`
    /// only, never for a log or the database.
    pub said: String,
}

impl Failure {
    fn of(step: Step, error: &lettre::transport::smtp::Error) -> Failure {
        Failure { trouble: Trouble::of(step, error), said: error.to_string() }
    }

    fn too_late() -> Failure {
        let said = format!("no reply within {} s", PATIENCE.as_secs());
        Failure { trouble: Trouble::Unreachable, said }
    }
}

/// A line to the server, for one mail after another. It is opened when the first one is sent.
pub struct Line {
    server: Arc<Server>,
    conn: Option<AsyncSmtpConnection>,
}

impl Line {
    /// A line that is not open yet.
    pub fn to(server: Arc<Server>) -> Line {
        Line { server, conn: None }
    }

    /// Sends a mail and returns what the server said. After a failure the line is dropped: a
    /// reply that comes late must not be taken for that to the next mail.
    pub async fn send(&mut self, message: &Message) -> Result<String, Failure> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => patiently(self.server.connect()).await?,
        };
        let reply = patiently(hand_over(&mut conn, message)).await?;
        self.conn = Some(conn);
        Ok(reply)
    }

    /// Says goodbye.
    pub async fn close(mut self) {
        if let Some(mut conn) = self.conn.take() {
            // Every mail has been acknowledged: how the goodbye ends does not matter.
            drop(timeout(PATIENCE, conn.quit()).await);
        }
    }
}

async fn patiently<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    timeout(PATIENCE, work).await.unwrap_or_else(|_| Err(Failure::too_late()))
}

/// The commands one by one, because a refused sender is our fault and a refused recipient is not.
async fn hand_over(conn: &mut AsyncSmtpConnection, message: &Message) -> Result<String, Failure> {
    let failed = |step| move |error| Failure::of(step, &error);
    let envelope = message.envelope();
    let sender = commands::Mail::new(envelope.from().cloned(), Vec::new());
    conn.command(sender).await.map_err(failed(Step::Sender))?;
    for recipient in envelope.to() {
        let recipient = commands::Rcpt::new(recipient.clone(), Vec::new());
        conn.command(recipient).await.map_err(failed(Step::Mail))?;
    }
    conn.command(commands::Data).await.map_err(failed(Step::Mail))?;
    let reply = conn.message(&message.formatted()).await.map_err(failed(Step::Mail))?;
    Ok(format!("{} {}", reply.code(), reply.message().collect::<Vec<_>>().join(" ")))
}
