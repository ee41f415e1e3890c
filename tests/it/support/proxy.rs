//! A line to the PostgreSQL server that can be cut.

use std::{
    io,
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// Passes bytes on between a port of its own and a server.
pub struct Proxy {
    pub host: String,
    line: Arc<Mutex<Line>>,
}

#[derive(Default)]
struct Line {
    is_cut: bool,
    open: Vec<TcpStream>,
}

impl Proxy {
    /// Opens a line to `server`, host and port.
    pub fn to(server: &str) -> Proxy {
        let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
        let host = socket.local_addr().expect("an address").to_string();
        let line = Arc::new(Mutex::new(Line::default()));
        let (server, of) = (server.to_owned(), Arc::clone(&line));
        thread::spawn(move || {
            for caller in socket.incoming().flatten() {
                // A caller that finds the line cut is hung up on.
                drop(connect(caller, &server, &of));
            }
        });
        Proxy { host, line }
    }

    /// Breaks every connection, and each new one until it is mended.
    pub fn cut(&self) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        line.is_cut = true;
        for stream in line.open.drain(..) {
            drop(stream.shutdown(Shutdown::Both));
        }
    }

    /// Lets connections through again.
    pub fn mend(&self) {
        self.line.lock().unwrap_or_else(PoisonError::into_inner).is_cut = false;
    }
}

fn connect(caller: TcpStream, server: &str, line: &Mutex<Line>) -> io::Result<()> {
    let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
    if line.is_cut {
        return caller.shutdown(Shutdown::Both);
    }
    let callee = TcpStream::connect(server)?;
    for (mut from, mut to) in
        [(caller.try_clone()?, callee.try_clone()?), (callee.try_clone()?, caller.try_clone()?)]
    {
        thread::spawn(move || {
            drop(io::copy(&mut from, &mut to));
            drop(to.shutdown(Shutdown::Both));
        });
    }
    line.open.extend([caller, callee]);
    Ok(())
}
