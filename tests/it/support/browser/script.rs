//! What a page's script may do and a browser without one cannot: ask for parts, tell something
//! without leaving the page, and listen.

use reqwest::{RequestBuilder, Response};

use super::{Browser, encoded};

impl Browser {
    /// The same person's browser, after the server has come up at another address.
    pub fn moved_to(&self, base: &str) -> Browser {
        let mut moved = self.window();
        moved.base = base.parse().expect("an address");
        moved
    }

    /// Asks for something: the status and what came; `None` where the server is gone.
    pub async fn ask(&self, address: &str) -> Option<(u16, String)> {
        let url = self.base.join(address).expect("an address");
        read(self.client.get(url)).await
    }

    /// Posts fields and stays where it is: the status and what came.
    pub async fn tell(&self, address: &str, fields: &[(&str, &str)]) -> Option<(u16, String)> {
        let url = self.base.join(address).expect("an address");
        let request = self
            .client
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .body(encoded(fields));
        read(request).await
    }

    /// The same again for as long as the server is too busy, as a page's script does.
    pub async fn insist(&self, address: &str, fields: &[(&str, &str)]) -> (u16, String) {
        loop {
            let (status, body) = self.tell(address, fields).await.expect("a reply");
            if status != 503 {
                return (status, body);
            }
        }
    }

    /// Opens a stream that goes on after the last event that was seen.
    pub async fn listen(&self, address: &str, last_event_id: Option<i64>) -> Option<Response> {
        let url = self.base.join(address).expect("an address");
        let mut request = self.client.get(url).header("sec-fetch-site", "same-origin");
        if let Some(last) = last_event_id {
            request = request.header("last-event-id", last.to_string());
        }
        request.send().await.ok().filter(|response| response.status() == 200)
    }
}

async fn read(request: RequestBuilder) -> Option<(u16, String)> {
    let response = request.header("sec-fetch-site", "same-origin").send().await.ok()?;
    let status = response.status().as_u16();
    response.text().await.ok().map(|text| (status, text))
}
