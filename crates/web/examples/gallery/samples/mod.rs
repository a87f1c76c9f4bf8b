//! Believable synthetic view models of every screen, for the gallery and for the tests of the templates.

mod assessments;
mod firms;
mod notices;
mod own;
mod people;
mod rights;
mod sources;
mod staff;
mod timeline;
mod webhooks;

use askama::Template;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use zgoda_law::{Basis, SourceType};
use zgoda_text::Text;
use zgoda_web::views::frame::{Door, Frame, Section, Theme};
use zgoda_web::views::parts::{Link, Notice, Tag, Tone, Who};

/// Today, in all samples.
pub const TODAY: Date = date(2026, 11, 22);

/// A screen: where it is served, and what it looks like.
pub struct Screen {
    /// Its name in the file of a screenshot.
    pub name: &'static str,
    /// Where it is served.
    pub path: String,
    /// Its HTML.
    pub html: String,
}

/// Every screen in one language and theme.
///
/// # Errors
/// What the template says if it cannot be rendered.
pub fn screens(t: Text, theme: Theme) -> Result<Vec<Screen>, askama::Error> {
    let mut screens = Vec::new();
    let mut add = |name: &'static str, path: &str, page: &dyn Render| {
        screens.push(Screen { name, path: path.to_owned(), html: page.html()? });
        Ok::<(), askama::Error>(())
    };
    let of = |section, here: &str| frame(t, theme, section, here);
    let at = |here: &str| door(t, theme, here);
    let anna = people::id(1);
    add("login", "/login", &staff::login(at("/login")))?;
    add("login-failed", "/login/failed", &staff::login_failed(at("/login/failed")))?;
    add("totp", "/login/code", &staff::totp(at("/login/code")))?;
    add("enrol", "/account/totp", &staff::enrol(at("/account/totp")))?;
    add("own-ask", "/moje-dane", &own::ask(at("/moje-dane")))?;
    add("own-code", "/moje-dane/kod", &own::code(at("/moje-dane/kod")))?;
    add("own", "/moje-dane/mine", &own::mine(at("/moje-dane/mine")))?;
    add("own-correct", "/moje-dane/correct", &own::correct(at("/moje-dane/correct")))?;
    add("own-copy", "/moje-dane/copy", &own::copy(at("/moje-dane/copy")))?;
    add("own-erase", "/moje-dane/erase", &own::erase(at("/moje-dane/erase")))?;
    add("own-erased", "/moje-dane/erased", &own::erased(at("/moje-dane/erased")))?;
    add("setup", "/setup", &staff::setup(at("/setup")))?;
    add("message", "/message", &staff::message(at("/message")))?;
    add("dashboard", "/", &staff::dashboard(of(Section::Dashboard, "/")))?;
    add("dashboard-empty", "/empty", &staff::dashboard_empty(of(Section::Dashboard, "/empty")))?;
    add("deadlines", "/deadlines", &staff::deadlines(of(Section::Deadlines, "/deadlines")))?;
    add("ledger", "/ledger", &staff::ledger(of(Section::Ledger, "/ledger")))?;
    add("ledger-broken", "/ledger/broken", &staff::ledger_broken(of(Section::Ledger, "/ledger/broken")))?;
    add("retention", "/retention", &staff::retention(of(Section::Retention, "/retention"), false))?;
    add(
        "retention-preview",
        "/retention/preview",
        &staff::retention(of(Section::Retention, "/retention/preview"), true),
    )?;
    add("notices", "/notices", &notices::list(of(Section::Notices, "/notices")))?;
    add("notices-empty", "/notices/empty", &notices::empty(of(Section::Notices, "/notices/empty")))?;
    add("notice", "/notice", &notices::preview(of(Section::Notices, "/notice")))?;
    add("notice-message", "/message/7", &notices::message(of(Section::Notices, "/message/7")))?;
    add("notice-words", "/notices/words", &notices::words(of(Section::Notices, "/notices/words")))?;
    add("letters", "/notices/letters", &notices::letters(of(Section::Notices, "/notices/letters")))?;
    add(
        "letter-batch",
        "/notices/letters/4",
        &notices::letter_batch(of(Section::Notices, "/notices/letters/4")),
    )?;
    add("mail", "/settings/mail", &notices::mail(of(Section::Settings, "/settings/mail")))?;
    add("webhooks", "/settings/webhooks", &webhooks::list(of(Section::Settings, "/settings/webhooks")))?;
    add(
        "webhooks-empty",
        "/settings/webhooks/empty",
        &webhooks::empty(of(Section::Settings, "/settings/webhooks/empty")),
    )?;
    add("webhook", "/settings/webhooks/2", &webhooks::one(of(Section::Settings, "/settings/webhooks/2")))?;
    add(
        "assessment",
        "/settings/assessments/dpia/enrich_person",
        &assessments::draft(of(Section::Settings, "/settings/assessments/dpia/enrich_person")),
    )?;
    add(
        "assessment-none",
        "/settings/assessments/none",
        &assessments::begun_by_nobody(of(Section::Settings, "/settings/assessments/none")),
    )?;
    add("settings", "/settings", &staff::settings(of(Section::Settings, "/settings")))?;
    add("components", "/dev/components", &staff::components(of(Section::Settings, "/dev/components")))?;
    add("people", "/people", &people::list(of(Section::People, "/people")))?;
    add(
        "people-pseudonyms",
        "/people/pseudonyms",
        &people::pseudonyms(of(Section::People, "/people/pseudonyms")),
    )?;
    add("people-empty", "/people/empty", &people::nobody(of(Section::People, "/people/empty")))?;
    add(
        "person",
        &format!("/people/{anna}"),
        &people::person(of(Section::People, &format!("/people/{anna}"))),
    )?;
    add("why", "/why", &rights::why(of(Section::People, "/why")))?;
    add("why-allowed", "/why/allowed", &rights::why_allowed(of(Section::People, "/why/allowed")))?;
    add("export", &format!("/people/{anna}/export"), &rights::export(of(Section::People, "/export")))?;
    add("offer", &format!("/people/{anna}/offer"), &rights::offer(of(Section::People, "/offer")))?;
    add("correct", &format!("/people/{anna}/correct"), &rights::correct(of(Section::People, "/correct")))?;
    add("erase", &format!("/people/{anna}/erase"), &rights::erase(of(Section::People, "/erase")))?;
    add(
        "certificate",
        &format!("/people/{anna}/certificate"),
        &rights::certificate(of(Section::People, "/certificate")),
    )?;
    add("imports", "/imports", &sources::list(of(Section::Imports, "/imports")))?;
    add("import-file", "/imports/new", &sources::file(of(Section::Imports, "/imports/new")))?;
    add("import-source", "/imports/17/source", &sources::source(of(Section::Imports, "/imports/17/source")))?;
    add(
        "import-mapping",
        "/imports/17/mapping",
        &sources::mapping(of(Section::Imports, "/imports/17/mapping")),
    )?;
    add(
        "import-preview",
        "/imports/17/preview",
        &sources::preview(of(Section::Imports, "/imports/17/preview")),
    )?;
    add("import-thread", "/imports/19/thread", &sources::thread(of(Section::Imports, "/imports/19/thread")))?;
    add("import-running", "/imports/18", &sources::running(of(Section::Imports, "/imports/18")))?;
    add("import-report", "/imports/17", &sources::report(of(Section::Imports, "/imports/17")))?;
    add(
        "organisations",
        "/organisations",
        &firms::organisations(of(Section::Organisations, "/organisations")),
    )?;
    add(
        "organisation",
        "/organisations/3",
        &firms::organisation(of(Section::Organisations, "/organisations/3")),
    )?;
    Ok(screens)
}

