//! The compiled form beside `may`, on one case in several ways.

use jiff::Timestamp;
use zgoda_law::compiled::Held;
use zgoda_law::{Case, FieldId, Grounds, Law, Outcome};

use crate::random::{self, Dice};

/// How many decisions of `may` came out how, and how many of them the compiled form left to it.
#[derive(Debug, Default, Clone, Copy)]
pub struct Tally {
    pub allowed: [u64; 2],
    pub denied: [u64; 2],
    pub pending: [u64; 2],
}

impl Tally {
    fn count(&mut self, outcome: Outcome, left: bool) {
        let row = match outcome {
            Outcome::Allow => &mut self.allowed,
            Outcome::Deny => &mut self.denied,
            Outcome::Pending => &mut self.pending,
        };
        row[usize::from(left)] += 1;
    }

    pub fn total(&self) -> u64 {
        [self.allowed, self.denied, self.pending].iter().flatten().sum()
    }

    pub fn left(&self) -> u64 {
        self.allowed[1] + self.denied[1] + self.pending[1]
    }
}

/// Decides the case of a seed both ways, at its own time and, with what was compiled then, at another one.
///
/// # Panics
/// Where the two differ.
pub fn compare(law: &Law, seed: u64, [own_time, other_time]: &mut [Tally; 2]) {
    let case = random::case(law, seed);
    let other = random::case(law, !seed);
    // What is compiled of a case looks only at its own part of it, so that one question serves all people.
    let person = Case { at: case.at, ..with_person_of(&other, &case) };
    let standing = law.standing(&person);
    let grounds = law.ground(&case.grounds, case.at);
    let interned = law.ground(&undated(&case.grounds), case.at);

    let mut dice = Dice(seed ^ 0x5eed);
    let date = moment_of(&case, &mut dice);
    let later = Case { at: dice.near(date), ..case.clone() };
    for (asked, tally) in [(&case, own_time), (&later, other_time)] {
        let question = law.compile(&with_person_of(asked, &other));
        let held = Held::of(asked);
        // An unknown field has a number that no other has.
        let field = asked
            .field
            .as_ref()
            .map(|name| law.catalogue().field(name).map_or(FieldId(999), |field| field.id));
        let verdict = law.may(asked);
        for ground in [&grounds, &interned] {
            let sieve = question.as_ref().map(|question| question.sieve(ground, field));
            let compiled = sieve.and_then(|sieve| sieve.decide(&standing, held));
            assert!(
                compiled.is_none_or(|outcome| outcome == verdict.outcome()),
                "seed {seed}: compiled {compiled:?}, may {:?}\n{standing:?}\n{ground:?}\n{held:?}\n{}",
                verdict.reasons(),
                serde_json::to_string_pretty(asked).unwrap()
            );
            let permit = sieve.and_then(|sieve| sieve.permit(asked.subject.id, &standing, held));
            assert_eq!(permit, compiled.and(verdict.permit()), "seed {seed}: permit");
            tally.count(verdict.outcome(), compiled.is_none());
            if !dated_alike(&case.grounds) {
                break;
            }
        }
    }
}

/// The question of one case about the person and the grounds of another.
pub fn with_person_of(question: &Case, person: &Case) -> Case {
    Case {
        subject: person.subject.clone(),
        field: person.field.clone(),
        grounds: person.grounds.clone(),
        consents: person.consents.clone(),
        permissions: person.permissions.clone(),
        objections: person.objections.clone(),
        suppression: person.suppression.clone(),
        notices: person.notices.clone(),
        ..question.clone()
    }
}

/// Grounds as they are interned: the dates of their bases are those of the single value.
fn undated(grounds: &Grounds) -> Grounds {
    let mut interned = grounds.clone();
    interned.bases.iter_mut().for_each(|base| base.from = Timestamp::MIN);
    interned.source.iter_mut().for_each(|source| source.obtained_at = Timestamp::MIN);
    interned.keep_until.clear();
    interned
}

/// Whether the bases began when the value was obtained, so that the grounds can be interned.
fn dated_alike(grounds: &Grounds) -> bool {
    let obtained = grounds.source.as_ref().map(|source| source.obtained_at);
    grounds.bases.iter().all(|base| Some(base.from) == obtained)
}

/// One of the dates of the case.
fn moment_of(case: &Case, dice: &mut Dice) -> Timestamp {
    let consents = case
        .consents
        .iter()
        .flat_map(|consent| [consent.expires_at, consent.withdrawn_at, Some(consent.given_at)]);
    let permissions =
        case.permissions.iter().flat_map(|permission| [permission.valid_to, permission.not_before]);
    let notices = case.notices.iter().map(|notice| notice.due_at.or(Some(notice.obtained_at)));
    let objections = case.objections.iter().flat_map(|objection| [Some(objection.at), objection.rejected_at]);
    let grounds = case.grounds.source.iter().map(|source| Some(source.obtained_at));
    let terms = case.grounds.keep_until.values().map(|day| Some(zgoda_law::calendar::start_of_day(*day)));
    let all = consents.chain(permissions).chain(notices).chain(objections).chain(grounds).chain(terms);
    let mut moments: Vec<Timestamp> = all.flatten().collect();
    moments.push(case.at);
    moments.push(case.at);
    dice.pick(&moments)
}
