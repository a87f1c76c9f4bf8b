//! From the tables to records. Only this file of the mirror knows how a person's rows are kept.

use std::iter::Peekable;
use std::time::Duration;
use std::vec::IntoIter;

use zgoda_law::PurposeId;
use zgoda_vault::{Boxes, WrappedKey};

use super::record::{
    Card, Channels, HeldConsent, HeldFact, HeldNotice, HeldObjection, HeldPermission, Record,
};
use crate::StoreError;
use crate::facts::Facts;
use crate::masks::Wardrobe;
use crate::model::{Sealed, SubjectFlags};
use crate::sql::{AMONG, Connection, Db, Row, Statement, Value, among, padded, statements};
use crate::vault_db::VaultDb;

/// People read at a time: what they have many of is held as rows only so long.
const CHUNK: u32 = 2_048;

/// The columns of a table, as they are read of people, and the order behind those of one person.
macro_rules! subjects {
    () => {
        "SELECT subject_id, kind, country, state, lifecycle, org_id, import_id, created_at, last_inbound_at, public_id,
         facts FROM subject WHERE subject_id "
    };
}
macro_rules! consents {
    () => {
        "SELECT subject_id, purpose, channels, state, given_at, ended_at, expires_at, pke398, evidence FROM consent
         WHERE subject_id "
    };
}
macro_rules! permissions {
    () => {
        "SELECT subject_id, channel, kind, purpose, offer, given_at, not_before, valid_to, ended_at, max_contacts, contacts
         FROM permission WHERE subject_id "
    };
}
macro_rules! objections {
    () => {
        "SELECT subject_id, kind, made_at, rejected_at, purpose FROM objection WHERE subject_id "
    };
}
macro_rules! notices {
    () => {
        "SELECT subject_id, notice_no, duty, status, obtained_at, due_at, purposes, channel FROM notice WHERE subject_id "
    };
}
macro_rules! sealed {
    () => {
        "SELECT k.subject_id, k.kek_version, k.wrapped, k.mask, s.revision, s.boxes FROM data_key k
         JOIN sealed s ON s.subject_id = k.subject_id WHERE k.subject_id "
    };
}

statements! {
    HIGHEST = "SELECT MAX(subject_id) FROM subject";
    SUBJECTS = concat!(subjects!(), ">= $1 AND subject_id < $2 ORDER BY subject_id");
    SUBJECTS_AMONG = concat!(subjects!(), among!(), " ORDER BY subject_id");
    CONSENTS = concat!(consents!(), ">= $1 AND subject_id < $2 ORDER BY subject_id, consent_no");
    CONSENTS_AMONG = concat!(consents!(), among!(), " ORDER BY subject_id, consent_no");
    PERMISSIONS = concat!(permissions!(), ">= $1 AND subject_id < $2 ORDER BY subject_id, permission_no");
    PERMISSIONS_AMONG = concat!(permissions!(), among!(), " ORDER BY subject_id, permission_no");
    OBJECTIONS = concat!(objections!(), ">= $1 AND subject_id < $2 ORDER BY subject_id, objection_no");
    OBJECTIONS_AMONG = concat!(objections!(), among!(), " ORDER BY subject_id, objection_no");
    NOTICES = concat!(notices!(), ">= $1 AND subject_id < $2 ORDER BY subject_id, notice_no");
    NOTICES_AMONG = concat!(notices!(), among!(), " ORDER BY subject_id, notice_no");
    SEALED = concat!(sealed!(), ">= $1 AND k.subject_id < $2 ORDER BY k.subject_id");
    SEALED_AMONG = concat!(sealed!(), among!(), " ORDER BY k.subject_id");
    SEALED_DOWN = "SELECT k.subject_id, k.kek_version, k.wrapped, k.mask, s.revision, s.boxes FROM data_key k
        JOIN sealed s ON s.subject_id = k.subject_id WHERE k.subject_id >= $1 AND k.subject_id < $2
        ORDER BY k.subject_id DESC";
}

/// People about whom a question is brief.
const FEW: u32 = 8;
/// The columns of the boxes, and of how often they were replaced.
const BOXES: usize = 5;
const REVISION: usize = 4;
/// How often a row is read again that is older than the mask of its key, and how long at most all that takes: whoever
/// overwrote the mask commits next.
const TRIES: u32 = 12;
const PAUSE: Duration = Duration::from_micros(20);

