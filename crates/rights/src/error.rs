//! What can go wrong while answering. Messages hold no personal value.

use zgoda_law::Reason;
use zgoda_store::StoreError;

/// A failure of a use case. Whatever it is, the data are as they were.
#[derive(Debug, thiserror::Error)]
pub enum RightsError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The law does not allow it.
    #[error("the law does not allow this")]
    Denied(Vec<Reason>),
    /// The catalogue lacks what the answer rests on.
    #[error("the catalogue has no {0}")]
    Catalogue(&'static str),
    /// Others kept changing the same person.
    #[error("others are changing the same person at this moment")]
    Busy,
    /// The person's data were erased before.
    #[error("nothing is held about this person any more")]
    Erased,
    /// A request waits, and it is not certain yet who made it.
    #[error("it is not certain yet who asks")]
    Unidentified,
    /// That step of a request was made before.
    #[error("this was done before")]
    Answered,
    /// The first month has passed, in which a term may be extended.
    #[error("the month has passed in which the term may be extended")]
    TooLate,
    /// The person must be told before their restriction is lifted.
    #[error("the person was not told before")]
    Untold,
    /// A second person must approve what the first one asked for.
    #[error("whoever asked for it cannot approve it")]
    SamePerson,
    /// Whoever approves holds none of the roles that may.
    #[error("whoever approves is not authorised to")]
    NotAuthorised,
    /// Nobody would be left who can authorise others.
    #[error("nobody would be left who can authorise others")]
    LastAdministrator,
    /// There is no such notice, consent or entry.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// What was given does not suffice.
    #[error("the {0} is missing or cannot be used")]
    Incomplete(&'static str),
    /// The exemption of art. 14(5)(b) is not open: the person can be reached.
    #[error("a way to reach the person is held, so they must be informed directly")]
    Reachable,
    /// No address of the wanted kind is held.
    #[error("no address of this kind is held")]
    NoWay,
    /// A notice may not go out as it is.
    #[error("the notice may not go out as it is")]
    NotReady(Vec<crate::inform::Problem>),
    /// An address does not fit the window of an envelope, or holds a letter that cannot be printed.
    #[error("an address does not fit the window of an envelope")]
    Unfit,
    /// A term of keeping cannot be set.
    #[error(transparent)]
    Term(#[from] crate::shorten::UnfitTerm),
    /// It is not known what a term would reach.
    #[error(transparent)]
    Uncounted(#[from] crate::terms_work::Uncounted),
    /// A file cannot leave as it is wished.
    #[error(transparent)]
    Export(#[from] crate::exports::Unfit),
    /// Data cannot go straight to another controller as it is wished.
    #[error(transparent)]
    Unmovable(#[from] crate::requests::transfer::Unmovable),
    /// A file cannot be written to its end.
    #[error("the file cannot be written to its end")]
    File(#[source] std::io::Error),
    /// A document cannot be typeset.
    #[error(transparent)]
    Report(#[from] zgoda_report::ReportError),
    /// The mail server cannot be used as it is set.
    #[error("the mail server cannot be used as it is set")]
    MailServer(#[source] zgoda_connectors::smtp::SmtpError),
    /// The gateway of text messages did not take a message, or nobody knows.
    #[error(transparent)]
    Sms(#[from] zgoda_connectors::sms::SmsError),
    /// The words hold what a notice must not.
    #[error("the words hold what a notice must not")]
    Promo(Vec<crate::inform::Finding>),
    /// A pack of evidence cannot be put together.
    #[error(transparent)]
    Archive(#[from] crate::inspection::ArchiveError),
    /// The entry cannot be proved.
    #[error("the ledger gives no proof of the entry")]
    Unproved,
    /// A document cannot be written.
    #[error("the document cannot be written")]
    Document(#[from] askama::Error),
    /// An export cannot be written as JSON.
    #[error("the export cannot be written as JSON")]
    Json(#[from] serde_json::Error),
}

impl RightsError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_conflict())
    }
}

/// Does it, and again from the start after a conflict, a bounded number of times.
pub(crate) fn retried<T>(work: impl FnMut() -> Result<T, RightsError>) -> Result<T, RightsError> {
    let busy = |error: RightsError| if error.is_conflict() { RightsError::Busy } else { error };
    zgoda_store::retried(RightsError::is_conflict, work).map_err(busy)
}
