//! What the working zone keeps of a person's values, in one byte string in the person's row: current and ended ones, with
//! grounds, dates, commitment, and how each ended. A value is never taken off it.
//!
//! The form is versioned, and the only one for what it says: bytes that differ say something else, or nothing at all.
//!
//! | bytes | what |
//! |---|---|
//! | 1 | version |
//! | … | the terms that values share, in the order in which values first refer to them: grounds, when obtained, import, last days |
//! | … | the values by number: number since the one before, field, terms and flags, 16 bytes of commitment; where it was seen again or ended, when |

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use zgoda_law::{Ending, FactNo, FieldId, PurposeId};

use crate::bytes::{Input, list, maybe, number, signed, time};
use crate::model::{GroundsId, ImportId};
use crate::person::{date, epoch_day};
use crate::sql::{FromValue, Value};

/// The form written here. Another one would be read beside it.
const VERSION: u8 = 1;
const CONFIRMED: u32 = 1;
const ENDED: u32 = 2;
const GONE: u32 = 4;
/// Bits of flags below the place of a value's terms.
const FLAG_BITS: u32 = 3;

/// What values that came in together share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Terms {
    /// Source, purposes and bases.
    pub(crate) grounds: GroundsId,
    /// When they were obtained.
    pub(crate) obtained_at: Timestamp,
    /// The import that brought them.
    pub(crate) import: Option<ImportId>,
    /// The day on which each purpose ends, as days since 1970.
    pub(crate) until: Vec<(PurposeId, i32)>,
}

/// The terms of a value that comes in.
pub(crate) struct NewTerms<'v> {
    pub(crate) grounds: GroundsId,
    pub(crate) obtained_at: Timestamp,
    pub(crate) import: Option<ImportId>,
    pub(crate) until: &'v [(PurposeId, Date)],
}

/// One fact, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptFact {
    pub(crate) no: FactNo,
    pub(crate) field: FieldId,
    pub(crate) terms: Arc<Terms>,
    /// When it was last seen to be still so.
    pub(crate) confirmed_at: Timestamp,
    pub(crate) commitment: [u8; 16],
    /// When and how it ended.
    pub(crate) ended: Option<(Timestamp, Ending)>,
    /// The value is destroyed, so no term of it is to come. A superseded one is not: it stays as history.
    pub(crate) gone: bool,
}

/// All facts of one person, by number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Facts(Vec<KeptFact>);

impl Facts {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &KeptFact> {
        self.0.iter()
    }

    /// Adds a value that came in, with a number above all others.
    pub(crate) fn add(&mut self, no: FactNo, field: FieldId, new: &NewTerms<'_>, commitment: [u8; 16]) {
        let shared = self.0.iter().rev().map(|fact| &fact.terms).find(|known| new.are(known)).cloned();
        let terms = shared.unwrap_or_else(|| Arc::new(new.kept()));
        let confirmed_at = terms.obtained_at;
        self.0.push(KeptFact { no, field, terms, confirmed_at, commitment, ended: None, gone: false });
    }

    /// A value that stands was seen again.
    pub(crate) fn confirm(&mut self, no: FactNo, at: Timestamp) {
        if let Some(fact) = self.get_mut(no).filter(|fact| fact.ended.is_none()) {
            fact.confirmed_at = at;
        }
    }

    /// What a value is held for.
    pub(crate) fn terms(&self, no: FactNo) -> Option<Arc<Terms>> {
        self.0.iter().find(|fact| fact.no == no).map(|fact| fact.terms.clone())
    }

    /// Gives a value that is held other grounds and last days; false where it is not held.
    pub(crate) fn relink(&mut self, no: FactNo, grounds: GroundsId, until: Vec<(PurposeId, i32)>) -> bool {
        let held = self.get_mut(no).filter(|fact| !fact.gone);
        held.map(|fact| fact.terms = Arc::new(Terms { grounds, until, ..*fact.terms })).is_some()
    }