/// People whose rows are read together, by number.
#[derive(Clone, Copy)]
enum People<'p> {
    /// From one number on, up to another.
    Range(u32, u32),
    /// At most [`AMONG`] of them.
    Among(&'p [u32]),
}

impl People<'_> {
    /// Whether what is read of them is read at once.
    fn are_few(&self) -> bool {
        match self {
            Self::Range(from, to) => to.saturating_sub(*from) <= FEW,
            Self::Among(some) => some.len() <= FEW as usize,
        }
    }

    /// The one of two statements, which read the same, that is meant for such people, and its parameters.
    fn ask(&self, range: &'static Statement, among: &'static Statement) -> (&'static Statement, Vec<Value>) {
        match self {
            Self::Range(from, to) => (range, vec![(*from).into(), (*to).into()]),
            Self::Among(some) => (among, padded(some)),
        }
    }
}

/// The highest number given to a person; zero where there is nobody.
pub(crate) fn highest(work: &Db) -> Result<u32, StoreError> {
    let highest = work.read_one(&HIGHEST, &[])?.map(|row| row.get::<Option<u32>>(0)).transpose()?;
    Ok(highest.flatten().unwrap_or(0))
}

/// Gives the records of these people to `each`, by number. Others whose numbers lie between may be among them.
pub(crate) fn some(
    work: &Db,
    ordinals: &mut Vec<u32>,
    each: &mut dyn FnMut(Record),
) -> Result<(), StoreError> {
    ordinals.sort_unstable();
    ordinals.dedup();
    ordinals.chunks(AMONG).try_for_each(|some| match some {
        [first, .., last] if !is_dense(*first, *last, some.len()) => chunk(work, People::Among(some), each),
        [first, ..] => range(work, *first, some.last().unwrap_or(first) + 1, each),
        [] => Ok(()),
    })
}

/// Whether hardly anybody lies between people, so that one range is faster than many places.
fn is_dense(first: u32, last: u32, count: usize) -> bool {
    ((last - first) as usize) < 2 * count
}

/// Gives the records of the people from one number on, up to another, to `each`, by number.
pub(crate) fn range(work: &Db, from: u32, to: u32, each: &mut dyn FnMut(Record)) -> Result<(), StoreError> {
    for from in (from..to).step_by(CHUNK as usize) {
        chunk(work, People::Range(from, to.min(from.saturating_add(CHUNK))), each)?;
    }
    Ok(())
}

fn chunk(work: &Db, people: People<'_>, each: &mut dyn FnMut(Record)) -> Result<(), StoreError> {
    let mut read = |work: &mut Connection| {
        let mut consents = Lists::read(work, people.ask(&CONSENTS, &CONSENTS_AMONG), consent)?;
        let mut permissions = Lists::read(work, people.ask(&PERMISSIONS, &PERMISSIONS_AMONG), permission)?;
        let mut objections = Lists::read(work, people.ask(&OBJECTIONS, &OBJECTIONS_AMONG), objection)?;
        let mut notices = Lists::read(work, people.ask(&NOTICES, &NOTICES_AMONG), notice)?;
        // Asked last, so that nobody is given before all is there.
        let (statement, params) = people.ask(&SUBJECTS, &SUBJECTS_AMONG);
        work.each(statement, &params, &mut |row| {
            let ordinal = row.get(0)?;
            each(Record {
                ordinal,
                id: row.get(9)?,
                card: card(row)?,
                facts: row.get::<Facts>(10)?.iter().map(HeldFact::from).collect(),
                consents: consents.of(ordinal),
                permissions: permissions.of(ordinal),
                objections: objections.of(ordinal),
                notices: notices.of(ordinal),
            });
            Ok::<_, StoreError>(())
        })
    };
    if people.are_few() { work.briefly().together(read) } else { work.together(&mut read) }
}

/// A wrapped key, and the boxes as they are encoded.
pub(crate) struct Raw {
    pub(crate) wrapped: WrappedKey,
    pub(crate) boxes: Vec<u8>,
}

