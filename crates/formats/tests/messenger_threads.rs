//! Threads of Messenger: both forms, mended, read without their text, and refused where they are broken.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

use std::path::Path;
use zgoda_formats::messenger::{MessageKind, ReadOptions, ThreadForm, mend_mojibake, read};
use zgoda_formats::{ContactKind, FormatError, Input, Recognised, Seen, recognise};

fn archive() -> Input {
    Input::Path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/messenger/message_1.json"))
}

const END_TO_END: &str = r#"{
    "participants": ["Zofia Przykładowa", "Łukasz Testowy"],
    "threadName": "Łukasz Testowy_7",
    "messages": [
        {"isUnsent": false, "media": [], "reactions": [], "senderName": "Łukasz Testowy", "text": "Żółć: +48 600 000 003", "timestamp": 1758700500000, "type": "text"},
        {"isUnsent": false, "media": [{"uri": "./media/1.jpg"}], "reactions": [], "senderName": "Zofia Przykładowa", "text": "", "timestamp": 1758700600000, "type": "media"}
    ]
}"#;

#[test]
fn an_archive_is_mended_and_its_text_stays_out() {
    assert_eq!(recognise(&archive()).unwrap(), Recognised::Messenger(ThreadForm::Archive));
    let thread = read(&archive(), &ReadOptions::default()).unwrap();
    assert_eq!(thread.title, "Łukasz Testowy");
    assert_eq!(thread.participants, ["Zofia Przykładowa", "Łukasz Testowy"]);
    let kinds: Vec<MessageKind> = thread.messages.iter().map(|message| message.kind).collect();
    assert_eq!(kinds, [MessageKind::Text, MessageKind::Media, MessageKind::Text, MessageKind::Share]);
    assert!(thread.messages.iter().all(|message| message.text.is_none()));
    assert!(thread.messages.is_sorted_by_key(|message| std::cmp::Reverse(message.at)));
    assert!(thread.messages[0].has_text && !thread.messages[0].has_media);
    assert!(!thread.messages[1].has_text && thread.messages[1].has_media);
    assert!(thread.contact_points.is_empty());
    let kept = serde_json::to_string(&thread).unwrap();
    assert!(!kept.contains("ofert") && !kept.contains("600 000 000"));
}

#[test]
fn contact_points_are_those_of_the_chosen_participant() {
    let of = |name: &str| {
        let options = ReadOptions { contacts_of: Some(name.into()), ..ReadOptions::default() };
        read(&archive(), &options).unwrap().contact_points
    };
    let (lukasz, zofia) = (of("Łukasz Testowy"), of("Zofia Przykładowa"));
    assert_eq!((lukasz.len(), zofia.len()), (1, 1));
    assert_eq!(
        (lukasz[0].point.kind, lukasz[0].point.value.as_str()),
        (ContactKind::Email, "lukasz@example.test")
    );
    assert_eq!((zofia[0].point.kind, zofia[0].point.value.as_str()), (ContactKind::Phone, "+48600000000"));
    assert_eq!(zofia[0].at, 1_758_700_600_000);
}

#[test]
fn text_comes_only_on_request() {
    let thread = read(&archive(), &ReadOptions { with_text: true, ..ReadOptions::default() }).unwrap();
    assert_eq!(thread.messages[2].text.as_deref(), Some("Zażółć gęślą jaźń: tel. 600 000 000"));
    assert_eq!(thread.messages_of("Łukasz Testowy").count(), 2);
}

#[test]
fn the_end_to_end_form_is_read_as_it_is() {
    let input = Input::from(END_TO_END.as_bytes().to_vec());
    assert_eq!(recognise(&input).unwrap(), Recognised::Messenger(ThreadForm::EndToEnd));
    let options = ReadOptions { contacts_of: Some("Łukasz Testowy".into()), with_text: false };
    let thread = read(&input, &options).unwrap();
    assert_eq!(thread.form, ThreadForm::EndToEnd);
    assert_eq!(thread.messages[0].kind, MessageKind::Media);
    assert_eq!(thread.messages[1].kind, MessageKind::Text);
    assert_eq!(thread.contact_points[0].point.value, "+48600000003");
}

#[test]
fn mojibake_is_mended_and_sound_text_is_left() {
    assert_eq!(mend_mojibake("Za\u{c5}\u{bc}\u{c3}\u{b3}\u{c5}\u{82}\u{c4}\u{87}".into()), "Zażółć");
    for sound in ["Zażółć", "José", "plain", ""] {
        assert_eq!(mend_mojibake(sound.into()), sound);
    }
}

#[test]
fn broken_threads_are_clear_errors() {
    let refused = |text: &str| {
        read(&Input::from(text.as_bytes().to_vec()), &ReadOptions::default()).map(|_| ()).unwrap_err()
    };
    assert!(matches!(refused(&END_TO_END[..200]), FormatError::BrokenJson { .. }));
    assert!(matches!(
        refused(&"[".repeat(100_000)),
        FormatError::BrokenJson { .. } | FormatError::NotAThread
    ));
    let deep = format!("{{\"participants\":[],\"magic\":{}", "[".repeat(100_000));
    assert!(matches!(refused(&deep), FormatError::BrokenJson { .. }));
    assert!(matches!(refused("{}"), FormatError::NotAThread));
    assert!(matches!(refused(r#"{"participants": 1, "messages": []}"#), FormatError::NotAThread));
    assert!(matches!(refused(""), FormatError::BrokenJson { .. }));
    let secret = refused(r#"{"participants": [{"name": "x"}], "messages": "jan@example.test"}"#);
    assert!(!format!("{secret} {secret:?}").contains("jan@"));
    let other = recognise(&Input::from(br#"{"object": "page", "entry": []}"#.to_vec()));
    assert!(matches!(other, Err(FormatError::Unknown(Seen::Json))));
}
