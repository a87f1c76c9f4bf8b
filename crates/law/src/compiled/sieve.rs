//! [`Sieve`]: what a question demands of a person for a field held on some grounds.

use super::question::FieldGate;
use super::standing::Word;
use super::{CompiledQuestion, Ground, Held, Standing};
use crate::{FieldId, Grant, Outcome, Permit, SubjectId};

/// A question brought together with grounds and a field: masks that a [`Standing`] passes or not. Among many people
/// there are few of them, so each is made once and kept for the length of a scan.
#[derive(Debug, Clone, Copy)]
pub struct Sieve<'q> {
    question: &'q CompiledQuestion,
    field: Option<FieldId>,
    /// Decided whoever it is about: denied, or left to `may`.
    settled: Option<Option<Outcome>>,
    /// What is demanded of natural persons, and of legal ones.
    demands: [Demands; 2],
}

/// What is demanded where the value is personal data, or where it is not.
#[derive(Debug, Clone, Copy)]
struct Demands {
    /// Flags of the person that deny, that must be there, and that only `may` can judge.
    deny: u32,
    need: u32,
    unsure: u32,
    /// Flags of what they said about the purpose that deny, and that must be there.
    word_deny: u8,
    word_need: u8,
    /// The purpose, if a notice must tell of it, and if none may be owed.
    told: u64,
    not_owed: u64,
    /// A notice that was due before this second is overdue.
    due: u32,
    /// A term that ends by this day has ended.
    ended: i32,
    /// How it comes out, by what is asked last: whether the standing fits the question (4), whether something speaks
    /// against it (2), and whether only `may` can tell (1).
    outcomes: [Option<Outcome>; 8],
}

/// A flag that nobody has.
const NEVER: u32 = 1 << 31;

impl CompiledQuestion {
    /// Brings the question together with grounds and a field; none for a question that touches no value.
    pub fn sieve(&self, ground: &Ground, field: Option<FieldId>) -> Sieve<'_> {
        let gate = self.field(field);
        let fits = ground.stretch.contains(self.second) && !ground.has(Ground::ODD);
        Sieve {
            question: self,
            field,
            settled: match (gate.open(), fits) {
                (false, _) => Some(Some(Outcome::Deny)),
                (true, false) => Some(None),
                (true, true) => None,
            },
            demands: [true, false].map(|natural| self.demands(ground, gate, gate.personal(natural))),
        }
    }

    fn demands(&self, ground: &Ground, field: FieldGate, personal: bool) -> Demands {
        let (rules, bit) = (&self.rules, self.bit);
        let suppressed = Standing::SUPPRESSED | Standing::SUPPRESSED_SOME;
        let mut demands = Demands {
            deny: self.deny,
            need: 0,
            unsure: if self.contact.suppressible || rules.collects { suppressed } else { 0 },
            word_deny: 0,
            word_need: 0,
            told: 0,
            not_owed: 0,
            due: if personal && rules.quarantine { self.second } else { 0 },
            ended: i32::MIN,
            outcomes: outcomes(if personal && rules.human { Outcome::Pending } else { Outcome::Allow }),
        };
        if ground.flags & self.deny_ground != 0 || personal && rules.impersonal {
            demands.need |= NEVER;
        }
        if rules.child && ground.rested & bit != 0 {
            demands.deny |= Standing::CHILD;
        }
        if rules.collects && !ground.has(Ground::FROM_PERSON) {
            demands.deny |= suppressed;
        }
        self.demand_class(ground, field, &mut demands);
        self.demand_basis(ground, personal, &mut demands);
        if personal && rules.grounds {
            let unsourced = field.sourced() && !ground.has(Ground::SOURCE);
            demands.need |= if unsourced { NEVER } else { 0 };
            demands.told = bit;
            demands.not_owed = if rules.told_first { bit } else { 0 };
            demands.ended = self.today;
        }
        demands
    }

    /// Step 3.
    fn demand_class(&self, ground: &Ground, field: FieldGate, demands: &mut Demands) {
        let (rules, classes) = (&self.classes, field.class | ground.findings);
        if classes & rules.forbidden != 0 || classes & rules.unless_act != 0 && !ground.has(Ground::ACT) {
            demands.need |= NEVER;
        }
        if classes & rules.special != 0 {
            match ground.flags & rules.clears {
                Ground::CLEARED_CLAIMS => demands.need |= Standing::HOLD,
                Ground::CLEARED_CONSENT => demands.word_need |= Word::EXPLICIT,
                _ => demands.need |= NEVER,
            }
        }
    }

    /// Step 7, and what of 4 and 8 depends on the basis.
    fn demand_basis(&self, ground: &Ground, personal: bool, demands: &mut Demands) {
        let (rules, bit) = (&self.rules, self.bit);
        let own = (ground.consent | ground.firm | ground.interest | ground.bare) & bit != 0;
        let reach = if own { bit } else { ground.held_for & self.origins };
        let (firm, interest) = (ground.firm & reach != 0, ground.interest & reach != 0);
        if rules.weighed && interest {
            demands.deny |= Standing::OBJECTED_GROUNDS;
        }
        if !personal {
            return;
        }
        let baseless = rules.grounds && !firm && !interest;
        let unbalanced = rules.unbalanced && interest && !firm;
        if baseless || unbalanced {
            // Then only consent carries it, where it is a basis at all.
            let consent = ground.consent & bit != 0;
            demands.need |= if consent { 0 } else { NEVER };
            demands.word_need |= Word::CONSENT;
        }
        if rules.grounds && ground.rested & bit != 0 {
            demands.word_deny |= Word::WITHDRAWN;
        }
    }
}