/// What the vault has of a person, not taken apart yet.
pub(crate) struct SealedRow<'r> {
    pub(crate) ordinal: u32,
    pub(crate) wrapped: &'r WrappedKey,
    /// The boxes as they are encoded.
    pub(crate) boxes: &'r [u8],
}

/// Gives the people from one number on, up to another, to `each`, the newest first, all in the memory of one.
pub(crate) fn sealed_down(
    vault: &VaultDb,
    from: u32,
    to: u32,
    each: &mut dyn FnMut(SealedRow<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut wrapped = WrappedKey { version: 0, bytes: Vec::new() };
    let mut wardrobe = vault.wardrobe_of_neighbours();
    vault.each(&SEALED_DOWN, &[from.into(), to.into()], &mut |row| {
        let ordinal = row.get(0)?;
        if wardrobe.read(row, &mut wrapped)? {
            return each(SealedRow { ordinal, wrapped: &wrapped, boxes: row.bytes(BOXES)? });
        }
        match again(vault, ordinal, &raw_row)? {
            Some(Raw { wrapped, boxes }) => each(SealedRow { ordinal, wrapped: &wrapped, boxes: &boxes }),
            None => Ok(()),
        }
    })
}

/// The keys and boxes of these people, whose numbers ascend.
pub(crate) fn sealed_of(vault: &VaultDb, ordinals: &[u32]) -> Result<Vec<(u32, Sealed)>, StoreError> {
    of(vault, ordinals, &sealed_row)
}

/// The same, with the boxes as they are encoded.
pub(crate) fn raw_of(vault: &VaultDb, ordinals: &[u32]) -> Result<Vec<(u32, Raw)>, StoreError> {
    of(vault, ordinals, &raw_row)
}

fn of<T>(
    vault: &VaultDb,
    ordinals: &[u32],
    take: &impl Fn(WrappedKey, &Row) -> Result<T, StoreError>,
) -> Result<Vec<(u32, T)>, StoreError> {
    let few = ordinals.len() <= FEW as usize;
    let range = |from: u32, to: u32, wardrobe: Wardrobe<'_>| {
        rows(vault, (&SEALED, &[from.into(), to.into()]), wardrobe, few, take)
    };
    match ordinals {
        [] => Ok(Vec::new()),
        [one] => range(*one, one + 1, vault.wardrobe()),
        [first, .., last] if is_dense(*first, *last, ordinals.len()) => {
            let mut found = range(*first, last + 1, vault.wardrobe_of_neighbours())?;
            found.retain(|(ordinal, _)| ordinals.binary_search(ordinal).is_ok());
            Ok(found)
        }
        _ => {
            let mut found = Vec::with_capacity(ordinals.len());
            for chunk in ordinals.chunks(AMONG) {
                let question = (&SEALED_AMONG, &padded(chunk)[..]);
                found.extend(rows(vault, question, vault.wardrobe(), few, take)?);
            }
            Ok(found)
        }
    }
}

