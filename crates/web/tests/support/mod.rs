//! A site on a temporary store, with staff who are signed in and people of whom something is known.

#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::BTreeSet;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use tower::ServiceExt;
use zgoda_intake::{By, ConsentStatement, Entry, ImportPlan, PlannedSource, SourceKind, record_consent};
use zgoda_law::{Basis, Channel, ConsentAct, ConsentEvidence, Law, PurposeId, Role, SubjectId};
use zgoda_store::{
    AssessmentKind, Config, Engine, Link, NewAccount, NewSource, Session, SourceId, Stamp, Store,
};
use zgoda_vault::Keyring;
use zgoda_web::{App, Options, router};

/// The time of all tests.
pub fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

/// The site.
pub struct Site {
    pub app: App,
    router: Router,
    _folder: tempfile::TempDir,
}

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub location: String,
    pub text: String,
    pub bytes: Vec<u8>,
    pub kind: String,
    /// The cookie it sets last.
    pub cookie: String,
}

/// A member of staff at their browser.
pub struct Staff<'s> {
    site: &'s Site,
    session: Session,
    token: String,
    cookie: String,
    csrf: String,
}

impl Site {
    /// A site whose usual purposes are in use and balanced, and with nobody in it.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            engine: Engine::Sqlite(folder.path().to_owned()),
            keyring: Keyring::generate().unwrap(),
            law: Law::builtin().unwrap(),
            origin: "zgoda.example.test".into(),
        };
        let store = Store::open(config).unwrap();
        for (name, value) in
            [("controller.name", "Etykiety sp. z o.o."), ("officer.email", "iod@example.test")]
        {
            store.set(name, value).unwrap();
        }
        let app = App::new(store, Options { clock: now, setup_code: None, demo: false });
        let site = Self { router: router(app.clone()), app, _folder: folder };
        let names = ["respond_inquiry", "send_requested_offer", "direct_marketing_own", "newsletter"];
        let purposes: BTreeSet<PurposeId> = names.map(|name| site.purpose(name)).into();
        site.store().set_purposes(&purposes).unwrap();
        for name in ["direct_marketing_own", "respond_inquiry"] {
            let (kind, until) = (AssessmentKind::Balancing, now() + SignedDuration::from_hours(24 * 300));
            site.store().approve(stamp(), kind, site.purpose(name), until, "test równowagi").unwrap();
        }
        site
    }

    pub fn store(&self) -> &Store {
        &self.app.store
    }

    pub fn purpose(&self, name: &str) -> PurposeId {
        self.store().law().catalogue().purpose(name).unwrap().id
    }

    /// Somebody with these roles, signed in with both factors, working for a purpose in a language.
    pub fn staff(&self, roles: &[Role], purpose: &str, lang: &str) -> Staff<'_> {
        let number = self.store().accounts().unwrap().len();
        let login = format!("staff{number}@example.test");
        let account = NewAccount {
            login: &login,
            name: "Marta Wiśniewska",
            roles: roles.iter().copied().collect(),
            until: roles.contains(&Role::Inspector).then(|| now() + SignedDuration::from_hours(24 * 7)),
            password: "-",
            trained_until: now() + SignedDuration::from_hours(24 * 365),
        };
        let id = self.store().add_account(stamp(), &account).unwrap();
        let token = format!("token-of-staff-{number}");
        let session = Session {
            account: id,
            second_factor: true,
            purpose: self.purpose(purpose),
            lang: lang.into(),
            created_at: now(),
            expires_at: now() + SignedDuration::from_hours(8),
        };
        self.store().open_session(Sha256::digest(token.as_bytes()).into(), &session).unwrap();
        Staff {
            site: self,
            session,
            cookie: format!("__Host-zgoda={token}"),
            csrf: self.app.csrf.token(&token),
            token,
        }
    }

    /// Somebody who sells.
    pub fn seller(&self, lang: &str) -> Staff<'_> {
        self.staff(&[Role::Sales, Role::Marketing], "respond_inquiry", lang)
    }

    /// The data protection officer.
    pub fn officer(&self, lang: &str) -> Staff<'_> {
        self.staff(&[Role::Dpo], "subject_rights", lang)
    }

    /// Somebody met at a fair who asked for an answer.
    pub fn person(&self, first: &str, last: &str, email: &str) -> SubjectId {
        self.met(first, last, email, true)
    }

    /// The same, told of it or not.
    pub fn met(&self, first: &str, last: &str, email: &str, informed: bool) -> SubjectId {
        self.known(&[("first_name", first), ("last_name", last), ("email", email)], informed)
    }

    /// The same, of whom these values are known.
    pub fn known(&self, values: &[(&str, &str)], informed: bool) -> SubjectId {
        let name = format!("Targi Poznań, stoisko {}", self.store().people_count().unwrap());
        let source = PlannedSource::New { kind: SourceKind::Fair, name, evidence: "karta 7".into() };
        let reference = Some("targi 2026".into());
        let link = Link { purpose: self.purpose("respond_inquiry"), basis: Basis::Contract, reference };
        let plan = ImportPlan { informed, ..ImportPlan::new(source, Some(date(2026, 11, 18)), vec![link]) };
        let field = |name: &str| self.store().law().catalogue().field(name).unwrap().id;
        let values = values.iter().map(|(name, value)| (field(name), (*value).to_owned())).collect();
        zgoda_intake::add_person(self.store(), By::system(now()), &plan, &Entry { values }).unwrap().person
    }

    /// They consent to the newsletter by e-mail.
    pub fn consent(&self, id: SubjectId) -> u32 {
        let statement = ConsentStatement {
            purpose: self.purpose("newsletter"),
            channels: BTreeSet::from([Channel::Email]),
            given: true,
            given_at: now() - SignedDuration::from_hours(1),
            expires_at: None,
            pke398: true,
            wording: "Chcę dostawać newsletter e-mailem. Mogę zrezygnować w każdej chwili.".into(),
            lang: "pl".into(),
            evidence: Some(ConsentEvidence {
                act: ConsentAct::DoubleOptin,
                pre_ticked: false,
                bundled: false,
                proof: true,
                informed: true,
                separate: true,
                double_optin: true,
            }),
            source: self.form(),
        };
        record_consent(self.store(), By::system(now()), id, &statement).unwrap()
    }

    fn form(&self) -> SourceId {
        let kind = zgoda_law::SourceType::Form;
        let new = NewSource {
            kind,
            name: "Formularz newslettera".into(),
            duty: kind.duty(),
            is_public: false,
            occurred_at: now(),
            approved: true,
            evidence: "wersja 3".into(),
        };
        self.store().add_source(stamp(), new).unwrap()
    }

    pub async fn ask(&self, request: Request<Body>) -> Page {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let header = |name| {
            let value = response.headers().get(name);
            value.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let (status, location, kind) =
            (response.status(), header(header::LOCATION), header(header::CONTENT_TYPE));
        let set = response.headers().get_all(header::SET_COOKIE).iter().next_back();
        let cookie = set.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let bytes = to_bytes(response.into_body(), 16 << 20).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Page { status, location, text, bytes: bytes.to_vec(), kind, cookie }
    }

    /// Somebody who is not signed in.
    pub async fn stranger(&self, path: &str) -> Page {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }
}

