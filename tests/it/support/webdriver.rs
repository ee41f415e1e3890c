//! A real browser, driven by the W3C WebDriver protocol: <https://www.w3.org/TR/webdriver2/>.

use std::{fs, path::Path, thread, time::Duration};

use data_encoding::BASE64;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::timeout;

use super::wait_for;

/// Names the chromedriver that `bin/test` starts, such as `http://127.0.0.1:9515`.
const DRIVER: &str = "MACHIKOE_TEST_WEBDRIVER";
/// Names axe-core's `axe.min.js`.
const AXE: &str = "MACHIKOE_TEST_AXE";
/// The rules that a page has to keep: WCAG 2.2, levels A and AA.
const TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/// How long the browser may take for anything.
const PATIENCE: Duration = Duration::from_secs(60);
/// The key under which the protocol names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What somebody holds in their hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// 390 × 844, touched.
    Phone,
    /// 320 × 568: the narrowest in use, and a wider one at a zoom of 400 %.
    NarrowPhone,
    /// The same with JavaScript switched off.
    PhoneWithoutScripts,
    /// 768 × 1024: the narrowest window in which a matrix becomes a table.
    Tablet,
    /// 810 × 1080: what schools hand out.
    SchoolTablet,
    /// 1280 × 800.
    Computer,
    /// 1920 × 1080: what hangs in newer rooms.
    Projector,
}

/// A window of Chromium.
pub struct Window {
    client: Client,
    session: String,
    _profile: TempDir,
}

/// An element of the page.
#[derive(Clone, Debug)]
pub struct Element(String);