/// What the vault has of each person in a result; it is brief where they are few.
fn rows<T>(
    vault: &VaultDb,
    (statement, params): (&'static Statement, &[Value]),
    mut wardrobe: Wardrobe<'_>,
    few: bool,
    take: &impl Fn(WrappedKey, &Row) -> Result<T, StoreError>,
) -> Result<Vec<(u32, T)>, StoreError> {
    let mut found = Vec::new();
    let mut each = |row: &Row| {
        let taken = match wardrobe.key(row)? {
            (key, true) => Some(take(key, row)?),
            _ => None,
        };
        found.push((row.get(0)?, taken));
        Ok::<_, StoreError>(())
    };
    if few {
        vault.briefly().each(statement, params, &mut each)?;
    } else {
        vault.each(statement, params, &mut each)?;
    }
    let anew = |(ordinal, taken): (u32, Option<T>)| match taken {
        Some(taken) => Ok(Some((ordinal, taken))),
        None => Ok(again(vault, ordinal, take)?.map(|taken| (ordinal, taken))),
    };
    found.into_iter().map(anew).filter_map(Result::transpose).collect()
}

/// Reads one person's row again, which was older than the mask of its key; `None` where it is gone by now. A key whose mask
/// is damaged is given as it is: it opens nothing.
fn again<T>(
    vault: &VaultDb,
    ordinal: u32,
    take: &impl Fn(WrappedKey, &Row) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut pauses = (0..TRIES).map(|times| PAUSE * (1 << times));
    while let Some(row) = vault.read_one(&SEALED, &[ordinal.into(), (ordinal + 1).into()])? {
        match (vault.wardrobe().key(&row)?, pauses.next()) {
            ((_, false), Some(pause)) => std::thread::sleep(pause),
            ((key, _), _) => return take(key, &row).map(Some),
        }
    }
    Ok(None)
}

fn sealed_row(wrapped: WrappedKey, row: &Row) -> Result<Sealed, StoreError> {
    Ok(Sealed { wrapped, revision: row.get(REVISION)?, boxes: Boxes::decode(row.bytes(BOXES)?)? })
}

fn raw_row(wrapped: WrappedKey, row: &Row) -> Result<Raw, StoreError> {
    Ok(Raw { wrapped, boxes: row.bytes(BOXES)?.to_vec() })
}

/// The items of one table, in the order of the people they belong to.
struct Lists<T>(Peekable<IntoIter<(u32, T)>>);

impl<T> Lists<T> {
    /// Reads the items that are asked for, each by `item`.
    fn read(
        work: &mut Connection,
        (statement, params): (&'static Statement, Vec<Value>),
        item: impl Fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Self, StoreError> {
        let mut items = Vec::new();
        work.each(statement, &params, &mut |row| {
            items.push((row.get(0)?, item(row)?));
            Ok::<_, StoreError>(())
        })?;
        Ok(Self(items.into_iter().peekable()))
    }

    /// The items of one person; those of people who went before are passed over.
    fn of(&mut self, ordinal: u32) -> Vec<T> {
        let mut items = Vec::new();
        while let Some((owner, item)) = self.0.next_if(|(owner, _)| *owner <= ordinal) {
            if owner == ordinal {
                items.push(item);
            }
        }
        items
    }
}

fn card(row: &Row) -> Result<Card, StoreError> {
    Ok(Card {
        kind: row.get(1)?,
        country: row.text(2)?.as_bytes().try_into().unwrap_or_default(),
        flags: SubjectFlags::from_bits(row.get(3)?),
        lifecycle: row.get(4)?,
        org: row.get(5)?,
        import: row.get(6)?,
        created_at: row.get(7)?,
        last_inbound_at: row.get(8)?,
    })
}

fn consent(row: &Row) -> Result<HeldConsent, StoreError> {
    let evidence: Option<String> = row.get(8)?;
    Ok(HeldConsent {
        purpose: row.get(1)?,
        channels: Channels::parse(row.text(2)?),
        state: row.get(3)?,
        given_at: row.get(4)?,
        ended_at: row.get(5)?,
        expires_at: row.get(6)?,
        pke398: row.get(7)?,
        evidence: evidence
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(StoreError::Journal)?,
    })
}

fn permission(row: &Row) -> Result<HeldPermission, StoreError> {
    let (valid_to, ended_at): (Option<_>, Option<_>) = (row.get(7)?, row.get(8)?);
    Ok(HeldPermission {
        channel: row.get(1)?,
        kind: row.get(2)?,
        purpose: row.get(3)?,
        offer: row.get(4)?,
        given_at: row.get(5)?,
        not_before: row.get(6)?,
        valid_to: [valid_to, ended_at].into_iter().flatten().min(),
        max_contacts: row.get(9)?,
        contacts: row.get(10)?,
    })
}

fn objection(row: &Row) -> Result<HeldObjection, StoreError> {
    Ok(HeldObjection {
        kind: row.get(1)?,
        purpose: row.get(4)?,
        made_at: row.get(2)?,
        rejected_at: row.get(3)?,
    })
}

fn notice(row: &Row) -> Result<HeldNotice, StoreError> {
    let purposes = row.text(6)?.split(' ');
    Ok(HeldNotice {
        no: row.get(1)?,
        duty: row.get(2)?,
        status: row.get(3)?,
        obtained_at: row.get(4)?,
        due_at: row.get(5)?,
        purposes: purposes.filter_map(|number| number.parse().ok().map(PurposeId)).collect(),
        channel: row.get(7)?,
    })
}
