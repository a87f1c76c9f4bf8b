//! The natural persons in the organs of an organisation: data subjects of their own, held on legitimate interest, each
//! with a duty to inform. A contact permission never comes with them.

use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;
use zgoda_connectors::{Organ, OrganMember, PersonName};
use zgoda_law::calendar::day_of;
use zgoda_law::{FieldId, InformationDuty, NoticeStatus, SubjectKind, terms};
use zgoda_store::{
    Change, Collection, Link, MemberKey, NewNotice, Ordinal, Organisation, Person, Source, SourceId,
    StoreError, purposes_of,
};

use crate::desk::{Desk, blank, codes};
use crate::plan::known_members;
use crate::{EnrichError, PeopleReport};

mod collect;
mod refresh;

/// What is taken of a person.
pub(crate) const FIELDS: [&str; 3] = ["job_function", "first_name", "last_name"];

/// Takes the members of the organs into the change, where the law lets them in.
pub(crate) fn take(
    desk: &Desk,
    change: &mut Change<'_>,
    number: &str,
    org: &Organisation,
    source: &Source,
    listed: &[OrganMember],
) -> Result<PeopleReport, EnrichError> {
    let mut report = PeopleReport { listed: listed.len(), ..PeopleReport::default() };
    let links = desk.person_links()?;
    let until = desk.store.terms(&links, day_of(desk.at), desk.at)?;
    let collection = Collection { source, links: &links, until: &until, obtained_at: desk.at };
    let general = desk.may_collect(&newcomer(desk, org, source.id, &links), FIELDS[0], collection, None)?;
    if general.permit().is_none() {
        report.refused = general.reasons().to_vec();
        return Ok(report);
    }
    let mut door = Door { desk, org, source, number, report, met: HashSet::new() };
    for member in gather(listed) {
        door.meet(change, &member)?;
    }
    let known = known_members(desk.store, org.id)?;
    let mut report = door.report;
    report.gone =
        known.iter().filter(|known| !door.met.contains(&known.ordinal)).map(|known| known.id).collect();
    report.notice_due = (!report.added.is_empty()).then(|| terms::article14_due(desk.at));
    Ok(report)
}

/// One person of the register: a named one with all offices, or a masked one with the one office known of them.
struct Member {
    name: Option<PersonName>,
    offices: BTreeSet<String>,
}

impl Member {
    fn keys<'a>(&'a self, krs: &'a str) -> impl Iterator<Item = MemberKey<'a>> {
        let name = self.name.as_ref().map(|name| (name.given.as_str(), name.surname.as_str()));
        self.offices.iter().map(move |office| MemberKey { krs, function: Some(office), name })
    }

    /// By which the person is found again; the same for every office of a named person.
    fn index(&self, krs: &str) -> Option<String> {
        self.keys(krs).find_map(|key| key.index())
    }
}

/// One named person with two offices is one person; masked ones cannot be told apart, so each entry stands for one.
fn gather(listed: &[OrganMember]) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for entry in listed {
        let masked = |name: &&PersonName| name.given.contains('*') || name.surname.contains('*');
        let name = entry.name.as_ref().filter(|name| !entry.masked && !masked(name)).cloned();
        let office = office(entry);
        let same = members.iter_mut().find(|member| member.name.is_some() && member.name == name);
        match same {
            Some(member) => {
                member.offices.insert(office);
            }
            None => members.push(Member { name, offices: BTreeSet::from([office]) }),
        }
    }
    members
}

/// The office in the words of the register; where it states none, membership of the organ itself.
fn office(entry: &OrganMember) -> String {
    let stated =
        entry.function.as_deref().map(str::trim).filter(|text| !text.is_empty() && !text.contains('*'));
    stated.map(str::to_owned).unwrap_or_else(|| {
        match entry.organ {
            Organ::Board => "CZŁONEK ORGANU REPREZENTACJI",
            Organ::Supervisory => "CZŁONEK ORGANU NADZORU",
            Organ::Proxies => "PROKURENT",
        }
        .to_owned()
    })
}

/// Where each person of an extract is met: known ones are confirmed, suppressed ones turned away, new ones recorded.
struct Door<'d, 's> {
    desk: &'d Desk<'s>,
    org: &'d Organisation,
    source: &'d Source,
    number: &'d str,
    report: PeopleReport,
    /// Who has been met already: two masked holders of the same office are two people.
    met: HashSet<Ordinal>,
}

impl Door<'_, '_> {
    fn meet(&mut self, change: &mut Change<'_>, member: &Member) -> Result<(), EnrichError> {
        let suppressed = self.suppressed_since(member)?;
        match self.known(member)? {
            Some(person) => {
                self.met.insert(person.ordinal);
                self.refresh(change, member, &person, suppressed)
            }
            None => self.collect(change, member, suppressed),
        }
    }

    /// Since when the person must not come back, where they must not.
    fn suppressed_since(&self, member: &Member) -> Result<Option<Timestamp>, EnrichError> {
        let field = self.field("job_function")?;
        let mut since = None;
        for key in member.keys(self.number).flat_map(|key| key.barred_by()) {
            let entry = self.desk.store.suppressed_since(field, &key)?;
            since = since.max(entry);
        }
        Ok(since)
    }

    /// The person, if the register told of them before.
    fn known(&self, member: &Member) -> Result<Option<Person>, EnrichError> {
        let Some(index) = member.index(self.number) else { return Ok(None) };
        held(self.desk, FIELDS[0], &index, &self.met)
    }

    fn field(&self, name: &'static str) -> Result<FieldId, EnrichError> {
        self.desk.field(name)
    }

    fn stop(&mut self, reasons: impl IntoIterator<Item = zgoda_law::ReasonCode>) {
        for code in reasons {
            *self.report.stopped.entry(code).or_default() += 1;
        }
    }
}

/// Whoever is held under this value and was not met yet. They are found without opening it, so that one who objected is
/// recognised and left alone.
pub(crate) fn held(
    desk: &Desk,
    name: &'static str,
    index: &str,
    met: &HashSet<Ordinal>,
) -> Result<Option<Person>, EnrichError> {
    let field = desk.field(name)?;
    for ordinal in desk.store.find(field, index)? {
        if met.contains(&ordinal) {
            continue;
        }
        let person = match desk.store.person_by_ordinal(ordinal) {
            Ok(person) => person,
            // Of a change that is still under way. Once it is done, the organisation has moved and ours is tried
            // again; if it never is, nobody is there.
            Err(StoreError::NotFound(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        if !person.flags.erased && person.current().any(|fact| fact.field == field) {
            return Ok(Some(person));
        }
    }
    Ok(None)
}

/// Somebody new, as the law must look at them: nothing is held, and the duty to inform is armed.
fn newcomer(desk: &Desk, org: &Organisation, source: SourceId, links: &[Link]) -> Person {
    let mut person = blank(SubjectKind::OrgContact, Some(org.id), desk.at);
    person.notices.push(new_notice(source, links, desk.at).expected());
    person
}

/// The duty to inform somebody whose data came from a register, GDPR art. 14.
pub(crate) fn new_notice(source: SourceId, links: &[Link], at: Timestamp) -> NewNotice {
    NewNotice {
        duty: InformationDuty::Article14,
        source,
        obtained_at: at,
        purposes: purposes_of(links),
        due_at: terms::article14_due(at),
        status: NoticeStatus::Due,
    }
}
