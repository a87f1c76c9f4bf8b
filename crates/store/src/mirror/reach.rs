//! Whom one may reach: everybody's decision on one channel, kept until something about the person changes or a moment
//! comes at which it may become another. An audience is the intersection of two bitmaps.

use std::collections::{BTreeMap, HashMap};
use std::io;

use jiff::Timestamp;
use jiff::civil::Date;
use roaring::RoaringBitmap;
use zgoda_law::calendar::day_of;
use zgoda_law::{Channel, ReasonCode};

use super::columns::passing;
use super::condition::{Condition, People};
use super::index::Key;
use super::shape::{self, Shaper};
use super::{Mirror, Overview};
use crate::bytes::{Input, number, people, signed, text, time};
use crate::model::{Ordinal, Person};
use crate::person::{date, epoch_day};
use crate::sql::lock;
use crate::{Store, StoreError};

/// Askings whose answers are kept; the one that was asked longest ago goes first.
const KEPT: usize = 8;

/// Whether a person may be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    /// They may.
    Allowed,
    /// A human must decide.
    Pending,
    /// No address for the channel is held.
    NoAddress,
    /// They may not, for this reason first.
    Denied(ReasonCode),
}

/// Who asks whom one may reach, and when.
#[derive(Debug, Clone)]
pub struct Asking {
    /// By this channel.
    pub channel: Channel,
    /// At this moment.
    pub at: Timestamp,
    /// Everything else that the decision rests on and that is not about the person: purposes, message, actor. Askings
    /// that are alike are decided alike.
    pub terms: String,
}

/// Everybody's decisions, as they stood at one moment.
pub(crate) struct Reached {
    channel: Channel,
    terms: String,
    /// What the controller had decided; the law's own day.
    governance: String,
    day: Date,
    at: Timestamp,
    codes: Vec<u8>,
    wake: Vec<u32>,
    /// No wake is earlier.
    earliest: u32,
    sets: BTreeMap<u8, RoaringBitmap>,
    shapes: HashMap<Box<[u8]>, u8>,
    /// People to be decided anew.
    stale: RoaringBitmap,
}

impl Store {
    /// Everybody who meets a condition, by whether they may be reached. `decide` decides one person as the law does; it is
    /// asked about one of all those who are decided alike, and must not ask for lists or counts itself. The suppression
    /// list, which leads to nobody, is only consulted when a message is sent.
    ///
    /// # Errors
    /// Where the database fails, or `decide` does.
    pub fn reachable<E: From<StoreError>>(
        &self,
        condition: &Condition,
        asking: &Asking,
        mut decide: impl FnMut(&Person) -> Result<Reach, E>,
    ) -> Result<BTreeMap<Reach, People>, E> {
        let governance = self.governance_mark()?;
        if let Some(split) = self.overview()?.reached(condition, asking, &governance) {
            return Ok(split);
        }
        let mirror = self.mirror()?;
        let chosen = mirror.meeting(condition);
        let mut kept = lock(&mirror.reached);
        let known = kept.iter().position(|known| known.answers(asking, &governance));
        let mut reached = match known {
            Some(known) => kept.remove(known),
            None => Reached::new(asking, governance, &mirror),
        };
        let mut decide = |ordinal| decide(&self.person_by_ordinal(Ordinal(ordinal))?);
        reached.refresh(self, &mirror, asking.at, &mut decide)?;
        let split = reached.split(&chosen);
        mirror.changes.add();
        kept.insert(0, reached);
        kept.truncate(KEPT);
        Ok(split)
    }

    /// What the controller has decided, in one text.
    fn governance_mark(&self) -> Result<String, StoreError> {
        let stands = self.assessments()?.into_iter().map(|known| (known.kind, known.purpose, known.valid_to));
        Ok(format!("{:?} {:?}", self.purposes()?, stands.collect::<Vec<_>>()))
    }
}

impl Overview<'_> {
    /// The answer, where everybody has been decided and nobody must be decided anew.
    fn reached(
        &self,
        condition: &Condition,
        asking: &Asking,
        governance: &str,
    ) -> Option<BTreeMap<Reach, People>> {
        let chosen = self.meeting(condition)?;
        let mut kept = lock(&self.0.reached);
        let reached = kept.iter_mut().find(|known| known.answers(asking, governance))?;
        reached.is_settled(asking.at).then(|| {
            reached.at = asking.at;
            reached.split(&chosen)
        })
    }
}

impl Reached {
    fn new(asking: &Asking, governance: String, mirror: &Mirror) -> Self {
        let end = mirror.columns.len() as usize;
        Self {
            channel: asking.channel,
            terms: asking.terms.clone(),
            governance,
            day: day_of(asking.at),
            at: asking.at,
            codes: vec![0; end],
            wake: vec![shape::NEVER; end],
            earliest: shape::NEVER,
            sets: BTreeMap::new(),
            shapes: HashMap::new(),
            stale: mirror.index.get(Key::Live).cloned().unwrap_or_default(),
        }
    }

    /// Whether these are the decisions asked for: packs, trainings and assessments begin and end with a day, and what is
    /// past is not remembered.
    fn answers(&self, asking: &Asking, governance: &str) -> bool {
        self.channel == asking.channel
            && self.terms == asking.terms
            && self.governance == governance
            && self.day == day_of(asking.at)
            && self.at <= asking.at
    }