impl Staff<'_> {
    /// Signed in anew, as after a session was ended.
    pub fn again(self) -> Self {
        let digest = Sha256::digest(self.token.as_bytes()).into();
        self.site.store().open_session(digest, &self.session).unwrap();
        self
    }

    pub async fn get(&self, path: &str) -> Page {
        let request = Request::get(path).header(header::COOKIE, &self.cookie);
        self.site.ask(request.body(Body::empty()).unwrap()).await
    }

    /// A form sent from one of our pages.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut all = vec![("csrf", self.csrf.as_str())];
        all.extend_from_slice(fields);
        self.send(path, &all).await
    }

    /// A file sent from the page of a new import; `token` stands in for the session's own where it is given.
    pub async fn upload(&self, name: &str, bytes: &[u8], token: Option<&str>) -> Page {
        self.upload_to("/imports", name, bytes, token).await
    }

    /// A file sent to an address.
    pub async fn upload_to(&self, path: &str, name: &str, bytes: &[u8], token: Option<&str>) -> Page {
        let csrf = token.unwrap_or(&self.csrf);
        let mut body = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--cut\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--cut--\r\n");
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut");
        self.site.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// A form that does not carry the token.
    pub async fn forge(&self, path: &str) -> Page {
        self.send(path, &[("csrf", "AAAA"), ("via", "email")]).await
    }

    async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = serde_urlencoded::to_string(fields).unwrap();
        self.site.ask(request.body(Body::from(body)).unwrap()).await
    }
}

pub fn stamp() -> Stamp {
    Stamp { actor: zgoda_law::ActorId(1), at: now() }
}