    /// A value that stands becomes history; false where none stands.
    pub(crate) fn end(&mut self, no: FactNo, at: Timestamp, how: Ending) -> bool {
        let stands = self.get_mut(no).filter(|fact| fact.ended.is_none());
        stands.map(|fact| fact.ended = Some((at, how))).is_some()
    }

    /// A value is destroyed; false where there is none. One that had become history stays ended as it was.
    pub(crate) fn bury(&mut self, no: FactNo, at: Timestamp, how: Ending) -> bool {
        self.get_mut(no).map(|fact| fact.bury(at, how)).is_some()
    }

    /// All of them are destroyed.
    pub(crate) fn bury_all(&mut self, at: Timestamp, how: Ending) {
        self.0.iter_mut().for_each(|fact| fact.bury(at, how));
    }

    fn get_mut(&mut self, no: FactNo) -> Option<&mut KeptFact> {
        self.0.iter_mut().find(|fact| fact.no == no)
    }

    /// The byte string.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(32 + self.0.len() * 24);
        out.push(VERSION);
        let shared = shared(self.0.iter().map(|fact| &fact.terms));
        list(&mut out, &shared, |out, terms| terms.put(out));
        number(&mut out, self.0.len() as u64);
        let mut last = 0;
        for fact in &self.0 {
            number(&mut out, fact.no.0.saturating_sub(last));
            last = fact.no.0;
            fact.put(place(&shared, &fact.terms), &mut out);
        }
        out
    }

    /// Reads what [`encode`](Self::encode) wrote; `None` where it is something else.
    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        let mut input = Input(bytes);
        if input.byte()? != VERSION {
            return None;
        }
        let shared = input.list(|input| Terms::read(input).map(Arc::new))?;
        let (mut last, mut next) = (0_u32, 0);
        let facts = input.list(|input| {
            let step = input.number()?;
            last = last.checked_add(step).filter(|_| step > 0)?;
            KeptFact::read(FactNo(last), input, &shared, &mut next)
        })?;
        let differ = |(at, terms): (usize, &Arc<Terms>)| !shared.iter().take(at).any(|other| other == terms);
        let has_one_form = next == shared.len() && shared.iter().enumerate().all(differ);
        (has_one_form && input.is_empty()).then_some(Self(facts))
    }
}

impl NewTerms<'_> {
    /// Whether these are the same.
    fn are(&self, known: &Terms) -> bool {
        (self.grounds, self.import) == (known.grounds, known.import)
            && self.obtained_at.as_microsecond() == known.obtained_at.as_microsecond()
            && days(self.until).eq(known.until.iter().copied())
    }

    fn kept(&self) -> Terms {
        let Self { grounds, import, .. } = *self;
        let obtained_at = whole_micros(self.obtained_at);
        Terms { grounds, obtained_at, import, until: kept_days(self.until) }
    }
}

impl KeptFact {
    fn bury(&mut self, at: Timestamp, how: Ending) {
        self.ended.get_or_insert((at, how));
        self.gone = true;
    }

    fn put(&self, terms: u32, out: &mut Vec<u8>) {
        let obtained = self.terms.obtained_at.as_microsecond();
        let since = |moment: Timestamp| moment.as_microsecond().wrapping_sub(obtained);
        let confirmed = since(self.confirmed_at);
        let flags = [(CONFIRMED, confirmed != 0), (ENDED, self.ended.is_some()), (GONE, self.gone)];
        let flags: u32 = flags.into_iter().filter_map(|(flag, is)| is.then_some(flag)).sum();
        number(out, self.field.0);
        number(out, u64::from(terms) << FLAG_BITS | u64::from(flags));
        if confirmed != 0 {
            signed(out, confirmed);
        }
        if let Some((at, how)) = self.ended {
            signed(out, since(at));
            out.push(how.number());
        }
        out.extend(self.commitment);
    }

