//! The four mixes of operations, drawn before anything is timed, the same for both sides.

use std::collections::HashMap;

use super::record::{lasting_term, record, users_of};
use super::zipf::{Distribution, Random};

/// A field of the metadata that an update may set. Not among them: the purpose, which GDPRbench never changes, and the
/// user, because ownership is no metadata (the first defect: one update in eight gave a part of the table to one user).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The term.
    Term,
    /// Objection.
    Objection,
    /// Automated decision.
    Decision,
    /// Access control list.
    Acl,
    /// Whom it is shared with.
    Shared,
    /// Where it came from.
    Source,
    /// Its category.
    Category,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Term, Self::Objection, Self::Decision, Self::Acl, Self::Shared, Self::Source, Self::Category];

    /// How many values it has at first.
    fn values(self) -> u64 {
        match self {
            Self::Objection => 100,
            Self::Decision => 2,
            _ => 10,
        }
    }

    /// A value that the records do not hold: one that is there already would let an engine leave the write out (the
    /// second defect).
    fn other_value(self, operation: u64) -> u64 {
        match self {
            Self::Term => lasting_term(operation),
            _ => self.values() + operation % (7 * self.values()),
        }
    }
}

/// One operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// One record by its key.
    Read(u64),
    /// All records of a purpose.
    ReadPurpose(u64),
    /// All records of a user.
    ReadUser(u64),
    /// The metadata of a user's records.
    ReadMetadata(u64),
    /// All fields of a record, by key, with a new value of this version.
    Update(u64, u64),
    /// One field of all records of a purpose.
    SetPurpose(u64, Field, u64),
    /// One field of all records of a user.
    SetUser(u64, Field, u64),
    /// A record, by key.
    Delete(u64),
    /// The next key.
    Insert(u64),
    /// So many of the latest lines of the log.
    Logs(u64),
    /// Whether the record of a key is gone.
    VerifyDeletion(u64),
}

impl Op {
    /// The names of all kinds.
    pub const KINDS: [&'static str; 11] = [
        "read by key",
        "read by purpose",
        "read by user",
        "read metadata by user",
        "update by key",
        "set by purpose",
        "set by user",
        "delete by key",
        "insert",
        "read the log",
        "verify a deletion",
    ];

    /// The place of its kind among [`Op::KINDS`].
    pub fn kind(&self) -> usize {
        match self {
            Self::Read(_) => 0,
            Self::ReadPurpose(_) => 1,
            Self::ReadUser(_) => 2,
            Self::ReadMetadata(_) => 3,
            Self::Update(..) => 4,
            Self::SetPurpose(..) => 5,
            Self::SetUser(..) => 6,
            Self::Delete(_) => 7,
            Self::Insert(_) => 8,
            Self::Logs(_) => 9,
            Self::VerifyDeletion(_) => 10,
        }
    }
}

/// The operations of a run.
pub type Ops = Vec<Op>;

/// A mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mix {
    /// Who handles data on behalf of others.
    Processor,
    /// The person.
    Customer,
    /// Who decides on the data.
    Controller,
    /// The authority.
    Regulator,
}

#[derive(Clone, Copy)]
enum Kind {
    Read,
    ReadPurpose,
    ReadUser,
    ReadMetadata,
    Update,
    SetPurpose,
    SetUser,
    Delete,
    Insert,
    Logs,
    VerifyDeletion,
}

impl Mix {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Processor, Self::Customer, Self::Controller, Self::Regulator];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Processor => "processor",
            Self::Customer => "customer",
            Self::Controller => "controller",
            Self::Regulator => "regulator",
        }
    }

    /// What it is made of, in percent: the paper's figures.
    fn parts(self) -> &'static [(Kind, u64)] {
        match self {
            Self::Processor => &[(Kind::Read, 80), (Kind::ReadPurpose, 10), (Kind::ReadUser, 10)],
            Self::Customer => {
                &[(Kind::Read, 20), (Kind::ReadUser, 20), (Kind::Update, 40), (Kind::Delete, 20)]
            }
            Self::Controller => {
                &[(Kind::SetPurpose, 25), (Kind::SetUser, 25), (Kind::Delete, 25), (Kind::Insert, 25)]
            }
            Self::Regulator => &[(Kind::ReadMetadata, 46), (Kind::Logs, 31), (Kind::VerifyDeletion, 23)],
        }
    }

    fn distribution(self) -> Distribution {
        if self == Self::Controller { Distribution::Uniform } else { Distribution::Zipfian }
    }
}

/// A mix at a scale.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Records that are there at first.
    pub records: u64,
    /// Operations.
    pub operations: u64,
    /// Seed of all draws.
    pub seed: u64,
}

impl Plan {
    /// Draws the operations of a mix.
    pub fn draw(self, mix: Mix) -> Ops {
        let mut random = Random::new(self.seed);
        let mut next_key = self.records;
        (0..self.operations).map(|number| self.draw_one(mix, number, &mut next_key, &mut random)).collect()
    }

