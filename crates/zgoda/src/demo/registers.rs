//! Firms from the replayed court register; of one of them also the board, one of whom was never informed. The other
//! registers are replayed as well, and wait to be switched on.

use zgoda_connectors::krs::KrsNumber;
use zgoda_connectors::replay::Server;
use zgoda_enrich::{Options, Registers, SourceSettings, Target, plan, run};
use zgoda_law::Channel;
use zgoda_rights::notice::delivered;
use zgoda_store::{Store, StoreError};

use super::{ago, stamp};
use crate::failure::{Failure, Kind};

/// The firm whose board is recorded.
const WITH_BOARD: &str = "0009000019";
/// The others, without people.
const OTHERS: &[&str] = &["0009000027", "0009000035", "0000028860", "0000030897"];

/// The firm that has moved since it was looked up, and has more capital.
const MOVED: &str = "0009000027";
/// What its entry said, and says now.
const CHANGES: [(&str, &str); 4] = [
    ("UL. WZOROWA", "UL. OGRODOWA"),
    ("\"nrDomu\": \"7A\"", "\"nrDomu\": \"12\""),
    ("60-001", "60-002"),
    ("\"5000,00\"", "\"50000,00\""),
];

/// The replayed registers, where each stands and the key it takes.
const REGISTERS: &[(&str, &str, Option<&str>)] = &[
    ("krs", "", None),
    ("regon", "/wsBIR/UslugaBIRzewnPubl.svc", Some("abcde12345abcde12345")),
    ("ceidg", "/api/ceidg", Some("demo")),
    ("gleif", "/api/v1", None),
];

pub fn look_up(store: &Store, register: &str) -> Result<(), Failure> {
    for (id, path, key) in REGISTERS {
        if key.is_some() {
            SourceSettings::set_key(store, id, *key)?;
        }
        let base = format!("{}{path}", register.trim_end_matches('/'));
        SourceSettings::save(store, id, *id == "krs", Some(&base))?;
    }
    store.set("operator.contact", "iod@jasny-serwer.example.test")?;
    let registers = Registers::from_store(store, "iod@jasny-serwer.example.test")?;
    let purpose = store.law().catalogue().purpose("enrich_company").map(|purpose| purpose.id);
    let actor = store.system_actor(purpose.ok_or(StoreError::NotFound("purpose"))?);
    let ask = |number: &str, with_persons: bool, at| -> Result<_, Failure> {
        let number: KrsNumber =
            number.parse().map_err(|error| Failure::because(Kind::Option("--krs".into()), error))?;
        let plan = plan(store, &Target::Krs(number), Options { with_persons }, &actor, at)?;
        Ok(run(store, registers.krs()?, &plan, &actor, at)?)
    };
    // Forty days ago: whoever was not told by now is overdue.
    let board = ask(WITH_BOARD, true, ago(34, 3))?.people.added;
    for id in board.iter().skip(1) {
        let person = store.person(*id)?;
        for notice in &person.notices {
            delivered(store, stamp(ago(20, 2)), *id, notice.no, Channel::Post, "poczta-7-2026")?;
        }
    }
    for number in OTHERS {
        ask(number, false, ago(6, 1))?;
    }
    Ok(())
}

/// Lets the registers change after they were asked, so that asking again finds something.
pub fn move_on(register: &Server) {
    for (from, to) in CHANGES {
        register.amend(MOVED, from, to);
    }
}
