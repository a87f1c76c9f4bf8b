//! The term that the firm's own closed leads prove (law B7.2): the proposal with its bound, and its approval for a year.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_law::evidence::{ClosedLead, Evidence, Finding, LEADS_MIN};
use zgoda_store::{Closed, DecidedTerm, LeadOutcome, NewTerm, Stamp, Store, TermOrigin};

use crate::RightsError;
use crate::terms_work::{self, Counted};

/// The purpose whose leads are counted.
pub(crate) const OFFER: &str = "send_requested_offer";
/// The rule that evidence sets the term of.
pub const RULE: &str = "requested_offer";
/// How far back closed leads count, in months.
const MONTHS: i32 = 24;
/// How long an approval holds, in months.
const VALID_MONTHS: i32 = 12;
/// Offers with fewer closed leads are not shown by themselves: so few could be told apart.
pub const SHOWN_MIN: u64 = 10;
/// The shares of late buyers that may be chosen, in thousandths; the second one is the usual one.
pub const THETAS: [u16; 3] = [10, 20, 50];

/// What the closed leads of one offer, or of all, were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferLeads {
    /// The offer; `None` for all those too few to be shown by themselves.
    pub product: Option<String>,
    /// Closed leads.
    pub leads: u64,
    /// Of these, those who bought.
    pub bought: u64,
}

/// What the firm's own closed leads prove.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Leads closed since the month of this day count.
    pub since: Date,
    /// The evidence of all leads, or of the one offer that wants the longest term.
    pub evidence: Evidence,
    /// That offer.
    pub product: Option<String>,
    /// All offers, the most asked for first.
    pub offers: Vec<OfferLeads>,
    /// The SHA-256 of the counters it was computed from.
    pub dataset: String,
}

/// What is kept of an approval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proof {
    /// The SHA-256 of the counters.
    pub dataset: String,
    /// The share below which leads are let go, in thousandths.
    pub theta: u16,
    /// Closed leads.
    pub leads: u64,
    /// Of these, those watched beyond the term.
    pub watched: u64,
    /// Of those, the ones who bought after it.
    pub late: u64,
    /// The upper bound of the chance of a sale after the term, in millionths.
    pub bound: u32,
    /// The term in days.
    pub days: u32,
    /// What it was counted to reach; approvals of older programs have none.
    #[serde(default)]
    pub counted: Option<Counted>,
}

impl Proof {
    /// Reads what was kept of an approval.
    pub fn read(term: &DecidedTerm) -> Option<Self> {
        serde_json::from_str(&term.body).ok()
    }
}

/// Weighs the leads that were closed within the last 24 months. An offer with enough leads of its own is also weighed by
/// itself, and the longest term wins: what is slow to sell is not judged by what sells at once.
///
/// # Errors
/// Where the store fails.
pub fn propose(store: &Store, at: Timestamp, theta: u16) -> Result<Proposal, RightsError> {
    let since = day_of(at).saturating_sub(MONTHS.months()).first_of_month();
    let rows = store.closed_leads(since)?;
    let mut by_offer: BTreeMap<&str, Vec<(ClosedLead, u64)>> = BTreeMap::new();
    for (closed, leads) in &rows {
        by_offer.entry(&closed.product).or_default().push((lead(closed), *leads));
    }
    let weigh = |leads: &[(ClosedLead, u64)]| Evidence::weigh(leads, f64::from(theta) / 1000.0);
    let all: Vec<(ClosedLead, u64)> = by_offer.values().flatten().copied().collect();
    let count = |leads: &[(ClosedLead, u64)]| leads.iter().map(|(_, count)| count).sum::<u64>();
    let own = by_offer.iter().filter(|(_, leads)| count(leads) >= LEADS_MIN);
    let own = own.map(|(product, leads)| (Some((*product).to_owned()), weigh(leads)));
    let longest = |evidence: &Evidence| match evidence.finding {
        Finding::TooFew => (2, 0),
        Finding::NeverLow => (1, 0),
        Finding::Term(point) => (0, point.day),
    };
    let (mut product, mut evidence) = (None, weigh(&all));
    for (of, found) in own {
        if longest(&found) > longest(&evidence) {
            (product, evidence) = (of, found);
        }
    }
    Ok(Proposal { since, evidence, product, offers: offers(&by_offer), dataset: hash(&rows)? })
}

