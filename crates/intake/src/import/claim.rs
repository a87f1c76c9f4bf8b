//! Consents that rows bring. Without complete evidence they are claims, and a claim opens nothing (law G20, G21).

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use zgoda_formats::ConsentClaim;
use zgoda_law as law;
use zgoda_law::calendar::warsaw;
use zgoda_law::{ConsentState, PermissionKind, PurposeId};
use zgoda_store::{Change, NewConsent, NewPermission, Person, SourceId, StoreError, TextId};

use crate::ConsentTerms;
use crate::plan::consent_end;

/// A consent or a refusal, as a row brings it.
#[derive(Clone)]
pub(crate) struct RowConsent {
    pub state: ConsentState,
    pub given_at: Timestamp,
    /// 24 months from the last sign of the person (law B3.4): the consent or, later, the collection.
    pub expires_at: Timestamp,
    pub wording: Option<String>,
    /// Everything that art. 7(1) asks for is there.
    pub provable: bool,
}

impl RowConsent {
    /// Reads the claim of a row. `obtained_at` stands in where the row has no date; such a consent is never provable,
    /// and neither is one from the future.
    pub fn read(claim: &ConsentClaim, terms: &ConsentTerms, obtained_at: Timestamp, now: Timestamp) -> Self {
        let refused = claim.given == Some(false);
        let stated = claim.at.as_deref().and_then(moment).filter(|at| *at <= now);
        let wording = claim.text.clone().or_else(|| terms.wording.clone());
        let wording = wording.filter(|text| !text.trim().is_empty());
        let provable = !refused && stated.is_some() && wording.is_some() && terms.evidence().is_some();
        let state = if refused { ConsentState::Refused } else { ConsentState::Given };
        let given_at = stated.unwrap_or(obtained_at);
        let expires_at = consent_end(given_at.max(obtained_at));
        Self { state, given_at, expires_at, wording, provable }
    }

    /// Whether the person has objected to marketing, or taken back or refused this very consent: no file undoes that,
    /// only the person (law E.4.3, E.4.4).
    pub fn is_overruled(person: &Person, purpose: PurposeId) -> bool {
        let ended = |consent: &zgoda_store::Consent| {
            consent.purpose == purpose && (consent.ended_at.is_some() || consent.state != ConsentState::Given)
        };
        !person.objections.is_empty() || person.consents.iter().any(ended)
    }

    /// A claim is taken at its word, so that the law can say what it lacks; it opens nothing.
    fn claims_commercial(&self, terms: &ConsentTerms) -> bool {
        terms.pke398 || !self.provable
    }

    /// The consent as the law looks at it.
    pub fn for_law(&self, terms: &ConsentTerms) -> law::Consent {
        law::Consent {
            purpose: terms.purpose.clone(),
            state: self.state,
            given_at: self.given_at,
            withdrawn_at: None,
            expires_at: Some(self.expires_at),
            channels: terms.channels.clone(),
            pke398: self.claims_commercial(terms),
            pke399: false,
            explicit: false,
            evidence: terms.evidence().filter(|_| self.provable),
        }
    }

    /// Records it. Only a provable consent for commercial information opens its channels.
    pub fn record(
        &self,
        change: &mut Change<'_>,
        id: law::SubjectId,
        purpose: PurposeId,
        terms: &ConsentTerms,
        text: Option<TextId>,
        source: SourceId,
    ) -> Result<(), StoreError> {
        let expires_at = self.expires_at;
        let new = NewConsent {
            purpose,
            channels: terms.channels.clone(),
            state: self.state,
            given_at: self.given_at,
            expires_at,
            pke398: self.claims_commercial(terms),
            text,
            source,
            evidence: terms.evidence().filter(|_| self.provable),
        };
        change.add_consent(id, new)?;
        if !self.provable || !terms.pke398 {
            return Ok(());
        }
        for channel in &terms.channels {
            let permission = NewPermission {
                channel: *channel,
                kind: PermissionKind::Consent,
                purpose,
                offer: None,
                given_at: self.given_at,
                not_before: None,
                valid_to: Some(expires_at),
                max_contacts: None,
                source,
            };
            change.add_permission(id, permission)?;
        }
        Ok(())
    }
}

/// A date in ISO form with a time behind it where the file has one, in Polish time.
fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(exact) = text.parse::<Timestamp>() {
        return Some(exact);
    }
    let date: Date = text.get(..10)?.parse().ok()?;
    let rest = text.get(10..).unwrap_or_default().trim_start_matches(['T', ' ', ',']);
    let time: Time = rest.parse().unwrap_or(Time::midnight());
    DateTime::from_parts(date, time).to_zoned(warsaw().clone()).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use zgoda_law::ConsentAct;

    fn claim(given: Option<bool>, at: Option<&str>) -> ConsentClaim {
        ConsentClaim { given, text: None, at: at.map(str::to_owned) }
    }

    fn read(claim: &ConsentClaim, terms: &ConsentTerms) -> RowConsent {
        let now = "2026-11-22T09:00:00Z".parse().unwrap();
        RowConsent::read(claim, terms, Timestamp::UNIX_EPOCH, now)
    }

    #[test]
    fn a_bare_yes_is_a_claim_and_a_dated_one_with_wording_and_act_is_provable() {
        let bare = ConsentTerms::default();
        let full = ConsentTerms {
            act: Some(ConsentAct::Tick),
            proof: true,
            informed: true,
            separate: true,
            wording: Some("Zgadzam się na newsletter".into()),
            ..bare.clone()
        };
        assert!(!read(&claim(Some(true), Some("2026-01-10")), &bare).provable);
        assert!(!read(&claim(Some(true), None), &full).provable);
        assert!(!read(&claim(Some(true), Some("2027-01-10")), &full).provable, "from the future");
        assert!(!read(&claim(Some(false), Some("2026-01-10")), &full).provable, "a refusal");
        assert!(read(&claim(Some(true), Some("2026-01-10 12:30")), &full).provable);
        let worded = ConsentTerms { wording: None, ..full };
        assert!(!read(&claim(Some(true), Some("2026-01-10")), &worded).provable, "no wording");
    }

    #[test]
    fn a_moment_without_a_zone_is_polish_time() {
        assert_eq!(moment("2026-01-10 12:30"), "2026-01-10T11:30:00Z".parse().ok());
        assert_eq!(moment("2026-01-10"), "2026-01-09T23:00:00Z".parse().ok());
        assert_eq!(moment("wczoraj"), None);
        assert_eq!(moment("2026-01-1ę"), None);
    }
}
