//! Data sent straight to another controller: once, encrypted, with proof, and what happens where it does not arrive.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::thread::{self, JoinHandle};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use zgoda_connectors::smtp::Encryption;
use zgoda_connectors::smtp::sink::{Mood, Sink, Stage};
use zgoda_law::{Basis, Event, Role, SourceType, SubjectId};
use zgoda_rights::exports::recipients;
use zgoda_rights::inform::MailServer;
use zgoda_rights::inspection::{make, make_of};
use zgoda_rights::requests::transfer::{
    Destination, Means, Moved, Unmovable, may_settle, not_feasible, settle, transfer, wish_to_move,
};
use zgoda_rights::requests::{Incoming, Letter, identify, letter, receive};
use zgoda_rights::{Acting, RightsError};
use zgoda_store::{
    Door, Identity, Outcome, RequestKey, RequestKind, Transfer, TransferState, TransferWay, WordsKind,
};
use zgoda_text::Lang;

use crate::bed::{Bed, Known, now, stamp};
use crate::inform::ready;
use crate::inspection::file;

const WHY: &str = "Firma, którą wskazano, nie ma adresu, który przyjmuje pliki, ani poczty.";

/// Somebody who is certain to ask that their data be moved.
fn asked(bed: &Bed) -> (SubjectId, RequestKey) {
    let id = bed.add(&Known::default());
    let found = Known {
        source: SourceType::Website,
        links: &[("enrich_person", Basis::LegitimateInterest)],
        values: &[("position", "prezes")],
        ..Known::default()
    };
    bed.learn(id, &found);
    let key = asks(bed, id);
    let officer = bed.officer(now());
    identify(&bed.store, &officer, key, Identity::KnownChannel, "oddzwoniono na numer z umowy").unwrap();
    (id, key)
}

fn asks(bed: &Bed, id: SubjectId) -> RequestKey {
    let (kind, door) = (RequestKind::Portability, Door::Phone);
    let incoming = Incoming { kind, door, received_at: now(), whose: Some(id), said: String::new() };
    receive(&bed.store, &bed.officer(now()), &incoming).unwrap()
}

fn to(address: &str) -> Destination {
    Destination { receiver: "Nowa Firma sp. z o.o.".into(), address: address.into(), public_key: None }
}

fn send(bed: &Bed, key: RequestKey, to: &Destination, nearby: bool) -> Result<Moved, RightsError> {
    let means = Means { t: Lang::Pl.text(), nearby, now: &|| now() + SignedDuration::from_secs(3) };
    transfer(&bed.store, &bed.officer(now()), key, to, &means)
}

fn only(bed: &Bed, key: RequestKey) -> Transfer {
    let all = bed.store.transfers(key).unwrap();
    assert_eq!(all.len(), 1);
    all.into_iter().next().unwrap()
}

fn with_mail(bed: &Bed) -> Sink {
    let sink = Sink::start().unwrap();
    let server = MailServer {
        host: "127.0.0.1".into(),
        port: sink.port(),
        encryption: Encryption::Plain,
        user: String::new(),
        from: "dane@acme.example".into(),
        sender: "ACME".into(),
    };
    server.save(&bed.store, None).unwrap();
    sink
}

/// Somebody's server for one question: what it was sent, head and body. It hangs up where it has no answer to give.
fn receiver(answer: Option<&'static str>) -> (String, JoinHandle<(String, Vec<u8>)>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = format!("http://{}/przyjmij?klucz=7", listener.local_addr().unwrap());
    let work = move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut got = Vec::new();
        let mut piece = [0; 4096];
        loop {
            let count = stream.read(&mut piece).unwrap();
            got.extend_from_slice(&piece[..count]);
            let Some(head) = got.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let text = String::from_utf8_lossy(&got[..head]).to_ascii_lowercase();
            let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
            if got.len() >= head + 4 + length.parse::<usize>().unwrap() {
                if let Some(answer) = answer {
                    stream.write_all(answer.as_bytes()).unwrap();
                }
                return (text, got.split_off(head + 4));
            }
        }
    };
    (address, thread::spawn(work))
}

fn opened(identity: &dyn age::Identity, package: &[u8]) -> String {
    let decryptor = age::Decryptor::new(package).unwrap();
    let mut archive = Vec::new();
    decryptor.decrypt(std::iter::once(identity)).unwrap().read_to_end(&mut archive).unwrap();
    String::from_utf8_lossy(&archive).into_owned()
}

fn by_passphrase(passphrase: &str, package: &[u8]) -> String {
    let secret = age::secrecy::SecretString::from(passphrase.to_owned());
    opened(&age::scrypt::Identity::new(secret), package)
}

