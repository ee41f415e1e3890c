//! `machikoe serve`: the real thing.

use std::{
    io::IsTerminal,
    net::{SocketAddr, TcpListener},
    time::Duration,
};

use actix_web::web;
use clap::Args;
use tokio::signal::unix::{SignalKind, signal};

use super::{say, settings::Settings};
use crate::{
    app::App,
    board::live,
    chores,
    clock::Clock,
    config::Config,
    error::{Error, Result},
    id::Ids,
    outbox, staff,
    web::server,
};

/// Serve a city: residents, and the office behind /staff.
///
/// The first start prints a one-time link that makes the first administrator. Put a web server
/// with TLS in front, set `base_url` to the address that residents see and `behind_proxy = true`;
/// docs/operating.md shows how. Stop with Ctrl-C: requests under way are finished.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    settings: Settings,
    /// Address and port to listen on.
    #[arg(long, env = "MACHIKOE_LISTEN", value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
    /// The address that residents see, printed on letters: https://survey.example.jp.
    #[arg(long, env = "MACHIKOE_BASE_URL", value_name = "URL")]
    base_url: Option<String>,
}

impl Serve {
    /// Serves until Ctrl-C.
    pub fn run(self) -> Result<()> {
        start_log("info");
        let mut config = self.settings.read()?;
        if let Some(listen) = self.listen {
            config.listen = listen;
        }
        if let Some(url) = self.base_url {
            config.base_url = url;
        }
        let socket = bind(&mut config)?;
        let app = web::Data::new(App::build(config.finish()?, Clock::System, Ids::System)?);
        serve(app, socket, async |app| {
            say(format_args!(
                "machikoe は {} で動いています（Ctrl-C で止まります）。",
                app.config.base_url
            ));
            if let Some(link) = staff::first_link(app).await? {
                say(format_args!("最初の管理者を登録するリンク（一度だけ、7日以内）：\n  {link}"));
            }
            Ok(())
        })
    }
}

/// Binds the port first, so that a port of 0 becomes a real one before the address is printed.
pub fn bind(config: &mut Config) -> Result<TcpListener> {
    let taken = |cause: std::io::Error| {
        Error::invalid(format!(
            "{} で待ち受けられません: {cause}\n別のポートを指定してください。",
            config.listen
        ))
    };
    let socket = TcpListener::bind(config.listen).map_err(taken)?;
    config.listen = socket.local_addr().map_err(Error::internal)?;
    Ok(socket)
}

/// How long mail that is on its way may take after the last request is finished.
const LAST_MAIL: Duration = Duration::from_secs(10);

/// Serves an application; `greet` runs once it takes connections.
pub fn serve(
    app: web::Data<App>,
    socket: TcpListener,
    greet: impl AsyncFnOnce(&web::Data<App>) -> Result<()>,
) -> Result<()> {
    actix_web::rt::System::new().block_on(async move {
        let server = server::start(app.clone(), socket).map_err(Error::internal)?;
        let server = tokio::task::spawn_local(server);
        tokio::task::spawn_local(keep_house(app.clone()));
        tokio::task::spawn_local(live::keep(app.clone(), app.ids.id()?));
        tokio::task::spawn_local(let_phones_go(app.clone()));
        let mail = tokio::task::spawn_local(outbox::worker::run(app.clone().into_inner()));
        greet(&app).await?;
        let served = server.await.map_err(Error::internal)?;
        app.mailer.close();
        // What is cut off here is sent again after the next start.
        drop(tokio::time::timeout(LAST_MAIL, mail).await);
        served.map_err(Error::internal)
    })
}

/// A stream never ends by itself: without this, stopping would wait for every open board.
async fn let_phones_go(app: web::Data<App>) {
    let Ok(mut stop) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = stop.recv() => {}
    }
    app.hub.close();
}

/// Runs the server's own chores for as long as it serves.
async fn keep_house(app: web::Data<App>) {
    let mut hourly = tokio::time::interval(Duration::from_secs(3600));
    let mut starting = true;
    loop {
        hourly.tick().await;
        match chores::round(&app, starting).await {
            Ok(()) => starting = false,
            Err(cause) => tracing::warn!(%cause, "the chores wait for the next hour"),
        }
    }
}

/// Writes the log to standard error: `RUST_LOG` chooses how much, else `level`.
pub fn start_log(level: &str) {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
}