    pub(super) fn encode(&self, out: &mut Vec<u8>) -> io::Result<()> {
        out.push(self.channel.number());
        text(out, &self.terms);
        text(out, &self.governance);
        signed(out, epoch_day(self.day));
        time(out, self.at);
        number(out, self.codes.len() as u64);
        out.extend(&self.codes);
        out.extend(self.wake.iter().flat_map(|wake| wake.to_le_bytes()));
        people(out, &self.stale)
    }

    /// Reads what [`encode`](Self::encode) wrote. What a shape came to is not kept: it is decided anew.
    pub(super) fn decode(input: &mut Input<'_>) -> Option<Self> {
        let (channel, terms, governance) =
            (Channel::from_number(input.byte()?)?, input.text()?, input.text()?);
        let (day, at, end) = (date(input.signed()?)?, input.time()?, input.number()? as usize);
        let codes = input.take(end)?.to_vec();
        let (wake, _) = input.take(end.checked_mul(4)?)?.as_chunks();
        let wake: Vec<u32> = wake.iter().map(|wake| u32::from_le_bytes(*wake)).collect();
        let mut bits: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
        for (place, code) in codes.iter().enumerate().filter(|(_, code)| **code != 0) {
            let bits = bits.entry(*code).or_insert_with(|| vec![0; end.div_ceil(8)]);
            bits.get_mut(place / 8).into_iter().for_each(|byte| *byte |= 1 << (place % 8));
        }
        let set = |(code, bits): (u8, Vec<u8>)| (code, RoaringBitmap::from_lsb0_bytes(0, &bits));
        let (sets, earliest) = (bits.into_iter().map(set).collect(), wake.iter().copied().min());
        let (earliest, shapes, stale) = (earliest.unwrap_or(shape::NEVER), HashMap::new(), input.people()?);
        Some(Self { channel, terms, governance, day, at, codes, wake, earliest, sets, shapes, stale })
    }

    /// Whether nobody changed, and for nobody a moment has come.
    fn is_settled(&self, at: Timestamp) -> bool {
        self.stale.is_empty() && (self.earliest > shape::second(at) || self.at == at)
    }

    /// Of these people, whom one may reach and whom not.
    fn split(&self, chosen: &RoaringBitmap) -> BTreeMap<Reach, People> {
        let split = self.sets.iter().filter_map(|(code, people)| {
            let people = people & chosen;
            (!people.is_empty()).then_some((reach(*code)?, People(people)))
        });
        split.collect()
    }

    /// Notes that a person changed.
    pub(super) fn note(&mut self, ordinal: u32) {
        self.stale.insert(ordinal);
    }

    /// Decides anew whoever changed, and whoever a moment has come for.
    fn refresh<E: From<StoreError>>(
        &mut self,
        store: &Store,
        mirror: &Mirror,
        at: Timestamp,
        decide: &mut impl FnMut(u32) -> Result<Reach, E>,
    ) -> Result<(), E> {
        let now = shape::second(at);
        if self.earliest <= now && self.at < at {
            self.stale |= passing(&self.wake, |wake| *wake <= now);
        }
        self.at = at;
        if self.stale.is_empty() {
            return Ok(());
        }
        let end = mirror.columns.len() as usize;
        self.codes.resize(end, 0);
        self.wake.resize(end, shape::NEVER);
        let mut shaper = Shaper::new(store.law(), &mirror.grounds, self.channel, at);
        // The order of moments changes its meaning with the moment of the decision, but not what a shape stands for.
        for ordinal in &self.stale.clone() {
            let (code, wake) = match mirror.record(ordinal).filter(|record| !record.erased()) {
                None => (0, shape::NEVER),
                Some(record) => {
                    let (shape, wake) = shaper.take(&record);
                    let code = match self.shapes.get(shape) {
                        Some(known) => *known,
                        None => {
                            let code = code(decide(ordinal)?);
                            self.shapes.insert(shape.into(), code);
                            code
                        }
                    };
                    (code, wake)
                }
            };
            self.put(ordinal, code, wake);
        }
        self.stale.clear();
        self.earliest = self.wake.iter().copied().min().unwrap_or(shape::NEVER);
        self.sets.retain(|_, people| !people.is_empty());
        Ok(())
    }

    fn put(&mut self, ordinal: u32, code: u8, wake: u32) {
        let place = ordinal as usize;
        if let (Some(held), Some(next)) = (self.codes.get_mut(place), self.wake.get_mut(place)) {
            if *held != code
                && *held != 0
                && let Some(before) = self.sets.get_mut(held)
            {
                before.remove(ordinal);
            }
            if code != 0 {
                self.sets.entry(code).or_default().insert(ordinal);
            }
            (*held, *next) = (code, wake);
        }
    }
}

/// Codes above every number of a reason.
const ALLOWED: u8 = 255;
const PENDING: u8 = 254;
const NO_ADDRESS: u8 = 253;

/// A decision in one byte; zero is none.
fn code(reach: Reach) -> u8 {
    match reach {
        Reach::Allowed => ALLOWED,
        Reach::Pending => PENDING,
        Reach::NoAddress => NO_ADDRESS,
        Reach::Denied(reason) => reason.number(),
    }
}

fn reach(code: u8) -> Option<Reach> {
    match code {
        ALLOWED => Some(Reach::Allowed),
        PENDING => Some(Reach::Pending),
        NO_ADDRESS => Some(Reach::NoAddress),
        reason => ReasonCode::from_number(reason).map(Reach::Denied),
    }
}
