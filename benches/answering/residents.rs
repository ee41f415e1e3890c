//! Residents who answer at the same time, and how long they wait.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use machikoe::code::Code;
use tokio::task::JoinSet;

use crate::{
    Outcome,
    http::{Browser, Reply},
    office::{Office, Ready},
    script::Script,
};

/// Everybody who answers in this run.
pub struct Crowd {
    address: SocketAddr,
    office: Arc<Office>,
    /// Which script comes next.
    next: Arc<AtomicUsize>,
}

/// What a crowd has done.
#[derive(Default)]
pub struct Answered {
    /// Complete answerings, from the QR to the receipt.
    pub answerings: usize,
    /// Acknowledged writes: a page or a submission.
    pub writes: usize,
    /// From the first request to the last reply.
    pub took: Duration,
    /// How long each request took, submissions included.
    pub requests: Vec<Duration>,
    /// How long each submission took.
    pub submissions: Vec<Duration>,
}

impl Answered {
    /// Takes what somebody else has done.
    pub fn add(&mut self, other: Answered) {
        self.answerings += other.answerings;
        self.writes += other.writes;
        self.requests.extend(other.requests);
        self.submissions.extend(other.submissions);
    }
}

impl Crowd {
    /// Residents of the office's survey.
    pub fn new(address: SocketAddr, office: &Arc<Office>) -> Crowd {
        Crowd { address, office: Arc::clone(office), next: Arc::default() }
    }

    /// So many residents at once, one answering after the other until the time is over. Each
    /// answers at least once.
    pub async fn answer(&self, at_once: usize, length: Duration) -> Outcome<Answered> {
        let start = Instant::now();
        let mut residents = JoinSet::new();
        for _ in 0..at_once {
            let (office, next, address) = (self.office.clone(), self.next.clone(), self.address);
            residents.spawn(async move {
                let mut answered = Answered::default();
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    let script = &office.scripts[turn % office.scripts.len()];
                    answer(address, &office.next_code()?, script, &mut answered).await?;
                    if start.elapsed() >= length {
                        break Ok(answered);
                    }
                }
            });
        }
        self.together(residents, start).await
    }

    /// So many residents at once send drafts that are ready.
    pub async fn send(&self, at_once: usize, ready: Vec<Ready>) -> Outcome<Answered> {
        let start = Instant::now();
        let ready = Arc::new(Mutex::new(ready));
        let mut residents = JoinSet::new();
        for _ in 0..at_once {
            let (office, ready, address) = (self.office.clone(), ready.clone(), self.address);
            residents.spawn(async move {
                let mut answered = Answered::default();
                let next = || ready.lock().unwrap_or_else(PoisonError::into_inner).pop();
                while let Some(Ready { cookie, .. }) = next() {
                    let submission = office.app.ids.token()?;
                    let mut watch = Watch::open(address, cookie, &mut answered).await?;
                    watch.submit(&submission).await?;
                }
                Ok(answered)
            });
        }
        self.together(residents, start).await
    }

    async fn together(
        &self,
        mut residents: JoinSet<Outcome<Answered>>,
        start: Instant,
    ) -> Outcome<Answered> {
        let mut all = Answered::default();
        while let Some(one) = residents.join_next().await {
            all.add(one??);
        }
        all.took = start.elapsed();
        self.office.received(all.submissions.len());
        Ok(all)
    }
}

/// A complete answering, from the QR to the receipt, over a connection of its own.
async fn answer(
    address: SocketAddr,
    code: &Code,
    script: &Script,
    answered: &mut Answered,
) -> Outcome<()> {
    let mut watch = Watch::open(address, String::new(), answered).await?;
    let code = code.compact();
    watch.get(&format!("/Q/{code}")).await?;
    let to = watch.post("/a/start", &format!("code={code}")).await?;
    let to = watch.pages(to, script).await?;
    let submission = watch.number(&to, "submission").await?;
    let receipt = watch.submit(&submission).await?;
    watch.get(&receipt).await?;
    answered.answerings += 1;
    Ok(())
}