impl Window {
    /// Opens one; `None` (and a line that says so) where there is no browser.
    pub async fn open(device: Device) -> Option<Window> {
        let Ok(driver) = std::env::var(DRIVER) else {
            eprintln!("skipped: {DRIVER} names no chromedriver (bin/test starts one)");
            return None;
        };
        let profile = TempDir::new().expect("a folder");
        let client = Client::builder().no_proxy().timeout(PATIENCE).build().expect("a client");
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": options(device, profile.path()),
        }}});
        let opened = send(&client, Method::POST, &format!("{driver}/session"), Some(wanted)).await;
        let id = opened["sessionId"].as_str().expect("a session");
        let session = format!("{driver}/session/{id}");
        Some(Window { client, session, _profile: profile })
    }

    async fn get(&self, path: &str) -> Value {
        send(&self.client, Method::GET, &format!("{}{path}", self.session), None).await
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        send(&self.client, Method::POST, &format!("{}{path}", self.session), Some(body)).await
    }

    /// Goes to an address.
    pub async fn go(&self, address: &str) {
        self.post("/url", json!({"url": address})).await;
    }

    /// Presses the browser's own button for going back.
    pub async fn back(&self) {
        self.post("/back", json!({})).await;
    }

    /// The elements that a selector finds, on the page or within an element.
    pub async fn all(&self, within: Option<&Element>, selector: &str) -> Vec<Element> {
        let path = match within {
            Some(Element(id)) => format!("/element/{id}/elements"),
            None => "/elements".into(),
        };
        let found = self.post(&path, json!({"using": "css selector", "value": selector})).await;
        let found = found.as_array().expect("elements").iter();
        found.map(|one| Element(one[ELEMENT].as_str().expect("an id").into())).collect()
    }

    /// The one element that a selector finds.
    pub async fn one(&self, selector: &str) -> Element {
        let mut found = self.all(None, selector).await;
        assert_eq!(found.len(), 1, "{selector} on “{}”", self.heading().await);
        found.remove(0)
    }

    /// Taps, or clicks.
    pub async fn tap(&self, element: &Element) {
        self.post(&format!("/element/{}/click", element.0), json!({})).await;
    }

    /// Taps something that leads to another page, and waits until that one is there.
    pub async fn leave(&self, by: &Element) {
        let old = self.one("html").await;
        self.tap(by).await;
        let address = format!("{}/element/{}/name", self.session, old.0);
        let gone = async {
            while reply(&self.client, Method::GET, &address, None).await.get("error").is_none() {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, gone).await.expect("another page");
    }

    /// Types into a field.
    pub async fn enter(&self, element: &Element, text: &str) {
        self.post(&format!("/element/{}/value", element.0), json!({"text": text})).await;
    }

    /// The words of an element as they are shown.
    pub async fn words(&self, element: &Element) -> String {
        let text = self.get(&format!("/element/{}/text", element.0)).await;
        text.as_str().expect("text").into()
    }

    /// The heading of the page.
    pub async fn heading(&self) -> String {
        match self.all(None, "h1").await.first() {
            Some(heading) => self.words(heading).await,
            None => String::new(),
        }
    }

    /// Runs a script of the test in the page, whatever the page itself may run.
    pub async fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", json!({"script": script, "args": []})).await
    }

    /// Runs a script that calls its argument when something has happened, and gives with what.
    pub async fn wait(&self, script: &str) -> Value {
        self.post("/execute/async", json!({"script": script, "args": []})).await
    }

    /// Lets no request through whose address is like one of these; with none, all go through.
    pub async fn block(&self, addresses: &[&str]) {
        let cdp = |command: &str, of: Value| json!({"cmd": command, "params": of});
        self.post("/goog/cdp/execute", cdp("Network.enable", json!({}))).await;
        let blocked = cdp("Network.setBlockedURLs", json!({"urls": addresses}));
        self.post("/goog/cdp/execute", blocked).await;
    }

    /// Takes a picture of what the window shows into `target/screenshots`.
    pub async fn picture(&self, name: &str) {
        let png = self.get("/screenshot").await;
        let png = BASE64.decode(png.as_str().expect("a picture").as_bytes()).expect("base64");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(format!("{name}.png")), png).expect("written");
    }

    /// Fails if the page scrolls sideways.
    pub async fn fits(&self) {
        // Not the window's inner width: on a phone that grows with what does not fit.
        let wide =
            "const page = document.documentElement; return page.scrollWidth - page.clientWidth";
        let over = self.run(wide).await.as_i64().expect("pixels");
        let heading = self.heading().await;
        assert!(over <= 0, "“{heading}” is {over} px wider than the window");
    }

    /// The size of the smallest type on the page in pixels, readings above characters left out.
    pub async fn smallest_type(&self) -> f64 {
        let script = "
            const sizes = [...document.querySelectorAll('body *')]
                .filter((one) => !one.closest('rt, rp, .away, .skip'))
                .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
                .map((one) => parseFloat(getComputedStyle(one).fontSize));
            return Math.min(...sizes)";
        self.run(script).await.as_f64().expect("pixels")
    }

    /// Fails if something to tap is smaller than 44 px. Links inside a sentence may be.
    pub async fn has_large_targets(&self) {
        let script = "
            const small = [];
            for (const one of document.querySelectorAll(
                'main button, main a.button, main summary, main label.choice, main label.step, ' +
                'main textarea, main input[type=text], header a, header button')) {
                const box = one.getBoundingClientRect();
                if (box.width > 2 && (box.width < 44 || box.height < 43.5))
                    small.push(`${one.tagName} “${one.innerText}” ${box.width} × ${box.height}`);
            }
            return small";
        let small = self.run(script).await;
        assert_eq!(small, json!([]), "on “{}”", self.heading().await);
    }

    /// Fails if something that gets the focus is hidden by what sticks to the edges of the window.
    pub async fn keeps_the_focus_in_sight(&self) {
        let script = "
            const hidden = [];
            for (const one of document.querySelectorAll('main :is(a, button, input, select, textarea, summary)')) {
                one.focus();
                if (document.activeElement !== one || !one.checkVisibility()) continue;
                const box = one.getBoundingClientRect();
                const seen = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
                if (!seen || !(one.contains(seen) || seen.contains(one)) || seen === document.body)
                    hidden.push(`${one.outerHTML.slice(0, 120)} below ${seen?.outerHTML.slice(0, 60)}`);
            }
            return hidden";
        let hidden = self.run(script).await;
        assert_eq!(hidden, json!([]), "on “{}”", self.heading().await);
    }

    /// Fails unless the page has furigana, shown, that nothing else is printed over.
    pub async fn has_readable_furigana(&self) {
        // The box of a line is higher than its letters: what counts is a square around each.
        let script = "
            const size = (one) => parseFloat(getComputedStyle(one).fontSize);
            const square = (box, size) => {
                const middle = (box.top + box.bottom) / 2;
                return {left: box.left, right: box.right, top: middle - size / 2, bottom: middle + size / 2};
            };
            const written = [];
            const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                const around = node.parentElement;
                if (!node.data.trim() || around.closest('rp, .away, details:not([open]) > :not(summary)')) continue;
                const range = document.createRange();
                range.selectNodeContents(node);
                for (const box of range.getClientRects())
                    if (box.width > 2)
                        written.push({...square(box, size(around)), node, reading: !!around.closest('rt'), text: node.data});
            }
            const readings = written.filter((one) => one.reading);
            const wrong = readings.length ? [] : ['no furigana'];
            for (const one of readings) {
                if (one.bottom - one.top < 8) wrong.push(`${one.text} is ${one.bottom - one.top} px high`);
                for (const other of written) {
                    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
                    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
                    if (one.node !== other.node && wide > 2 && high > 2)
                        wrong.push(`${one.text} over ${other.text} by ${wide} × ${high}`);
                }
            }
            return wrong.slice(0, 5)";
        let wrong = self.run(script).await;
        assert_eq!(wrong, json!([]), "on “{}”", self.heading().await);
    }

    /// Fails if axe finds something wrong with the page, or if it scrolls sideways.
    pub async fn is_accessible(&self) {
        self.fits().await;
        let whose = format!("“{}”", self.heading().await);
        let axe = std::env::var(AXE).expect("bin/test sets it");
        let axe = fs::read_to_string(axe).expect("axe-core");
        self.run(&format!("{axe};")).await;
        let script = format!(
            "const done = arguments[0];
             axe.run(document, {{runOnly: {{type: 'tag', values: {}}}}}).then(
                 (found) => done(found.violations.map((one) =>
                     one.id + ': ' + one.help + ' ' + one.nodes.slice(0, 3).map((node) => node.html).join(' | '))),
                 (failed) => done(['axe failed: ' + failed]));",
            json!(TAGS)
        );
        let violations = self.wait(&script).await;
        assert_eq!(violations, json!([]), "on {whose}");
    }
}

