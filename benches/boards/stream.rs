//! A stream that costs next to nothing: a socket, and the numbers of events that come on it.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::Outcome;

/// The stream of one phone.
pub struct Stream {
    socket: TcpStream,
    /// What has come of the next line.
    begun: Vec<u8>,
}

impl Stream {
    /// Opens it after the last event that was seen.
    pub async fn open(address: SocketAddr, path: &str, cookie: &str, seen: i64) -> Outcome<Stream> {
        let mut socket = TcpStream::connect(address).await?;
        socket.set_nodelay(true)?;
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\n\
             sec-fetch-site: same-origin\r\nlast-event-id: {seen}\r\n\r\n"
        );
        socket.write_all(request.as_bytes()).await?;
        let mut stream = Stream { socket, begun: Vec::with_capacity(2048) };
        let first = stream.line().await?;
        match first.contains(" 200 ") {
            true => Ok(stream),
            false => Err(format!("the stream answered {first}").into()),
        }
    }

    /// The number of the next event.
    pub async fn next(&mut self) -> Outcome<i64> {
        loop {
            if let Some(number) = self.line().await?.strip_prefix("id: ") {
                return Ok(number.trim_end().parse()?);
            }
        }
    }

    async fn line(&mut self) -> Outcome<String> {
        loop {
            if let Some(end) = self.begun.iter().position(|byte| *byte == b'\n') {
                let line = String::from_utf8_lossy(&self.begun[..end]).into_owned();
                self.begun.drain(..=end);
                return Ok(line);
            }
            if self.socket.read_buf(&mut self.begun).await? == 0 {
                return Err("the server closed a stream".into());
            }
        }
    }
}