fn lead(closed: &Closed) -> ClosedLead {
    ClosedLead { silent_days: closed.silent_days, bought: closed.outcome == LeadOutcome::Bought }
}

/// The offers with enough leads to be shown, and the rest together.
fn offers(by_offer: &BTreeMap<&str, Vec<(ClosedLead, u64)>>) -> Vec<OfferLeads> {
    let mut offers = Vec::new();
    let mut rest = OfferLeads { product: None, leads: 0, bought: 0 };
    for (product, of) in by_offer {
        let leads = of.iter().map(|(_, count)| count).sum();
        let bought = of.iter().filter(|(lead, _)| lead.bought).map(|(_, count)| count).sum();
        if leads >= SHOWN_MIN && !product.is_empty() {
            offers.push(OfferLeads { product: Some((*product).to_owned()), leads, bought });
        } else {
            rest.leads += leads;
            rest.bought += bought;
        }
    }
    offers.sort_by_key(|offer| std::cmp::Reverse(offer.leads));
    if rest.leads > 0 {
        offers.push(rest);
    }
    offers
}

fn hash(rows: &[(Closed, u64)]) -> Result<String, RightsError> {
    Ok(hex::encode(Sha256::digest(serde_json::to_vec(rows)?)))
}

/// What the term that is proved would do to values that are held already, as it was counted; nothing where none is proved.
///
/// # Errors
/// [`RightsError::Uncounted`] where it was not counted, or too long ago; else where the store fails.
pub fn counted(store: &Store, proposal: &Proposal, at: Timestamp) -> Result<Option<Counted>, RightsError> {
    let days = proposal.evidence.days().map(|days| i64::from(days).days());
    days.map(|days| terms_work::counted(store, RULE, days, at)).transpose()
}

/// Has it counted anew what the term that is proved would do.
///
/// # Errors
/// [`RightsError::NotFound`] where nothing is proved; else where the store fails.
pub fn count(store: &Store, at: Timestamp, theta: u16) -> Result<(), RightsError> {
    let days = propose(store, at, theta)?.evidence.days().ok_or(RightsError::NotFound("evidence"))?;
    terms_work::count(store, RULE, i64::from(days).days(), at)
}

/// Approves the term that the evidence proves, for twelve months. What is held already gets it in the background, where it
/// is shorter.
///
/// # Errors
/// [`RightsError::NotFound`] where nothing is proved, or the leads are not those of `dataset` any more, and
/// [`RightsError::Uncounted`] where it is not known what the term would reach: nobody approves what they have not seen;
/// else where the store fails.
pub fn approve(store: &Store, stamp: Stamp, theta: u16, dataset: &str) -> Result<(), RightsError> {
    let proposal = propose(store, stamp.at, theta)?;
    let Finding::Term(point) = proposal.evidence.finding else {
        return Err(RightsError::NotFound("evidence"));
    };
    if proposal.dataset != dataset {
        return Err(RightsError::NotFound("evidence"));
    }
    let counted = counted(store, &proposal, stamp.at)?;
    let proof = Proof {
        dataset: proposal.dataset,
        theta,
        leads: proposal.evidence.leads,
        watched: point.leads,
        late: point.bought,
        bound: (point.bound * 1e6).ceil() as u32,
        days: point.day,
        counted,
    };
    let new = NewTerm {
        rule: RULE.to_owned(),
        origin: TermOrigin::Evidence,
        term: i64::from(point.day).days(),
        body: serde_json::to_string(&proof)?,
        valid_to: Some(start_of_day(day_of(stamp.at).saturating_add(VALID_MONTHS.months()))),
    };
    Ok(store.approve_term(stamp, &new, &proof.dataset).map(drop)?)
}
