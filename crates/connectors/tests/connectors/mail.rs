//! Handing mail over, on good days and bad ones, to a server that really speaks SMTP.

use std::time::Duration;

use zgoda_connectors::smtp::sink::{Mood, Sink, Stage};
use zgoda_connectors::smtp::{Encryption, Handed, Mail, Mailer, Password, Smtp, SmtpError, Why};

fn mail() -> Mail<'static> {
    Mail {
        attached: None,
        message_id: "a1b2@acme.example",
        sender: "Żółw sp. z o.o.",
        from: "dane@acme.example",
        to: "anna@example.test",
        subject: "Informacja o Twoich danych (żółć)",
        text: "Dzień dobry,\n\nmamy Twoje dane.\n.\n..kropki\n",
        at: "2026-11-22T09:00:00Z".parse().unwrap(),
    }
}

fn server(sink: &Sink) -> Smtp {
    Smtp::new("127.0.0.1", sink.port(), Encryption::Plain).unwrap().with_patience(Duration::from_secs(10))
}

#[test]
fn a_message_arrives_whole_with_the_id_it_was_given() {
    let sink = Sink::start().unwrap();
    assert_eq!(server(&sink).hand_over(&mail()), Handed::Accepted(250));
    let received = sink.received();
    assert_eq!((received.len(), received[0].to.as_str()), (1, "anna@example.test"));
    let text = &received[0].message;
    for part in
        ["Message-ID: <a1b2@acme.example>", "Auto-Submitted: auto-generated", "Sun, 22 Nov 2026 09:00:00"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("html") && !text.contains("img"));
}

#[test]
fn whatever_a_server_does_it_is_known_whether_it_may_have_the_message() {
    let sink = Sink::start().unwrap();
    let later = |why| Handed::Later(why);
    for (stage, mood, expected, arrives) in [
        (Stage::Greeting, Mood::HangUp, later(Why::Unreachable), 0),
        (Stage::Greeting, Mood::Code(421), later(Why::Code(421)), 0),
        (Stage::Login, Mood::Code(535), later(Why::Login), 0),
        (Stage::From, Mood::Code(451), later(Why::Code(451)), 0),
        (Stage::From, Mood::Code(553), Handed::Refused(553), 0),
        (Stage::To, Mood::Code(450), later(Why::Code(450)), 0),
        (Stage::To, Mood::Code(550), Handed::Refused(550), 0),
        (Stage::To, Mood::HangUp, later(Why::BrokenOff), 0),
        (Stage::Data, Mood::Code(554), Handed::Refused(554), 0),
        (Stage::Data, Mood::HangUp, later(Why::BrokenOff), 0),
        (Stage::End, Mood::Code(452), later(Why::Code(452)), 0),
        (Stage::End, Mood::Code(552), Handed::Refused(552), 0),
        (Stage::End, Mood::HangUp, Handed::Unknown, 0),
        (Stage::End, Mood::KeepAndHangUp, Handed::Unknown, 1),
    ] {
        let before = sink.received().len();
        sink.behave(Some((stage, mood)));
        let smtp = server(&sink).with_login("ola", Password::new("tajne"));
        assert_eq!(smtp.hand_over(&mail()), expected, "{stage:?} {mood:?}");
        assert_eq!(sink.received().len() - before, arrives, "{stage:?} {mood:?}");
    }
    sink.behave(None);
    assert_eq!(server(&sink).hand_over(&mail()), Handed::Accepted(250));
}

#[test]
fn nothing_is_sent_in_plain_text_where_encryption_was_asked_for() {
    let sink = Sink::start().unwrap();
    let with = |encryption| {
        Smtp::new("127.0.0.1", sink.port(), encryption).unwrap().with_patience(Duration::from_secs(2))
    };
    assert_eq!(with(Encryption::StartTls).hand_over(&mail()), Handed::Later(Why::NoStartTls));
    assert!(matches!(with(Encryption::Tls).hand_over(&mail()), Handed::Later(_)));
    assert!(sink.received().is_empty());
    assert_eq!(Smtp::new("mail.example", 25, Encryption::Plain).unwrap_err(), SmtpError::Unencrypted);
    for host in ["", "mail example", "mail.example/path", "user@mail.example"] {
        assert_eq!(Smtp::new(host, 465, Encryption::Tls).unwrap_err(), SmtpError::Host, "{host}");
    }
}

#[test]
fn an_address_that_is_none_never_reaches_the_server_and_a_password_is_never_shown() {
    let sink = Sink::start().unwrap();
    let broken = Mail { to: "anna@example.test>\r\nRCPT TO:<other@example.test", ..mail() };
    assert_eq!(server(&sink).hand_over(&broken), Handed::Refused(553));
    assert!(sink.received().is_empty());
    let smtp = server(&sink).with_login("ola", Password::new("tajne"));
    assert!(!format!("{smtp:?}").contains("tajne"));
}

#[test]
fn a_server_that_is_not_there_is_told_from_one_that_refuses() {
    let port = {
        let sink = Sink::start().unwrap();
        sink.port()
    };
    let gone = Smtp::new("127.0.0.1", port, Encryption::Plain).unwrap().with_patience(Duration::from_secs(2));
    assert_eq!(gone.hand_over(&mail()), Handed::Later(Why::Unreachable));
}