    /// `next` is the place of the first terms that no value has referred to yet.
    fn read(no: FactNo, input: &mut Input<'_>, shared: &[Arc<Terms>], next: &mut usize) -> Option<Self> {
        let field = FieldId(input.small()?);
        let tail = input.number()?;
        let (at, flags) = ((tail >> FLAG_BITS) as usize, tail & ((1 << FLAG_BITS) - 1));
        let is = |flag: u32| flags & flag != 0;
        if at > *next || is(GONE) && !is(ENDED) {
            return None;
        }
        *next = (*next).max(at + 1);
        let terms = shared.get(at)?.clone();
        let obtained_at = terms.obtained_at;
        let later = |micros: i64| obtained_at.checked_add(SignedDuration::from_micros(micros)).ok();
        let confirmed_at = match is(CONFIRMED) {
            true => later(input.signed().filter(|micros| *micros != 0)?)?,
            false => obtained_at,
        };
        let ended = match is(ENDED) {
            true => Some((later(input.signed()?)?, Ending::from_number(input.byte()?)?)),
            false => None,
        };
        Some(Self { no, field, terms, confirmed_at, commitment: input.array()?, ended, gone: is(GONE) })
    }
}

impl Terms {
    /// The next day on which a purpose ends.
    pub(crate) fn next_day(&self) -> Option<i32> {
        self.until.iter().map(|(_, day)| *day).min()
    }

    /// The compact form.
    pub(crate) fn put(&self, out: &mut Vec<u8>) {
        number(out, self.grounds.0);
        time(out, self.obtained_at);
        maybe(out, self.import, |out, import| number(out, import.0));
        list(out, &self.until, |out, (purpose, day)| {
            number(out, purpose.0);
            signed(out, i64::from(*day));
        });
    }

    pub(crate) fn read(input: &mut Input<'_>) -> Option<Self> {
        let grounds = GroundsId(input.number()?);
        let obtained_at = input.time()?;
        let import = input.maybe(Input::number)?.map(ImportId);
        let until = input.list(|input| {
            let (purpose, day) = (PurposeId(input.small()?), input.signed()?);
            let is_day = (epoch_day(Date::MIN)..=epoch_day(Date::MAX)).contains(&day);
            Some((purpose, i32::try_from(day).ok().filter(|_| is_day)?))
        })?;
        Some(Self { grounds, obtained_at, import, until })
    }
}

/// The terms of values, each once, in the order in which they first appear.
pub(crate) fn shared<'f>(terms: impl Iterator<Item = &'f Arc<Terms>>) -> Vec<&'f Arc<Terms>> {
    let mut shared: Vec<&Arc<Terms>> = Vec::new();
    for terms in terms {
        if !shared.contains(&terms) {
            shared.push(terms);
        }
    }
    shared
}

/// The place of terms among those that are shared.
pub(crate) fn place(shared: &[&Arc<Terms>], terms: &Arc<Terms>) -> u32 {
    shared.iter().position(|known| *known == terms).unwrap_or_default() as u32
}

/// What is kept of a moment.
fn whole_micros(moment: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(moment.as_microsecond()).unwrap_or(moment)
}

impl From<&Facts> for Value {
    fn from(facts: &Facts) -> Self {
        Self::Bytes(facts.encode())
    }
}

impl FromValue for Facts {
    const EXPECTED: &'static str = "list of facts";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => Self::decode(bytes),
            _ => None,
        }
    }
}

fn days(until: &[(PurposeId, Date)]) -> impl Iterator<Item = (PurposeId, i32)> {
    until.iter().map(|(purpose, day)| (*purpose, epoch_day(*day) as i32))
}

/// Last days as they are kept.
pub(crate) fn kept_days(until: &[(PurposeId, Date)]) -> Vec<(PurposeId, i32)> {
    days(until).collect()
}

/// Last days as a fact has them.
pub(crate) fn dates(until: &[(PurposeId, i32)]) -> Option<Vec<(PurposeId, Date)>> {
    until.iter().map(|(purpose, day)| Some((*purpose, date((*day).into())?))).collect()
}

#[cfg(test)]
mod tests;