/// A template whose type does not matter.
trait Render {
    fn html(&self) -> Result<String, askama::Error>;
}

impl<T: Template> Render for T {
    fn html(&self) -> Result<String, askama::Error> {
        self.render()
    }
}

/// One of two texts, by language: for what a handler would have from the data.
fn say(t: &Text, pl: &str, en: &str) -> String {
    match t.lang() {
        zgoda_text::Lang::Pl => pl.to_owned(),
        zgoda_text::Lang::En => en.to_owned(),
    }
}

fn frame(t: Text, theme: Theme, section: Section, here: &str) -> Frame {
    Frame {
        t,
        section,
        user: "Marta Wiśniewska".into(),
        purpose: "respond_inquiry".into(),
        purposes: [
            "respond_inquiry",
            "send_requested_offer",
            "newsletter",
            "accounting_tax",
            "aggregate_stats",
        ]
        .map(String::from)
        .to_vec(),
        theme,
        csrf: "c2FtcGxlLXRva2Vu".into(),
        here: here.into(),
        today: TODAY,
        overdue: 2,
        roles: zgoda_rights::roles::ROLES.into_iter().collect(),
        notice: None,
    }
}

fn door(t: Text, theme: Theme, here: &str) -> Door {
    Door { t, theme, csrf: "c2FtcGxlLXRva2Vu".into(), here: here.into(), notice: None }
}

fn notice(tone: Tone, title: String, text: Option<String>, action: Option<Link>) -> Notice {
    Notice { tone, title, text, action }
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap_or_default()
}

fn tag(
    source: SourceType,
    origin: &str,
    basis: Option<Basis>,
    purposes: &[&str],
    obtained: Date,
    until: Date,
) -> Tag {
    Tag {
        source,
        origin: (!origin.is_empty()).then(|| origin.to_owned()),
        basis,
        purposes: purposes.iter().map(|name| (*name).to_owned()).collect(),
        obtained,
        until,
    }
}

fn who(number: u64, name: &str) -> Who {
    Who { id: people::id(number), name: Some(name.to_owned()) }
}
