//! The real server in this process, on a port of its own.

use std::{net::TcpListener, sync::mpsc, thread};

use actix_web::{dev::ServerHandle, web};
use machikoe::{app::App, web::server};

/// A server that stops with the test.
pub struct Served {
    handle: ServerHandle,
    thread: Option<thread::JoinHandle<()>>,
}

impl Served {
    /// Serves an application on a socket.
    pub fn start(app: web::Data<App>, socket: TcpListener) -> Served {
        let (tell, told) = mpsc::channel();
        let thread = thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = server::start(app, socket).expect("a server");
                tell.send(server.handle()).expect("the test waits");
                server.await.expect("served");
            });
        });
        let handle = told.recv().expect("a server");
        Served { handle, thread: Some(thread) }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // The command is sent at once; the future would only wait for its end.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || thread::panicking(), "the server panicked");
        }
    }
}
