//! A browser that costs next to nothing: one connection, kept alive, and the respondent's cookie.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::Outcome;

/// A connection to the server.
pub struct Browser {
    stream: TcpStream,
    cookie: String,
    sent: Vec<u8>,
    /// The reply, head and body.
    received: Vec<u8>,
}

/// What came back.
pub struct Reply<'a> {
    /// Such as 200.
    pub status: u16,
    /// Where to go on.
    pub location: Option<&'a str>,
    /// The page.
    pub body: &'a str,
    /// Length of head and body.
    pub bytes: usize,
}

impl Browser {
    /// Connects. The cookie may be one of an earlier visit.
    pub async fn open(address: SocketAddr, cookie: String) -> Outcome<Browser> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Browser { stream, cookie, sent: Vec::new(), received: Vec::new() })
    }

    /// The cookie that it holds now.
    pub fn into_cookie(self) -> String {
        self.cookie
    }

    /// `GET`
    pub async fn get(&mut self, url: &str) -> Outcome<Reply<'_>> {
        self.send("GET", url, "").await
    }

    /// `POST`, as a form.
    pub async fn post(&mut self, url: &str, body: &str) -> Outcome<Reply<'_>> {
        self.send("POST", url, body).await
    }

    async fn send(&mut self, method: &str, url: &str, body: &str) -> Outcome<Reply<'_>> {
        self.sent.clear();
        for part in [method, " ", url, " HTTP/1.1\r\nhost: localhost\r\n"] {
            self.sent.extend_from_slice(part.as_bytes());
        }
        if !self.cookie.is_empty() {
            for part in ["cookie: ", &self.cookie, "\r\n"] {
                self.sent.extend_from_slice(part.as_bytes());
            }
        }
        if method == "POST" {
            const FORM: &str = "content-type: application/x-www-form-urlencoded\r\n\
                                sec-fetch-site: same-origin\r\ncontent-length: ";
            self.sent.extend_from_slice(FORM.as_bytes());
            self.sent.extend_from_slice(body.len().to_string().as_bytes());
            self.sent.extend_from_slice(b"\r\n");
        }
        self.sent.extend_from_slice(b"\r\n");
        self.sent.extend_from_slice(body.as_bytes());
        self.stream.write_all(&self.sent).await?;
        self.receive().await
    }

    async fn receive(&mut self) -> Outcome<Reply<'_>> {
        self.received.clear();
        let body = loop {
            self.more().await?;
            if let Some(end) = self.received.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let length = header(&self.received[..body], "content-length").unwrap_or("0").parse()?;
        self.received.reserve(length);
        while self.received.len() < body + length {
            self.more().await?;
        }
        let (head, page) = self.received.split_at(body);
        if let Some(cookie) = header(head, "set-cookie") {
            cookie.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
        }
        // "HTTP/1.1 303 See Other"
        let status = std::str::from_utf8(head.get(9..12).unwrap_or_default())?.parse()?;
        Ok(Reply {
            status,
            location: header(head, "location"),
            body: std::str::from_utf8(page)?,
            bytes: body + length,
        })
    }

    async fn more(&mut self) -> Outcome<()> {
        match self.stream.read_buf(&mut self.received).await? {
            0 => Err("the server closed the connection".into()),
            _ => Ok(()),
        }
    }
}

fn header<'a>(head: &'a [u8], name: &str) -> Option<&'a str> {
    let lines = std::str::from_utf8(head).ok()?.lines();
    let mut fields = lines.filter_map(|line| line.split_once(": "));
    fields.find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}
