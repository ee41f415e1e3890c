//! A browser without a screen and without a script: it types into the page that it shows, and
//! sends forms as browsers do. What it cannot find by its words fails the test.

mod script;

use std::{
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use reqwest::{
    Client, Method, Url,
    cookie::{CookieStore, Jar},
    redirect::Policy,
};

use super::page::{Control, Kind, Page};

/// Somebody's browser.
pub struct Browser {
    client: Client,
    jar: Arc<Jar>,
    base: Url,
    /// What the proxy in front says about where it is.
    address: String,
    pub page: Page,
    /// Every `Set-Cookie` that has come, as it was written.
    pub cookies_set: Vec<String>,
    files: Vec<(String, String, Vec<u8>)>,
}

impl Browser {
    /// A new browser on a device and a line of its own.
    pub fn new(base: &str) -> Browser {
        static DEVICES: AtomicU32 = AtomicU32::new(1);
        let device = DEVICES.fetch_add(1, Ordering::Relaxed);
        Browser::at(base, &format!("198.51.{}.{}", device / 250, device % 250 + 1))
    }

    /// A new browser at an address.
    pub fn at(base: &str, address: &str) -> Browser {
        let jar = Arc::new(Jar::default());
        let client = Client::builder()
            .cookie_provider(Arc::clone(&jar))
            .redirect(Policy::none())
            .referer(false)
            // The server hangs up after five seconds of rest; a request must not meet that moment.
            .pool_idle_timeout(Duration::from_secs(2))
            .no_proxy()
            .build()
            .expect("a client");
        Browser {
            client,
            jar,
            base: Url::parse(base).expect("an address"),
            address: address.to_owned(),
            page: Page::default(),
            cookies_set: Vec::new(),
            files: Vec::new(),
        }
    }

    /// A second window of the same browser, on the same page.
    pub fn window(&self) -> Browser {
        Browser {
            client: self.client.clone(),
            jar: Arc::clone(&self.jar),
            base: self.base.clone(),
            address: self.address.clone(),
            page: self.page.clone(),
            cookies_set: Vec::new(),
            files: Vec::new(),
        }
    }

    /// Types an address, or scans one.
    pub async fn open(&mut self, address: &str) -> &Page {
        let url = self.base.join(address).expect("an address");
        self.load(Method::GET, url, None, "none").await
    }

    /// Follows a link by its words.
    pub async fn follow(&mut self, link: &str) -> &Page {
        let links = &self.page.links;
        let found = links
            .iter()
            .find(|(words, _)| words == link)
            .or_else(|| links.iter().find(|(words, _)| words.contains(link)));
        let Some((_, address)) = found else {
            panic!("no link “{link}” on {}", self.page.describe());
        };
        let url = self.url_of(address);
        self.load(Method::GET, url, None, "same-origin").await
    }

    /// Types into a field. `question > label` where a label stands in several questions.
    pub fn fill(&mut self, label: &str, value: &str) -> &mut Self {
        let place = self.page.field(label);
        self.page.controls[place].value = value.to_owned();
        self
    }

    /// Chooses a file.
    pub fn attach(&mut self, label: &str, name: &str, bytes: &[u8]) -> &mut Self {
        let place = self.page.field(label);
        self.files.push((self.page.controls[place].name.clone(), name.into(), bytes.to_vec()));
        self
    }

    /// Chooses an answer, or an option of a list. The question may be a part of its words;
    /// ` > ` between two parts asks for both (a row of one of two matrices).
    pub fn choose(&mut self, question: &str, choice: &str) -> &mut Self {
        self.page.set(question, choice, true);
        self
    }

    /// Takes a tick back.
    pub fn untick(&mut self, question: &str, choice: &str) -> &mut Self {
        self.page.set(question, choice, false);
        self
    }

    /// Presses a button by its words.
    pub async fn press(&mut self, button: &str) -> &Page {
        self.press_near("", button).await
    }

    /// Presses a button in the row that holds some words.
    pub async fn press_near(&mut self, row: &str, button: &str) -> &Page {
        let place = self.page.button(row, button);
        self.send(place).await
    }

    /// Sends the page's form as pressing the button at a place does.
    async fn send(&mut self, button: usize) -> &Page {
        let control = &self.page.controls[button];
        let place = control.form.unwrap_or_else(|| panic!("“{}” is in no form", control.label));
        let form = self.page.forms[place].clone();
        let fields = self.page.fields(place, button);
        let mut url = self.url_of(&form.action);
        if form.method != "post" {
            url.query_pairs_mut().clear().extend_pairs(&fields);
            return self.load(Method::GET, url, None, "same-origin").await;
        }
        let body = if form.multipart {
            multipart(&fields, &std::mem::take(&mut self.files))
        } else {
            ("application/x-www-form-urlencoded".into(), encoded(&fields).into_bytes())
        };
        self.load(Method::POST, url, Some(body), "same-origin").await
    }

    /// Posts fields that no page of ours has made.
    pub async fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> &Page {
        let url = self.base.join(address).expect("an address");
        let body = ("application/x-www-form-urlencoded".into(), encoded(fields).into_bytes());
        self.load(Method::POST, url, Some(body), "same-origin").await
    }

    /// Posts fields to a server that may die: the status of its reply, if one came.
    pub async fn try_post(&mut self, address: &str, fields: &[(&str, &str)]) -> Option<u16> {
        let url = self.base.join(address).expect("an address");
        let request = self
            .client
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(encoded(fields));
        request.send().await.ok().map(|response| response.status().as_u16())
    }

    /// Posts fields in the name of another website.
    pub async fn post_from_elsewhere(&mut self, address: &str, fields: &[(&str, &str)]) -> &Page {
        let url = self.base.join(address).expect("an address");
        let body = ("application/x-www-form-urlencoded".into(), encoded(fields).into_bytes());
        self.load(Method::POST, url, Some(body), "cross-site").await
    }

    /// Posts a body that no browser would make.
    pub async fn post_raw(&mut self, address: &str, body: &[u8]) -> &Page {
        let url = self.base.join(address).expect("an address");
        let body = ("application/x-www-form-urlencoded".into(), body.to_vec());
        self.load(Method::POST, url, Some(body), "same-origin").await
    }

    /// Fetches something that is no page.
    pub async fn download(&self, address: &str) -> Vec<u8> {
        let url = self.base.join(address).expect("an address");
        let request = self.client.get(url).header("sec-fetch-site", "same-origin");
        let response = request.send().await.expect("a reply");
        assert_eq!(response.status(), 200, "{address}");
        response.bytes().await.expect("a file").to_vec()
    }

    /// A part of the address of the page, from 1 on: 2 is `b` of `/a/b/c`.
    pub fn address_part(&self, number: usize) -> String {
        self.page.url.split('/').nth(number + 2).unwrap_or_default().to_owned()
    }

    /// Puts a cookie into the browser that no server of ours has set.
    pub fn set_cookie(&mut self, cookie: &str) {
        self.jar.add_cookie_str(cookie, &self.base);
    }

    /// What the browser would send as `Cookie` to an address.
    pub fn cookies(&self, address: &str) -> String {
        let url = self.base.join(address).expect("an address");
        let cookies = self.jar.cookies(&url);
        cookies.map(|value| value.to_str().expect("text").to_owned()).unwrap_or_default()
    }

    fn url_of(&self, address: &str) -> Url {
        let here = Url::parse(&self.page.url).unwrap_or_else(|_| self.base.clone());
        here.join(address).expect("an address")
    }

    /// Loads a page and follows where it leads.
    async fn load(
        &mut self,
        method: Method,
        url: Url,
        body: Option<(String, Vec<u8>)>,
        site: &str,
    ) -> &Page {
        let (mut method, mut url, mut body) = (method, url, body);
        for _ in 0..10 {
            let mut request = self
                .client
                .request(method.clone(), url.clone())
                .header("x-forwarded-for", &self.address)
                .header("sec-fetch-site", site)
                .header("user-agent", "Mozilla/5.0 (test)");
            if method == Method::POST {
                let origin = match site {
                    "cross-site" => "https://evil.example".into(),
                    _ => self.base.origin().ascii_serialization(),
                };
                request = request.header("origin", origin);
            }
            if let Some((kind, bytes)) = body.take() {
                request = request.header("content-type", kind).body(bytes);
            }
            let response = request.send().await.expect("a reply");
            let status = response.status().as_u16();
            let set = response.headers().get_all("set-cookie");
            self.cookies_set.extend(set.iter().map(|one| one.to_str().expect("text").to_owned()));
            let to = response.headers().get("location").map(|to| to.to_str().expect("an address"));
            if let (301..=308, Some(to)) = (status, to) {
                (url, method) = (url.join(to).expect("an address"), Method::GET);
                continue;
            }
            let headers = response.headers().clone();
            let html = String::from_utf8_lossy(&response.bytes().await.expect("a page")).into();
            self.page = Page { headers, ..Page::read(status, url.into(), html) };
            return &self.page;
        }
        panic!("{url} leads in a circle");
    }
}

impl Page {
    /// The page in a failed test.
    pub fn describe(&self) -> String {
        let text: String = self.text.chars().take(3000).collect();
        let mut out = format!("{} ({}) “{}”\n{text}\n", self.url, self.status, self.heading);
        for control in self.controls.iter().filter(|control| control.kind != Kind::Hidden) {
            let (groups, label) = (control.groups.join(" > "), &control.label);
            writeln!(out, "  {:?} [{groups}] {label}", control.kind).expect("written");
        }
        out
    }

    /// Fails unless the page shows the words.
    #[track_caller]
    pub fn shows(&self, words: &str) -> &Page {
        assert!(self.text.contains(words), "“{words}” is not on {}", self.describe());
        self
    }

    /// Fails if the page shows the words.
    #[track_caller]
    pub fn hides(&self, words: &str) -> &Page {
        assert!(!self.text.contains(words), "“{words}” is on {}", self.describe());
        self
    }

    /// Fails unless it is the page with this heading.
    #[track_caller]
    pub fn is(&self, heading: &str) -> &Page {
        assert_eq!(self.heading, heading, "on {}", self.describe());
        self
    }

    /// The place of the one control that a test points at.
    #[track_caller]
    fn only(&self, what: &str, fits: impl Fn(&Control) -> bool) -> usize {
        let found: Vec<usize> =
            (0..self.controls.len()).filter(|place| fits(&self.controls[*place])).collect();
        match found[..] {
            [one] => one,
            [] => panic!("no {what} on {}", self.describe()),
            _ => panic!("{} times {what} on {}", found.len(), self.describe()),
        }
    }

    #[track_caller]
    fn field(&self, label: &str) -> usize {
        let is_field = |control: &Control| matches!(control.kind, Kind::Text | Kind::File);
        let exact = |control: &Control| is_field(control) && control.label == label;
        if self.controls.iter().filter(|control| exact(control)).count() == 1 {
            return self.only("", exact);
        }
        let (group, label) = label.split_once(" > ").unwrap_or(("", label));
        self.only(&format!("field “{label}”"), |control| {
            let grouped = group.is_empty() || control.groups.iter().any(|of| of.contains(group));
            is_field(control) && grouped && control.label.contains(label)
        })
    }

    #[track_caller]
    fn choice(&self, question: &str, choice: &str) -> usize {
        self.only(&format!("choice “{question}: {choice}”"), |control| {
            let is_choice = matches!(control.kind, Kind::Radio | Kind::Checkbox | Kind::Option);
            let holds = |part: &str| control.groups.iter().any(|group| group.contains(part));
            is_choice && control.label == choice && question.split(" > ").all(holds)
        })
    }

    #[track_caller]
    fn button(&self, row: &str, button: &str) -> usize {
        self.only(&format!("button “{button}”"), |control| {
            control.kind == Kind::Button && control.label == button && control.around.contains(row)
        })
    }

    #[track_caller]
    fn set(&mut self, question: &str, choice: &str, on: bool) {
        let place = self.choice(question, choice);
        let chosen = self.controls[place].clone();
        if chosen.kind != Kind::Checkbox {
            for other in &mut self.controls {
                let same = other.name == chosen.name && other.form == chosen.form;
                other.on &= !(same && other.kind == chosen.kind);
            }
        }
        self.controls[place].on = on;
    }

    /// A header of the reply, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }

    /// What stands in a field.
    #[track_caller]
    pub fn value(&self, label: &str) -> &str {
        &self.controls[self.field(label)].value
    }

    /// Whether a choice is chosen.
    #[track_caller]
    pub fn has(&self, question: &str, choice: &str) -> bool {
        self.controls[self.choice(question, choice)].on
    }

    /// The value of a hidden field.
    #[track_caller]
    pub fn hidden(&self, name: &str) -> String {
        let fits = |control: &Control| control.kind == Kind::Hidden && control.name == name;
        self.controls[self.only(name, fits)].value.clone()
    }

    /// The fields that a form sends when a button is pressed, in the order of the page.
    fn fields(&self, form: usize, button: usize) -> Vec<(String, String)> {
        let is_sent = |(place, control): &(usize, &Control)| {
            let counts = match control.kind {
                Kind::Button => *place == button,
                Kind::Radio | Kind::Checkbox | Kind::Option => control.on,
                Kind::File => false,
                Kind::Hidden | Kind::Text => true,
            };
            control.form == Some(form) && counts && !control.name.is_empty()
        };
        let sent = self.controls.iter().enumerate().filter(is_sent);
        // Browsers send line ends as CR LF.
        let value = |control: &Control| control.value.replace("\r\n", "\n").replace('\n', "\r\n");
        sent.map(|(_, control)| (control.name.clone(), value(control))).collect()
    }
}

/// `application/x-www-form-urlencoded`
fn encoded(fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> String {
    let mut url = Url::parse("http://x/").expect("an address");
    url.query_pairs_mut().extend_pairs(fields);
    url.query().unwrap_or_default().to_owned()
}

/// `multipart/form-data`: its content type and the body.
fn multipart(
    fields: &[(String, String)],
    files: &[(String, String, Vec<u8>)],
) -> (String, Vec<u8>) {
    const LINE: &str = "----7f3a2b";
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
    }
    for (name, file, bytes) in files {
        let head = format!(
            "--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(format!("--{LINE}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={LINE}"), body)
}
