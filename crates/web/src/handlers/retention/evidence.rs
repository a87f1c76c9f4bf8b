//! `/retention/evidence`: how long silent leads are worth keeping, as the firm's own closed leads prove it.

use axum::extract::{Query, State};
use serde::Deserialize;
use zgoda_law::calendar::day_of;
use zgoda_law::evidence::{Evidence, Finding, SilenceDay};
use zgoda_report::{Curve, CurvePoint};
use zgoda_rights::RightsError;
use zgoda_rights::evidence::{self, Proof, Proposal, RULE, THETAS};
use zgoda_rights::terms::{self, Reached};
use zgoda_rights::terms_work::{self, Counted, Pass, Uncounted};
use zgoda_store::DecidedTerm;
use zgoda_text::Text;

use super::may_run;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::evidence::{EvidencePage, InForce, Offer, Past, Proposed, Reach, Share};
use crate::views::frame::Section;
use crate::views::parts::Progress;

/// The shortest stretch of days that is drawn.
const DRAWN_MIN: u32 = 60;

/// What stands in the address.
#[derive(Deserialize)]
pub struct Wish {
    theta: Option<u16>,
    done: Option<String>,
}

/// `GET /retention/evidence`
pub async fn page(State(app): State<App>, reader: Reader, Query(wish): Query<Wish>) -> Answer {
    app.blocking(move |app| {
        let (t, now) = (reader.t(), app.now());
        let theta = wish.theta.filter(|theta| THETAS.contains(theta)).unwrap_or(THETAS[1]);
        let done = wish.done.as_deref().filter(|code| code.starts_with("evidence-"));
        let frame = reader.frame(app, Section::Retention, show::done(t, done))?;
        let proposal = evidence::propose(&app.store, now, theta)?;
        let terms: Vec<DecidedTerm> =
            app.store.decided_terms()?.into_iter().filter(|term| term.rule == RULE).collect();
        let (in_force, past): (Vec<_>, Vec<_>) = terms.into_iter().partition(|term| term.is_in_force(now));
        let rule = terms::rule(&app.store, RULE, now)?;
        let pass = terms_work::pass(&app.store, RULE, now)?;
        Ok(html(&EvidencePage {
            shares: THETAS.map(|choice| share(t, choice, theta)).to_vec(),
            default: t.term(rule),
            in_force: in_force.last().map(|own| standing(app, t, own)).transpose()?,
            past: past.iter().rev().map(|own| ended(app, t, own)).collect::<Result<_, _>>()?,
            chart: (proposal.evidence.leads > 0).then(|| curve(t, &proposal, theta).svg("silence")),
            since: proposal.since,
            leads: proposal.evidence.leads,
            bought: proposal.evidence.bought,
            product: proposal.product.clone(),
            proposed: proposed(app, t, (&proposal, pass.as_ref()), theta)?,
            applying: pass.as_ref().filter(|pass| !pass.counts).map(|pass| passing(Some(pass))),
            too_few: proposal.evidence.finding == Finding::TooFew,
            offers: proposal.offers.into_iter().map(offer).collect(),
            may_approve: may_run(&reader),
            frame,
        }))
    })
    .await
}

/// `POST /retention/evidence`
pub async fn approve(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let theta = form.get("theta").parse().ok().filter(|theta| THETAS.contains(theta));
        let theta = theta.ok_or(Trouble::StaleForm)?;
        let t = reader.t();
        let happened = match evidence::approve(&app.store, reader.stamp(app), theta, form.get("dataset")) {
            Err(RightsError::NotFound(_)) => t.evidence_changed(),
            Err(RightsError::Uncounted(why)) => told(t, why),
            other => return Ok(other.map(|()| go("/retention/evidence?done=evidence-approved"))?),
        };
        let words = [happened, t.evidence_changed_safe(), t.evidence_changed_next()];
        let [happened, safe, next] = words.map(str::to_owned);
        Err(Trouble::Refused { happened, safe, next })
    })
    .await
}

/// `POST /retention/evidence/count`
pub async fn count(State(app): State<App>, _reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let theta = form.get("theta").parse().ok().filter(|theta| THETAS.contains(theta));
        let theta = theta.ok_or(Trouble::StaleForm)?;
        evidence::count(&app.store, app.now(), theta)?;
        Ok(go(&format!("/retention/evidence?theta={theta}")))
    })
    .await
}

/// Why nothing can be approved on a count.
fn told(t: Text, why: Uncounted) -> &'static str {
    match why {
        Uncounted::Missing => t.evidence_uncounted(),
        Uncounted::GoesOn => t.evidence_counting(),
        Uncounted::Old(_) => t.evidence_old(),
        Uncounted::Changed(_) => t.evidence_moved(),
    }
}