fn options(device: Device, profile: &Path) -> Value {
    // The driver makes its taps with a script of its own; without scripts it clicks.
    let metrics = match device {
        Device::Phone => json!({"width": 390, "height": 844, "pixelRatio": 2.0}),
        Device::NarrowPhone => json!({"width": 320, "height": 568, "pixelRatio": 2.0}),
        Device::PhoneWithoutScripts => {
            json!({"width": 390, "height": 844, "pixelRatio": 2.0, "touch": false})
        }
        Device::SchoolTablet => json!({"width": 810, "height": 1080, "pixelRatio": 1.0}),
        Device::Tablet => json!({"width": 768, "height": 1024, "pixelRatio": 1.0}),
        Device::Computer => {
            json!({"width": 1280, "height": 800, "pixelRatio": 1.0, "touch": false, "mobile": false})
        }
        Device::Projector => {
            json!({"width": 1920, "height": 1080, "pixelRatio": 1.0, "touch": false, "mobile": false})
        }
    };
    let mut options = json!({
        "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--hide-scrollbars", "--force-prefers-reduced-motion",
            "--lang=ja",
            format!("--user-data-dir={}", profile.display()),
        ],
        "mobileEmulation": {"deviceMetrics": metrics},
    });
    if device == Device::PhoneWithoutScripts {
        options["prefs"] = json!({"profile.managed_default_content_settings.javascript": 2});
    }
    options
}

/// Sends a command that has to work, and gives the `value` of its reply.
async fn send(client: &Client, method: Method, address: &str, body: Option<Value>) -> Value {
    let value = reply(client, method, address, body).await;
    assert!(value.get("error").is_none(), "{address}: {}: {}", value["error"], value["message"]);
    value
}

/// Sends a command; the `value` of its reply may be an error.
async fn reply(client: &Client, method: Method, address: &str, body: Option<Value>) -> Value {
    let mut request = client.request(method, address);
    if let Some(body) = body {
        request = request.json(&body);
    }
    let reply = request.send().await.unwrap_or_else(|cause| panic!("{address}: {cause}"));
    reply.json::<Value>().await.expect("JSON")["value"].take()
}

impl Drop for Window {
    fn drop(&mut self) {
        let session = self.session.clone();
        // Also after a failure, in which the test's own threads may be at an end.
        let closed = thread::spawn(move || {
            wait_for(async {
                drop(Client::new().delete(session).timeout(PATIENCE).send().await);
            });
        });
        drop(closed.join());
    }
}
