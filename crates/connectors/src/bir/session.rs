//! The session: opened when it is needed, renewed when the service has forgotten it, closed at the end.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

use super::envelope::{Operation, result_of};
use crate::gate::Gate;
use crate::http::{HttpClient, Question};
use crate::table::text_at;
use crate::xml::records;
use crate::{ConnectorError, ReadDocument, Secret};

/// The service forgets a session after an hour; a little less is safe.
const SESSION_TERM: Duration = Duration::from_secs(55 * 60);

/// What a session with records and the document they came from looks like.
type Read = Option<(Vec<Value>, ReadDocument)>;

pub(super) struct Sessions {
    http: HttpClient,
    key: Secret,
    open: Mutex<Option<Session>>,
}

#[derive(Clone)]
struct Session {
    id: Secret,
    since: Timestamp,
    /// The day whose state the register shows.
    state_of_data: Option<Date>,
}

impl Sessions {
    pub(super) fn new(http: HttpClient, key: Secret) -> Self {
        Self { http, key, open: Mutex::default() }
    }

    pub(super) fn gate(&self) -> &Gate {
        self.http.gate()
    }

    pub(super) fn now(&self) -> Timestamp {
        self.http.clock().now()
    }

    /// The address, which tells nothing about whom was asked.
    pub(super) fn address(&self) -> String {
        self.http.base().to_string()
    }

    pub(super) fn state_of_data(&self) -> Option<Date> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).as_ref()?.state_of_data
    }

    /// The rows of a search. Nothing where the register knows nobody.
    pub(super) fn search(&self, name: &str, number: &str) -> Result<Read, ConnectorError> {
        self.ask(Operation::Search, &[(name, number)])
    }

    /// The records of a report.
    pub(super) fn report(&self, regon: &str, name: &str) -> Result<Read, ConnectorError> {
        self.ask(Operation::Report, &[("pRegon", regon), ("pNazwaRaportu", name)])
    }

    /// Closes the session, if one is open. Whether the service took note does not matter.
    pub(super) fn log_out(&self) {
        let session = self.open.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(session) = session {
            let parameters = [("pIdentyfikatorSesji", session.id.reveal())];
            let _ = self.call(Operation::LogOut, &parameters, Some(&session.id));
        }
    }

    /// Asks, with a new session if the service has forgotten the one in hand.
    fn ask(&self, operation: Operation, parameters: &[(&str, &str)]) -> Result<Read, ConnectorError> {
        for is_last in [false, true] {
            let session = self.session()?;
            let (text, read) = self.call(operation, parameters, Some(&session.id))?;
            let answered = if text.is_empty() { self.code(&session)? } else { Code::of(records(&text)?) };
            match answered {
                Code::Records(records) => return Ok(Some((records, read))),
                Code::NotFound => return Ok(None),
                Code::NoSession if !is_last => self.forget(),
                Code::NoSession => {
                    return Err(ConnectorError::Unreadable("it forgets every session at once"));
                }
                Code::Trouble => return Err(ConnectorError::Unreadable("it reports an error of its own")),
            }
        }
        Err(ConnectorError::Unreadable("it reports an error of its own"))
    }

    /// Why an answer is empty.
    fn code(&self, session: &Session) -> Result<Code, ConnectorError> {
        Ok(match self.value("KomunikatKod", &session.id)?.as_str() {
            "7" => Code::NoSession,
            "4" => Code::NotFound,
            _ => Code::Trouble,
        })
    }

    fn value(&self, name: &str, id: &Secret) -> Result<String, ConnectorError> {
        Ok(self.call(Operation::GetValue, &[("pNazwaParametru", name)], Some(id))?.0)
    }

    fn session(&self) -> Result<Session, ConnectorError> {
        // Held while logging in: one session serves all threads.
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.now();
        let age =
            |session: &Session| Duration::try_from(now.duration_since(session.since)).unwrap_or_default();
        if let Some(session) = open.as_ref().filter(|session| age(session) < SESSION_TERM) {
            return Ok(session.clone());
        }
        *open = None;
        let (id, _) = self.call(Operation::LogIn, &[("pKluczUzytkownika", self.key.reveal())], None)?;
        if id.is_empty() {
            return Err(ConnectorError::CredentialRefused { host: self.http.base().host().to_owned() });
        }
        let id =
            Secret::new(&id).map_err(|_| ConnectorError::Unreadable("the number of the session is none"))?;
        let state = self.value("StanDanych", &id)?;
        let session = Session { id, since: now, state_of_data: Date::strptime("%d-%m-%Y", state).ok() };
        *open = Some(session.clone());
        Ok(session)
    }

    fn forget(&self) {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn call(
        &self,
        operation: Operation,
        parameters: &[(&str, &str)],
        session: Option<&Secret>,
    ) -> Result<(String, ReadDocument), ConnectorError> {
        let kind = format!("application/soap+xml;charset=UTF-8;action=\"{}\"", operation.action());
        let question = Question::post("", kind, operation.envelope(&self.address(), parameters));
        let question = question.accepting("application/soap+xml, multipart/related");
        let question = match session {
            Some(id) => question.with_secret("sid", "", id)?,
            None => question,
        };
        let answer = self.http.ask(&question)?;
        if answer.status != 200 {
            let host = self.http.base().host().to_owned();
            return Err(ConnectorError::Rejected { host, status: answer.status });
        }
        let text = result_of(&answer.body, &operation.result())?;
        Ok((text, ReadDocument::of_person(&answer, &self.address())))
    }
}

/// What the service says.
enum Code {
    Records(Vec<Value>),
    NotFound,
    NoSession,
    Trouble,
}

impl Code {
    /// Records that are an error in the shape of one.
    fn of(records: Vec<Value>) -> Self {
        match records.first().map(|record| text_at(record, "errorcode")) {
            None => Self::NotFound,
            Some("") => Self::Records(records),
            Some("4" | "11" | "21" | "22") => Self::NotFound,
            Some("7") => Self::NoSession,
            Some(_) => Self::Trouble,
        }
    }
}