/// A browser with a watch beside it.
pub struct Watch<'a> {
    browser: Browser,
    pub answered: &'a mut Answered,
}

impl Watch<'_> {
    /// Connects. The cookie may be one of an earlier visit.
    pub async fn open(
        address: SocketAddr,
        cookie: String,
        answered: &mut Answered,
    ) -> Outcome<Watch<'_>> {
        Ok(Watch { browser: Browser::open(address, cookie).await?, answered })
    }

    /// What the browser holds in the end.
    pub fn into_cookie(self) -> String {
        self.browser.into_cookie()
    }

    /// Opens a page.
    pub async fn get(&mut self, url: &str) -> Outcome<()> {
        self.look(url, "").await.map(drop)
    }

    /// Opens a page and reads a hidden field there: a number that was drawn for a button.
    pub async fn number(&mut self, url: &str, name: &str) -> Outcome<String> {
        let found = self.look(url, name).await?;
        found.ok_or_else(|| format!("no {name} on the page").into())
    }

    async fn look(&mut self, url: &str, name: &str) -> Outcome<Option<String>> {
        let start = Instant::now();
        let reply = self.browser.get(url).await?;
        self.answered.requests.push(start.elapsed());
        expect(&reply, 200, url)?;
        let number = reply.body.split_once(&format!("name=\"{name}\" value=\""));
        let number = number.and_then(|(_, rest)| rest.split_once('"'));
        Ok(number.map(|(number, _)| number.to_owned()))
    }

    /// Presses a button that leads on.
    pub async fn post(&mut self, url: &str, body: &str) -> Outcome<String> {
        let start = Instant::now();
        let reply = self.browser.post(url, body).await?;
        self.answered.requests.push(start.elapsed());
        expect(&reply, 303, url)?;
        Ok(reply.location.unwrap_or_default().to_owned())
    }

    /// Fills in one page after the other, and returns where the last one leads.
    pub async fn pages(&mut self, mut to: String, script: &Script) -> Outcome<String> {
        for page in &script.pages {
            if to != page.url {
                return Err(format!("led to {to} instead of {}", page.url).into());
            }
            self.get(&to).await?;
            to = self.post(&page.url, &page.body).await?;
            self.answered.writes += 1;
        }
        Ok(to)
    }

    /// Sends the draft and returns the address of the receipt.
    pub async fn submit(&mut self, submission: &str) -> Outcome<String> {
        let receipt = self.post("/a/submission", &format!("submission={submission}")).await?;
        self.answered.submissions.extend(self.answered.requests.last().copied());
        self.answered.writes += 1;
        if receipt.starts_with("/a/received/") { Ok(receipt) } else { Err(receipt.into()) }
    }
}

fn expect(reply: &Reply<'_>, status: u16, url: &str) -> Outcome<()> {
    if reply.status == status {
        return Ok(());
    }
    // Without the address: it may hold a code.
    let place = url.split('/').take(3).collect::<Vec<_>>().join("/");
    Err(format!("{place} answered {} instead of {status}", reply.status).into())
}

/// What a phone fetches that has never been here.
pub struct FirstPage {
    /// Heads and bodies of the page and its styles.
    pub bytes: usize,
    /// How many requests.
    pub requests: usize,
}

/// Opens the QR as a phone does that has kept nothing.
pub async fn first_page(address: SocketAddr, code: &Code) -> Outcome<FirstPage> {
    let mut browser = Browser::open(address, String::new()).await?;
    let page = browser.get(&format!("/Q/{}", code.compact())).await?;
    let links = page.body.split("href=\"").chain(page.body.split("src=\"")).skip(1);
    let links = links.filter_map(|rest| rest.split_once('"'));
    let fetched = links.map(|(url, _)| url).filter(|url| url.starts_with("/assets/"));
    let fetched: Vec<String> = fetched.map(str::to_owned).collect();
    let mut first = FirstPage { bytes: page.bytes, requests: 1 + fetched.len() };
    for url in fetched {
        first.bytes += browser.get(&url).await?.bytes;
    }
    Ok(first)
}
