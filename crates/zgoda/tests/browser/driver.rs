//! A small WebDriver client: enough to walk through pages as a person would.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long a page may take to show what is awaited.
const PATIENCE: Duration = Duration::from_secs(30);
/// The key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser window, ended with the test.
pub struct Browser {
    driver: Child,
    session: String,
    agent: ureq::Agent,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts chromedriver on a free port and opens a window.
    pub fn start(width: u32, height: u32, lang: &str) -> Self {
        let need = |name: &str| {
            std::env::var(name)
                .unwrap_or_else(|_| panic!("run the tests with `cargo xtask test`: {name} is not set"))
        };
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new(need("ZGODA_TEST_CHROMEDRIVER"))
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let config = ureq::Agent::config_builder().http_status_as_error(false);
        let agent: ureq::Agent = config.timeout_global(Some(Duration::from_secs(60))).build().into();
        let profile = tempfile::tempdir().unwrap();
        let base = format!("http://127.0.0.1:{port}");
        let mut browser = Self { driver, session: base.clone(), agent, _profile: profile };
        browser.wait_for("chromedriver", || browser.try_call("GET", "/status", &Value::Null).ok());
        let arguments = [
            "--headless=new".to_owned(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--disable-quic".into(),
            "--no-first-run".into(),
            "--disable-background-networking".into(),
            "--disable-component-update".into(),
            "--disable-sync".into(),
            "--disable-dev-shm-usage".into(),
            format!("--window-size={width},{height}"),
            format!("--lang={lang}"),
            format!("--user-data-dir={}", browser._profile.path().display()),
        ];
        let capabilities = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": {
            "binary": need("ZGODA_TEST_CHROMIUM"), "args": arguments,
            "prefs": { "intl.accept_languages": lang },
        } } } });
        let opened = browser.call("POST", "/session", &capabilities);
        browser.session = format!("{base}/session/{}", opened["sessionId"].as_str().unwrap());
        browser
    }

    fn try_call(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let url = format!("{}{path}", self.session);
        let answer = match method {
            "GET" => self.agent.get(&url).call(),
            "DELETE" => self.agent.delete(&url).call(),
            _ => self.agent.post(&url).send(body.to_string()),
        };
        let mut answer = answer.map_err(|error| error.to_string())?;
        let text =
            answer.body_mut().with_config().limit(64 << 20).read_to_string().map_err(|e| e.to_string())?;
        let value: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        if answer.status().is_success() {
            Ok(value["value"].clone())
        } else {
            Err(value["value"]["message"].to_string())
        }
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        self.try_call(method, path, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    fn wait_for<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Goes to an address.
    pub fn go(&self, url: &str) {
        self.call("POST", "/url", &json!({ "url": url }));
    }

    /// The present address.
    pub fn url(&self) -> String {
        self.call("GET", "/url", &Value::Null).as_str().unwrap().to_owned()
    }

    /// Waits until the address holds this.
    pub fn wait_url(&self, part: &str) {
        self.wait_for(&format!("an address with {part}, at {}", self.url()), || {
            self.url().contains(part).then_some(())
        });
    }

    /// Waits for an element.
    pub fn find(&self, css: &str) -> String {
        self.wait_for(&format!("{css} at {}", self.url()), || self.try_find(css))
    }

    /// The element, if it is there now.
    pub fn try_find(&self, css: &str) -> Option<String> {
        let found = self.try_call("POST", "/element", &json!({ "using": "css selector", "value": css }));
        found.ok()?[ELEMENT].as_str().map(str::to_owned)
    }

    /// Clicks an element.
    pub fn click(&self, css: &str) {
        self.find(css);
        // The bar at the bottom of a phone covers what is merely inside the window; a person would scroll on.
        self.run(&format!("document.querySelector({css:?}).scrollIntoView({{ block: 'center' }})"));
        self.wait_for(&format!("a click on {css} at {}", self.url()), || {
            let element = self.try_find(css)?;
            self.try_call("POST", &format!("/element/{element}/click"), &json!({})).ok()
        });
    }

    /// Waits until an element is no longer there.
    pub fn wait_gone(&self, css: &str) {
        self.wait_for(&format!("{css} to go, at {}", self.url()), || {
            self.try_find(css).is_none().then_some(())
        });
    }

    /// Empties a field and types into it.
    pub fn fill(&self, css: &str, text: &str) {
        let element = self.find(css);
        self.call("POST", &format!("/element/{element}/clear"), &json!({}));
        self.call("POST", &format!("/element/{element}/value"), &json!({ "text": text }));
    }

    /// Chooses a file in a field for files.
    pub fn choose_file(&self, css: &str, path: &std::path::Path) {
        let element = self.find(css);
        self.call(
            "POST",
            &format!("/element/{element}/value"),
            &json!({ "text": path.display().to_string() }),
        );
    }

    /// The words on the page. What is found may go with the page it is on, before it is read.
    pub fn text(&self) -> String {
        self.wait_for("the words of a page", || {
            let element = self.try_find("body")?;
            let text = self.try_call("GET", &format!("/element/{element}/text"), &Value::Null);
            text.ok()?.as_str().map(str::to_owned)
        })
    }

    /// Waits until the page says this.
    pub fn wait_text(&self, words: &str) {
        self.wait_for(&format!("\"{words}\" at {}", self.url()), || {
            self.text().contains(words).then_some(())
        });
    }

    /// Runs a script and gives its answer.
    pub fn run(&self, script: &str) -> Value {
        self.call("POST", "/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Takes a picture of the whole page into the folder of pictures.
    pub fn picture(&self, name: &str) {
        use base64::Engine as _;
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
        std::fs::create_dir_all(&folder).unwrap();
        let picture = self.call("GET", "/screenshot", &Value::Null);
        let bytes = base64::engine::general_purpose::STANDARD.decode(picture.as_str().unwrap()).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.try_call("DELETE", "", &Value::Null);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
