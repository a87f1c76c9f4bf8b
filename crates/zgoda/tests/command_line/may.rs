//! `zgoda may`: exit codes and answers as `docs/may.md` promises them.

use crate::bed::Bed;

/// A case that is allowed: staff reads the e-mail of somebody who asked.
fn case(change: impl FnOnce(&mut serde_json::Value)) -> String {
    let mut case = serde_json::json!({
        "at": "2026-11-21T10:00:00+01:00",
        "action": "read",
        "purpose": "respond_inquiry",
        "field": "email",
        "stores_ready": true,
        "subject": { "kind": "natural", "country": "PL", "states": [] },
        "actor": { "kind": "service", "grants": [{ "role": "system", "from": "2025-01-01T00:00:00Z" }] },
        "governance": { "active": true, "ropa": true },
        "grounds": {
            "source": {
                "type": "form", "obtained_at": "2026-11-01T09:00:00+01:00",
                "approved": true, "visibility": "open", "evidence": true,
            },
            "purposes": ["respond_inquiry"],
            "bases": [{
                "purpose": "respond_inquiry", "basis": "b", "from": "2026-11-01T09:00:00+01:00",
                "reference": "inquiry 7",
            }],
            "keep_until": { "respond_inquiry": "2026-12-01" },
        },
        "notices": [{
            "duty": "13", "obtained_at": "2026-11-01T09:00:00+01:00", "status": "delivered",
            "purposes": ["respond_inquiry"],
        }],
    });
    change(&mut case);
    case.to_string()
}

fn decide(case: &str) -> (i32, serde_json::Value) {
    let bed = Bed::empty();
    std::fs::write(bed.path("case.json"), case).unwrap();
    let ran = bed.run(&["may", "case.json", "--json"]);
    (ran.code, serde_json::from_str(&ran.out).unwrap_or_default())
}

#[test]
fn an_allowed_case_ends_with_0() {
    let (code, answer) = decide(&case(|_| {}));
    assert_eq!((code, &answer["outcome"]), (0, &"allow".into()), "{answer}");
}

#[test]
fn a_denied_case_ends_with_3_and_gives_every_reason() {
    let (code, answer) = decide(&case(|case| {
        case["at"] = "2026-12-24T10:00:00+01:00".into();
        case["governance"]["active"] = false.into();
    }));
    let codes: Vec<&str> =
        answer["reasons"].as_array().unwrap().iter().map(|reason| reason["code"].as_str().unwrap()).collect();
    assert_eq!((code, codes), (3, vec!["PURPOSE_INACTIVE", "RETENTION_EXPIRED"]));
}

#[test]
fn a_case_that_waits_for_a_human_ends_with_4() {
    let (code, answer) = decide(&case(|case| {
        case["action"] = "decide".into();
        case["automated"] = serde_json::json!({ "solely_automated": true, "significant_effect": true });
    }));
    assert_eq!((code, &answer["outcome"]), (4, &"pending".into()), "{answer}");
}

#[test]
fn an_unusable_case_ends_with_2_and_says_where() {
    for broken in
        ["{", "[]", &case(|case| case["purpose"] = 7.into()), &case(|case| case["surprise"] = 1.into())]
    {
        let bed = Bed::empty();
        std::fs::write(bed.path("case.json"), broken).unwrap();
        let ran = bed.run(&["may", "case.json"]);
        assert_eq!(ran.code, 2, "{broken}");
        assert!(ran.err.contains("line 1") && ran.out.is_empty(), "{}", ran.err);
    }
}