#[test]
fn what_the_person_gave_goes_by_mail_once_encrypted_and_the_servers_answer_is_the_proof() {
    let bed = ready();
    let sink = with_mail(&bed);
    let (id, key) = asked(&bed);
    let moved = send(&bed, key, &to("iod@nowa.example"), false).unwrap();
    assert_eq!(moved.state, TransferState::Taken);
    let received = sink.received();
    assert_eq!((received.len(), received[0].to.as_str()), (1, "iod@nowa.example"));
    let message = &received[0].message;
    assert!(!message.contains("anna@example.test") && !message.contains("Lis"), "nothing is in the clear");
    let coded = message.split("octet-stream").nth(1).unwrap().split("\r\n\r\n").nth(1);
    let coded = coded.or_else(|| message.split("octet-stream").nth(1).unwrap().split("\n\n").nth(1)).unwrap();
    let coded: String = coded.split("--").next().unwrap().split_whitespace().collect();
    let package = STANDARD.decode(coded).unwrap();
    let one = only(&bed, key);
    assert_eq!((one.state, one.way, one.code), (TransferState::Taken, TransferWay::Email, Some(250)));
    assert_eq!(one.digest, <[u8; 32]>::from(Sha256::digest(&package)));
    let passphrase = moved.passphrase.unwrap();
    let archive = by_passphrase(&passphrase, &package);
    for part in ["data.json", "data.csv", "data.vcf", "zgoda-portable/1", "EMAIL:anna@example.test"] {
        assert!(archive.contains(part), "{part}");
    }
    assert!(!archive.contains("prezes"), "what was found elsewhere stays");
    assert!(!message.contains(passphrase.as_str()), "the passphrase goes another way");

    let file = bed.store.request_file(key).unwrap();
    assert_eq!(file.request.outcome, Some(Outcome::Granted));
    let answer = bed.store.request_words(key, WordsKind::Answer).unwrap().unwrap();
    assert!(answer.contains("Nowa Firma sp. z o.o."), "{answer}");
    let pdf = letter(&bed.store, &bed.officer(now()), key, Letter::Answer, Lang::Pl).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
    assert_eq!(recipients(&bed.store, &bed.person(id), now()).unwrap(), ["Nowa Firma sp. z o.o."]);
    let entries = bed.store.ledger().about(id).unwrap();
    let exported = entries.iter().find(|entry| entry.event == Event::Exported).unwrap();
    assert!(exported.detail.contains(&hex::encode(one.digest)) && exported.facts.len() == 3, "{exported:?}");
    assert!(entries.iter().all(|entry| !entry.detail.contains("nowa.example")), "the address is sealed");
    assert_eq!(bed.store.transfer_address(key, 1).unwrap(), "iod@nowa.example");

    let again = send(&bed, key, &to("iod@nowa.example"), false);
    assert!(matches!(again, Err(RightsError::Answered)), "{again:?}");
    assert_eq!(sink.received().len(), 1);
}

#[test]
fn an_address_takes_the_file_whole_with_its_digest_and_only_the_key_opens_it() {
    let bed = ready();
    let (_, key) = asked(&bed);
    let (address, server) = receiver(Some("HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n"));
    let secret = age::x25519::Identity::generate();
    let destination = Destination { public_key: Some(secret.to_public().to_string()), ..to(&address) };
    let moved = send(&bed, key, &destination, true).unwrap();
    assert!(moved.state == TransferState::Taken && moved.passphrase.is_none());
    let (head, package) = server.join().unwrap();
    assert!(head.starts_with("post /przyjmij?klucz=7 "), "{head}");
    let digest = STANDARD.encode(Sha256::digest(&package)).to_ascii_lowercase();
    assert!(head.contains(&format!("content-digest: sha-256=:{digest}:")), "{head}");
    let one = only(&bed, key);
    assert!(head.contains(&one.message_id) && head.contains(".zip.age"), "{head}");
    assert_eq!((one.code, one.public_key), (Some(201), Some(secret.to_public().to_string())));
    assert!(opened(&secret, &package).contains("anna@example.test"));
}