/// The outcomes where one that nothing speaks against comes out as `passed`.
fn outcomes(passed: Outcome) -> [Option<Outcome>; 8] {
    let denied = Some(Outcome::Deny);
    [None, None, None, None, Some(passed), None, denied, denied]
}

impl Sieve<'_> {
    /// Decides about one value of one person as [`may`](crate::Law::may) does; none where only `may` can.
    ///
    /// There is no branch on what is known of the person: among a million of them each would be guessed wrongly.
    #[inline]
    pub fn decide(&self, standing: &Standing, held: Held) -> Option<Outcome> {
        if let Some(settled) = self.settled {
            return settled;
        }
        let (question, flags, now) = (self.question, standing.flags, self.question.second);
        let demands = if flags & 3 == 3 { &self.demands[1] } else { &self.demands[0] };
        let (word, sure) = standing.word(question.number).in_second(now);
        let fits = sure
            & standing.stretch.contains(now)
            & (held.obtained < now)
            & (standing.due != now)
            & (flags & question.unfit == 0);

        let of_person = flags & demands.deny | demands.need & !flags;
        let of_word = word.flags & demands.word_deny | demands.word_need & !word.flags;
        let of_notices = demands.told & !standing.told | demands.not_owed & standing.owed;
        let of_dates = (standing.due < demands.due) | (held.keep_until <= demands.ended);
        let asked = word.flags & question.asked;
        let objected = word.leaves_standing(flags & question.objections);
        let (shut, maybe_shut) = self.barred(standing, word, asked);
        let (tracked, maybe_tracked) = self.tracked(standing);

        let denied = (u64::from(of_person) | u64::from(of_word) | of_notices != 0)
            | of_dates
            | (objected & (asked == 0))
            | shut
            | tracked;
        let unsure = (flags & demands.unsure != 0) | objected | maybe_shut | maybe_tracked;
        demands.outcomes[usize::from(fits) << 2 | usize::from(denied) << 1 | usize::from(unsure)]
    }

    /// Decides about a value of the person whose standing it is and, if it is allowed, gives the permit that an allowing
    /// verdict of `may` would give. None else, and where only `may` can decide.
    #[inline]
    pub fn permit(&self, subject: SubjectId, standing: &Standing, held: Held) -> Option<Permit> {
        let CompiledQuestion { purpose, action, at, .. } = *self.question;
        let allowed = self.decide(standing, held) == Some(Outcome::Allow);
        allowed.then(|| Permit::of(Grant { subject, purpose, action, field: self.field, at }))
    }

    /// The packs of step 11, and step 12 for an access to a device: whether the way is shut, and whether it might be.
    #[inline]
    fn barred(&self, standing: &Standing, word: Word, asked: u8) -> (bool, bool) {
        let Some(gates) = &self.question.gates else { return (false, false) };
        let gate = gates.of(standing.country(), standing.flags);
        gate.shut(word, standing.flags, asked, self.question.contact.channel)
    }

    /// Step 12 for a message that tracks.
    #[inline]
    fn tracked(&self, standing: &Standing) -> (bool, bool) {
        let Some(purpose) = self.question.tracking else { return (false, false) };
        let (word, sure) = standing.word(purpose).in_second(self.question.second);
        (sure & (word.flags & Word::DEVICE == 0), !sure)
    }
}
