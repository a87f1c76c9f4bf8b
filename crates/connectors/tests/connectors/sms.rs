//! The gateway of text messages: what it takes, how it refuses, and that every bad day leaves it clear whether it may have
//! the message.

use std::time::Duration;

use zgoda_connectors::Secret;
use zgoda_connectors::http::{HttpSettings, UserAgent};
use zgoda_connectors::replay::{Failure, SMS_TOKEN, Server};
use zgoda_connectors::sms::{Sms, SmsApi, SmsError, Texter};

fn gateway(server: &Server, token: &str) -> SmsApi {
    let settings = HttpSettings {
        read_timeout: Duration::from_secs(2),
        ..HttpSettings::new(UserAgent::new("dane@example.test").unwrap())
    };
    SmsApi::new(server.base_url().unwrap(), "Etykiety", Secret::new(token).unwrap(), settings)
}

fn sent(gateway: &SmsApi, to: &str) -> Result<(), SmsError> {
    gateway.hand_over(&Sms { to, text: "Kod: ABCD-EFGH-2345, działa 30 minut." })
}

#[test]
fn a_message_is_posted_once_with_the_token_in_a_header_and_nothing_in_the_address() {
    let server = Server::start().unwrap();
    assert_eq!(sent(&gateway(&server, SMS_TOKEN), "+48600100200"), Ok(()));
    let asked = server.requests();
    assert_eq!((asked.len(), asked[0].target.as_str()), (1, "/sms.do"));
    assert!(asked[0].body.contains("to=48600100200") && asked[0].body.contains("from=Etykiety"));
    assert!(!asked[0].body.contains(SMS_TOKEN));
}

#[test]
fn a_refusal_says_what_is_to_be_done() {
    let server = Server::start().unwrap();
    assert_eq!(sent(&gateway(&server, "another"), "+48600100200"), Err(SmsError::Login));
    let gateway = gateway(&server, SMS_TOKEN);
    for (to, expected) in [
        ("+48600000103", SmsError::Empty),
        ("+48600000014", SmsError::Sender),
        ("+48600000201", SmsError::Later),
        ("+48600000013", SmsError::Refused(13)),
    ] {
        let refused = sent(&gateway, to).unwrap_err();
        assert_eq!(refused, expected);
        assert!(!format!("{refused} {refused:?}").contains("48600"), "no number in messages");
    }
}

#[test]
fn on_a_bad_day_nothing_counts_as_sent_and_nothing_is_sent_twice() {
    for failure in Failure::ALL {
        let server = Server::start().unwrap();
        server.misbehave(Some(failure));
        let failed = sent(&gateway(&server, SMS_TOKEN), "+48600100200");
        assert!(failed.is_err(), "{failure:?}: {failed:?}");
        assert_eq!(server.requests().len(), 1, "{failure:?}");
    }
    let server = Server::start().unwrap();
    let gateway = gateway(&server, SMS_TOKEN);
    drop(server);
    assert!(matches!(sent(&gateway, "+48600100200"), Err(SmsError::Unreached(_))));
}