#[test]
fn packs_of_evidence_show_what_went_to_whom_as_far_as_was_known_then() {
    let bed = ready();
    let _sink = with_mail(&bed);
    let (id, key) = asked(&bed);
    send(&bed, key, &to("iod@nowa.example"), false).unwrap();
    for (seconds, state, answer) in [(1, "sending", None), (60, "taken", Some(250))] {
        let (then, made) = (now() + SignedDuration::from_secs(seconds), now() + SignedDuration::from_mins(2));
        let all = make(&bed.store, stamp(made), then, Lang::Pl).unwrap();
        let of_one = make_of(&bed.store, stamp(made), then, Lang::En, id).unwrap();
        for pack in [all, of_one] {
            let content: serde_json::Value =
                serde_json::from_slice(&file(&pack, "11_prawa_osob.json")).unwrap();
            let shown = &content["data"]["transfers"][0];
            assert_eq!(shown["receiver"], "Nowa Firma sp. z o.o.");
            assert_eq!(shown["sha256"], hex::encode(only(&bed, key).digest));
            assert_eq!((&shown["state"], shown["answer"].as_u64()), (&state.into(), answer));
            assert!(!content.to_string().contains("nowa.example"), "the address stays sealed");
        }
    }
    let before = now() - SignedDuration::from_mins(1);
    let pack = make(&bed.store, stamp(now()), before, Lang::Pl).unwrap();
    let content: serde_json::Value = serde_json::from_slice(&file(&pack, "11_prawa_osob.json")).unwrap();
    assert_eq!(content["data"]["transfers"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_refusal_leaves_the_request_open_and_it_may_be_sent_anew() {
    for (answer, code) in [
        ("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n", 403),
        ("HTTP/1.1 307 Away\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n", 307),
        ("HTTP/1.1 500 Broken\r\ncontent-length: 0\r\n\r\n", 500),
    ] {
        let bed = ready();
        let (id, key) = asked(&bed);
        let (address, server) = receiver(Some(answer));
        let moved = send(&bed, key, &to(&address), true).unwrap();
        server.join().unwrap();
        assert_eq!((moved.state, only(&bed, key).code), (TransferState::Refused, Some(code)));
        assert!(bed.store.request_file(key).unwrap().request.answered_at.is_none());
        assert!(recipients(&bed.store, &bed.person(id), now()).unwrap().is_empty(), "nobody received them");
        let sink = with_mail(&bed);
        assert_eq!(send(&bed, key, &to("iod@nowa.example"), false).unwrap().no, 2);
        assert_eq!(sink.received().len(), 1);
    }
}

#[test]
fn what_nobody_knows_is_found_out_by_a_human_before_anything_goes_again() {
    let later = |bed: &Bed| bed.officer(now() + SignedDuration::from_mins(1));
    for arrived in [true, false] {
        let bed = ready();
        let sink = with_mail(&bed);
        sink.behave(Some((Stage::End, Mood::KeepAndHangUp)));
        let (id, key) = asked(&bed);
        assert_eq!(send(&bed, key, &to("iod@nowa.example"), false).unwrap().state, TransferState::Uncertain);
        let again = send(&bed, key, &to("iod@nowa.example"), false);
        assert!(matches!(again, Err(RightsError::Unmovable(Unmovable::Pending))), "{again:?}");
        let files = not_feasible(&bed.store, &bed.officer(now()), key, WHY);
        assert!(matches!(files, Err(RightsError::Unmovable(Unmovable::Pending))), "{files:?}");
        assert_eq!(recipients(&bed.store, &bed.person(id), now()).unwrap().len(), 1, "they may have them");
        assert!(may_settle(&only(&bed, key), now()));
        let known = |proof| settle(&bed.store, &later(&bed), (key, 1), arrived, proof, Lang::Pl.text());
        assert!(matches!(known("bo tak mówią"), Err(RightsError::Incomplete(_))));
        known("PW/2026/7").unwrap();
        assert!(matches!(known("PW/2026/8"), Err(RightsError::NotFound(_))), "once");
        let outcome = bed.store.request_file(key).unwrap().request.outcome;
        assert_eq!(outcome, arrived.then_some(Outcome::Granted));
        sink.behave(None);
        assert_eq!(send(&bed, key, &to("iod@nowa.example"), false).is_ok(), !arrived);
    }
}

#[test]
fn a_server_that_is_away_or_within_gets_nothing_and_says_so_plainly() {
    let bed = ready();
    let (_, key) = asked(&bed);
    for (address, nearby, why) in [
        ("https://127.0.0.1:8443/", false, Unmovable::Inside),
        ("http://nowa.example/", false, Unmovable::Address),
        ("ftp://nowa.example/", true, Unmovable::Address),
        ("https://u:p@nowa.example/", true, Unmovable::Address),
        ("nowa.example", false, Unmovable::Address),
        ("iod@nowa.example", false, Unmovable::NoMail),
    ] {
        let refused = send(&bed, key, &to(address), nearby);
        assert!(
            matches!(refused, Err(RightsError::Unmovable(found)) if found == why),
            "{address} {refused:?}"
        );
    }
    assert!(bed.store.transfers(key).unwrap().is_empty());
    let moved = send(&bed, key, &to("https://10.0.0.7/przyjmij"), false).unwrap();
    let one = only(&bed, key);
    assert_eq!((moved.state, one.note.as_deref()), (TransferState::NotSent, Some("forbidden")));
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
    let moved = send(&bed, key, &to(&format!("http://127.0.0.1:{port}/")), true).unwrap();
    assert_eq!((moved.no, moved.state), (2, TransferState::NotSent));
    assert_eq!(bed.store.transfers(key).unwrap()[1].note.as_deref(), Some("unreachable"));
}

#[test]
fn nothing_goes_for_another_right_an_unknown_asker_or_without_what_art_20_covers() {
    let bed = ready();
    let _sink = with_mail(&bed);
    let address = to("iod@nowa.example");
    let id = bed.add(&Known::default());
    let unknown = asks(&bed, id);
    assert!(matches!(send(&bed, unknown, &address, false), Err(RightsError::Unidentified)));
    let found = Known {
        source: SourceType::Website,
        links: &[("enrich_person", Basis::LegitimateInterest)],
        values: &[("position", "prezes")],
        ..Known::default()
    };
    let key = asks(&bed, bed.add(&found));
    identify(&bed.store, &bed.officer(now()), key, Identity::InPerson, "przyszła do biura, znamy ją")
        .unwrap();
    let nothing = send(&bed, key, &address, false);
    assert!(matches!(nothing, Err(RightsError::Unmovable(Unmovable::Nothing))), "{nothing:?}");
    let nameless = send(&bed, key, &Destination { receiver: " ".into(), ..address.clone() }, false);
    assert!(matches!(nameless, Err(RightsError::Unmovable(Unmovable::Receiver))));
    let keyless = Destination { public_key: Some("age1nic".into()), ..address.clone() };
    assert!(matches!(send(&bed, key, &keyless, false), Err(RightsError::Export(_))));
    let seller = bed.staff(Role::Sales, "respond_inquiry", now());
    let means = Means { t: Lang::Pl.text(), nearby: false, now: &now };
    let denied = transfer(&bed.store, &seller, key, &address, &means);
    assert!(matches!(denied, Err(RightsError::Denied(_))), "{denied:?}");
    assert!(bed.store.transfers(key).unwrap().is_empty());
}

#[test]
fn where_it_is_not_feasible_the_person_gets_the_files_and_the_reason() {
    let bed = ready();
    let (id, key) = asked(&bed);
    let silent = not_feasible(&bed.store, &bed.officer(now()), key, "nie da się");
    assert!(matches!(silent, Err(RightsError::Incomplete(_))));
    let copy = not_feasible(&bed.store, &bed.officer(now()), key, WHY).unwrap();
    assert_eq!(copy.values.len(), 3);
    let request = bed.store.request_file(key).unwrap().request;
    assert_eq!((request.outcome, request.ground.as_deref()), (Some(Outcome::Partly), Some("not_feasible")));
    assert!(bed.events(id).contains(&Event::Exported));
    let pdf = letter(&bed.store, &bed.officer(now()), key, Letter::Answer, Lang::En).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
}

#[test]
fn a_person_says_at_their_page_where_the_data_shall_go_and_the_first_word_stands() {
    let bed = ready();
    let id = bed.add(&Known::default());
    let system = Acting::system(&bed.store, bed.purpose("subject_rights"), now());
    let (key, is_new) = wish_to_move(&bed.store, &system, id, "Nowa Firma, iod@nowa.example").unwrap();
    assert!(is_new);
    assert_eq!(wish_to_move(&bed.store, &system, id, "Inna Firma").unwrap(), (key, false));
    let wish = bed.store.request_words(key, WordsKind::Wish).unwrap();
    assert_eq!(wish.as_deref(), Some("Nowa Firma, iod@nowa.example"));
    let file = bed.store.request_file(key).unwrap();
    assert_eq!((file.request.kind, file.request.door), (RequestKind::Portability, Door::Page));
    assert!(matches!(wish_to_move(&bed.store, &system, id, " "), Err(RightsError::Incomplete(_))));
}

#[test]
fn a_package_outlives_the_person_and_a_restore_but_not_its_file() {
    let bed = ready();
    let sink = with_mail(&bed);
    let (_, key) = asked(&bed);
    send(&bed, key, &to("iod@nowa.example"), false).unwrap();
    drop(sink);
    let backup = tempfile::tempdir().unwrap();
    let kinds = [zgoda_store::ArchiveKind::Data, zgoda_store::ArchiveKind::Keys];
    bed.store.backup(backup.path(), &kinds, bed.officer(now()).stamp()).unwrap();
    let restored = bed.restored_from(backup.path());
    assert_eq!(restored.store.transfers(key).unwrap(), bed.store.transfers(key).unwrap());
    let ends = bed.store.request_file(key).unwrap().request.ends_on.unwrap();
    let after = zgoda_law::calendar::start_of_day(ends) + SignedDuration::from_hours(30);
    bed.store.end_request_files(bed.officer(after).stamp()).unwrap();
    assert!(bed.store.transfers(key).unwrap().is_empty());
}