    fn draw_one(self, mix: Mix, number: u64, next_key: &mut u64, random: &mut Random) -> Op {
        let mut left = random.below(100);
        let mut kind = Kind::Read;
        for (part, share) in mix.parts() {
            kind = *part;
            if left < *share {
                break;
            }
            left -= share;
        }
        // What is read or changed is found by a key drawn as keys are drawn, so a purpose and a user are too.
        let key = mix.distribution().draw(random, self.records);
        let users = users_of(self.records);
        let (purpose, user) = (record(key, users).purpose, key % users);
        let mut set = || {
            let field = Field::ALL[random.below(Field::ALL.len() as u64) as usize];
            (field, field.other_value(number))
        };
        match kind {
            Kind::Read => Op::Read(key),
            Kind::ReadPurpose => Op::ReadPurpose(purpose),
            Kind::ReadUser => Op::ReadUser(user),
            Kind::ReadMetadata => Op::ReadMetadata(user),
            Kind::Update => Op::Update(key, number + 1),
            Kind::SetPurpose => {
                let (field, value) = set();
                Op::SetPurpose(purpose, field, value)
            }
            Kind::SetUser => {
                let (field, value) = set();
                Op::SetUser(user, field, value)
            }
            Kind::Delete => Op::Delete(key),
            Kind::Insert => {
                *next_key += 1;
                Op::Insert(*next_key - 1)
            }
            Kind::Logs => Op::Logs(1 + random.below(1_000)),
            Kind::VerifyDeletion => Op::VerifyDeletion(key),
        }
    }
}

/// The user whose records an operation touches, where it is one.
fn user_of(op: &Op, users: u64) -> Option<u64> {
    match *op {
        Op::Read(key) | Op::Update(key, _) | Op::Delete(key) | Op::Insert(key) | Op::VerifyDeletion(key) => {
            Some(key % users)
        }
        Op::ReadUser(user) | Op::SetUser(user, ..) | Op::ReadMetadata(user) => Some(user),
        Op::ReadPurpose(_) | Op::SetPurpose(..) | Op::Logs(_) => None,
    }
}

/// Shares operations out to clients. A user is served by one client, as a person acts from one place, so the answers are
/// the same however the clients run; clients get as equally many operations as that allows.
pub fn share_out(ops: &[Op], users: u64, clients: usize) -> Vec<Ops> {
    let mut by_user: HashMap<u64, Ops> = HashMap::new();
    let mut shares = vec![Ops::new(); clients.max(1)];
    let mut anybodys = 0;
    for op in ops {
        match user_of(op, users) {
            Some(user) => by_user.entry(user).or_default().push(*op),
            None => {
                let share = anybodys % shares.len();
                shares[share].push(*op);
                anybodys += 1;
            }
        }
    }
    let mut users: Vec<(u64, Ops)> = by_user.into_iter().collect();
    users.sort_by_key(|(user, ops)| (std::cmp::Reverse(ops.len()), *user));
    for (_, ops) in users {
        if let Some(smallest) = shares.iter_mut().min_by_key(|share| share.len()) {
            smallest.extend(ops);
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: Plan = Plan { records: 100_000, operations: 10_000, seed: 7 };

    #[test]
    fn a_mix_has_the_parts_the_paper_names() {
        let ops = PLAN.draw(Mix::Processor);
        let purposes = ops.iter().filter(|op| matches!(op, Op::ReadPurpose(_))).count();
        let keys = ops.iter().filter(|op| matches!(op, Op::Read(_))).count();
        assert!((900..1_100).contains(&purposes) && (7_800..8_200).contains(&keys), "{purposes} {keys}");
        assert_eq!(ops.len(), 10_000);
        assert_eq!(ops, PLAN.draw(Mix::Processor));
        let logs = PLAN.draw(Mix::Regulator).iter().filter(|op| matches!(op, Op::Logs(_))).count();
        assert!((2_900..3_300).contains(&logs), "{logs}");
    }

    #[test]
    fn inserted_keys_are_the_next_unused_ones() {
        let ops = PLAN.draw(Mix::Controller);
        let keys: Vec<u64> =
            ops.iter().filter_map(|op| if let Op::Insert(key) = op { Some(*key) } else { None }).collect();
        let count = keys.len() as u64;
        assert_eq!(keys, (100_000..100_000 + count).collect::<Vec<_>>());
    }

    #[test]
    fn clients_share_all_operations_and_no_user() {
        let ops = PLAN.draw(Mix::Customer);
        let shares = share_out(&ops, 10_000, 16);
        assert_eq!(shares.iter().map(Vec::len).sum::<usize>(), ops.len());
        let mut served = std::collections::HashMap::new();
        for (client, share) in shares.iter().enumerate() {
            for user in share.iter().filter_map(|op| user_of(op, 10_000)) {
                assert_eq!(*served.entry(user).or_insert(client), client);
            }
        }
        let lengths: Vec<usize> = shares.iter().map(Vec::len).collect();
        let (least, most) = (lengths.iter().min(), lengths.iter().max());
        assert!(least.zip(most).is_some_and(|(least, most)| most - least < 50), "{lengths:?}");
    }
}
