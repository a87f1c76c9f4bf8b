//! Telling others of changes: a signed POST as Standard Webhooks 1.0 has it. One try each; whoever keeps the outbox
//! decides about the next.

mod parcel;
mod secret;

use std::time::Duration;

use jiff::Timestamp;
use ureq::Agent;
use ureq::http::{Uri, header};
use ureq::unversioned::transport::DefaultConnector;

use crate::ConnectorError;
use crate::http::{BaseUrl, Guard, Reach, explain, retry_after};

pub use parcel::Parcel;
pub use secret::WebhookSecret;

/// How much of an answer is read: only its status counts, the rest is read so that the connection can be used again.
const ANSWER_BYTES: u64 = 16_384;
/// How long the body of an answer may take.
const ANSWER_WAIT: Duration = Duration::from_secs(2);
/// How long a connection may take.
const CONNECT_WAIT: Duration = Duration::from_secs(10);

/// An address that may be told.
#[derive(Debug, Clone)]
pub struct Receiver {
    uri: Uri,
    host: String,
    reach: Reach,
}

impl Receiver {
    /// Reads an address: HTTPS, and plain HTTP on this machine. Only where the operator allows their own network may it
    /// lead into it; the check is made again at every connection.
    ///
    /// # Errors
    /// [`ConnectorError::BaseUrl`] where it is no such address, [`ConnectorError::ForbiddenAddress`] where it is this
    /// machine and was not allowed.
    pub fn parse(text: &str, internal: bool) -> Result<Self, ConnectorError> {
        let text = text.trim();
        let base: BaseUrl = text.split('?').next().unwrap_or_default().parse()?;
        let host = base.host().to_owned();
        if base.is_loopback() && !internal {
            return Err(ConnectorError::ForbiddenAddress { host });
        }
        let uri = text.parse().map_err(|_| ConnectorError::BaseUrl("it is no URL"))?;
        Ok(Self { uri, host, reach: if internal { Reach::Chosen } else { Reach::Public } })
    }

    /// The host, for messages.
    pub fn host(&self) -> &str {
        &self.host
    }
}

/// One message.
#[derive(Debug, Clone, Copy)]
pub struct Message<'m> {
    /// The same for every try, so that the receiver can tell repetitions.
    pub id: &'m str,
    /// When this try is made.
    pub at: Timestamp,
    /// JSON.
    pub body: &'m str,
}

/// What a receiver said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply {
    /// The status of HTTP.
    pub status: u16,
    /// How long it asks to be left alone.
    pub retry_after: Option<Duration>,
}

/// Carries messages to one receiver, over one connection where the receiver keeps it.
pub struct Courier {
    agent: Agent,
    receiver: Receiver,
}

impl Courier {
    /// A courier whose receiver has so long to answer.
    pub fn new(receiver: Receiver, wait: Duration) -> Self {
        let config = Agent::config_builder()
            .user_agent(concat!("Zgoda/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECT_WAIT.min(wait)))
            .timeout_recv_response(Some(wait))
            .timeout_recv_body(Some(ANSWER_WAIT))
            .timeout_global(Some(wait.saturating_mul(2)));
        // Behind a proxy it is the proxy that resolves names, and the guard would see nothing.
        let config = if receiver.reach == Reach::Chosen { config } else { config.proxy(None) };
        let guard = Guard::new(receiver.reach, None);
        Self { agent: Agent::with_parts(config.build(), DefaultConnector::default(), guard), receiver }
    }

    /// Tries once, signed with every secret that holds. A redirect is an answer like any other: it is not followed.
    ///
    /// # Errors
    /// Where the address may not be called, or nobody answers in time.
    pub fn deliver(&self, secrets: &[WebhookSecret], message: Message<'_>) -> Result<Reply, ConnectorError> {
        let Message { id, at, body } = message;
        let signed = secrets.iter().map(|secret| secret.sign(id, at, body));
        let signatures = signed.collect::<Result<Vec<_>, _>>()?.join(" ");
        let request =
            self.agent.post(self.receiver.uri.clone()).header(header::CONTENT_TYPE, "application/json");
        let request = request
            .header("webhook-id", id)
            .header("webhook-timestamp", at.as_second().to_string())
            .header("webhook-signature", signatures);
        let mut response =
            request.send(body).map_err(|error| explain(&error, self.receiver.host.clone(), ANSWER_BYTES))?;
        let asked = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
        let retry_after = asked.and_then(|value| retry_after(value, at));
        // What cannot be read to its end costs the connection, and nothing else.
        let _ = response.body_mut().with_config().limit(ANSWER_BYTES).read_to_vec();
        Ok(Reply { status: response.status().as_u16(), retry_after })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_addresses_are_told_unless_it_is_this_machine_and_was_allowed() {
        for good in ["https://crm.example/hooks/zgoda", "https://crm.example?key=1", "https://crm.example"] {
            assert!(Receiver::parse(good, false).is_ok(), "{good}");
        }
        for wrong in
            ["", "crm.example", "http://crm.example/x", "ftp://crm.example", "https://a:b@crm.example/"]
        {
            assert!(Receiver::parse(wrong, true).is_err(), "{wrong}");
        }
        for here in ["http://127.0.0.1:9/x?y=1", "http://localhost/", "https://[::1]/"] {
            let refused = Receiver::parse(here, false);
            assert!(matches!(refused, Err(ConnectorError::ForbiddenAddress { .. })), "{here}");
            assert!(Receiver::parse(here, true).is_ok(), "{here}");
        }
    }

    #[test]
    fn an_address_of_the_operators_network_is_refused_when_it_is_called() {
        let secrets = [WebhookSecret::generate().unwrap()];
        let message = Message { id: "msg_1", at: Timestamp::UNIX_EPOCH, body: "{}" };
        for inside in
            ["https://10.0.0.7/", "https://169.254.169.254/", "https://[fd00::1]/", "https://8.8.8.8:5432/"]
        {
            let courier = Courier::new(Receiver::parse(inside, false).unwrap(), Duration::from_secs(1));
            let refused = courier.deliver(&secrets, message);
            assert!(matches!(refused, Err(ConnectorError::ForbiddenAddress { .. })), "{inside}");
        }
    }
}