/// `POST /retention/evidence/end`
pub async fn end(State(app): State<App>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        terms::end(&app.store, reader.stamp(app), RULE)?;
        Ok(go("/retention/evidence?done=evidence-ended"))
    })
    .await
}

fn share(t: Text, choice: u16, chosen: u16) -> Share {
    Share {
        words: t.percent(choice / 10),
        href: format!("/retention/evidence?theta={choice}"),
        chosen: choice == chosen,
    }
}

fn standing(app: &App, t: Text, own: &DecidedTerm) -> Result<InForce, Trouble> {
    Ok(InForce {
        term: words_of(t, own),
        by: show::name_of(app, own.approved_by)?,
        at: day_of(own.approved_at),
        until: own.valid_to.map(day_of),
        dataset: Proof::read(own).map(|proof| proof.dataset),
    })
}

fn ended(app: &App, t: Text, own: &DecidedTerm) -> Result<Past, Trouble> {
    Ok(Past {
        term: words_of(t, own),
        by: show::name_of(app, own.approved_by)?,
        at: day_of(own.approved_at),
        ended: own.ended_at.or(own.valid_to).map(day_of),
    })
}

/// The term in words; days of evidence stay days.
fn words_of(t: Text, own: &DecidedTerm) -> String {
    t.span(own.term)
}

fn proposed(
    app: &App,
    t: Text,
    (proposal, pass): (&Proposal, Option<&Pass>),
    theta: u16,
) -> Result<Option<Proposed>, Trouble> {
    let Finding::Term(point) = proposal.evidence.finding else { return Ok(None) };
    let reach = match evidence::counted(&app.store, proposal, app.now()) {
        Ok(Some(found)) => reached(found, None),
        Ok(None) | Err(RightsError::Uncounted(Uncounted::Missing)) => Reach::Uncounted,
        Err(RightsError::Uncounted(Uncounted::GoesOn)) => Reach::Counting(passing(pass)),
        Err(RightsError::Uncounted(why @ (Uncounted::Old(found) | Uncounted::Changed(found)))) => {
            reached(found, Some(told(t, why)))
        }
        Err(other) => return Err(other.into()),
    };
    Ok(Some(Proposed {
        days: point.day,
        bound: percent(t, point.bound),
        watched: point.leads,
        late: point.bought,
        reach,
        theta,
        dataset: proposal.dataset.clone(),
    }))
}

fn reached(found: Counted, stale: Option<&'static str>) -> Reach {
    let Reached { values, people, due } = found.reached;
    Reach::Counted { at: found.at, values, people, due, stale }
}

/// A pass that is only wanted yet has no people to go through.
fn passing(pass: Option<&Pass>) -> Progress {
    pass.map_or(Progress { done: 0, total: 1 }, |pass| Progress { done: pass.done, total: pass.total.max(1) })
}

fn offer(offer: evidence::OfferLeads) -> Offer {
    Offer { product: offer.product, leads: offer.leads, bought: offer.bought }
}

/// A share in tenths of a per cent, rounded up: a bound is never made to look lower.
fn percent(t: Text, share: f64) -> String {
    t.percent_tenths((share * 1000.0).ceil() as u64)
}

fn curve(t: Text, proposal: &Proposal, theta: u16) -> Curve {
    let Evidence { curve, finding, .. } = &proposal.evidence;
    // Where nobody was watched the bound says nothing, and is not drawn.
    let watched = curve.iter().filter(|point| point.leads > point.bought);
    let last = watched.map(|point| point.day).max().unwrap_or(0).max(DRAWN_MIN);
    let point = |point: &SilenceDay| CurvePoint { day: point.day, seen: point.share(), bound: point.bound };
    let mark = match finding {
        Finding::Term(point) => Some((point.day, t.count_days(point.day))),
        Finding::TooFew | Finding::NeverLow => None,
    };
    let limit = t.percent(theta / 10);
    let told = match finding {
        Finding::Term(point) => t.evidence_chart_told(t.count_days(point.day), percent(t, point.bound)),
        Finding::TooFew | Finding::NeverLow => t.evidence_chart_open(&limit),
    };
    Curve {
        lang: t.lang(),
        title: t.evidence_chart().to_owned(),
        description: told,
        across: t.evidence_chart_days().to_owned(),
        bound: t.evidence_chart_bound().to_owned(),
        seen: t.evidence_chart_seen().to_owned(),
        limit: (f64::from(theta) / 1000.0, t.evidence_chart_limit(&limit)),
        mark,
        points: curve.iter().filter(|point| point.day <= last).map(point).collect(),
    }
}
