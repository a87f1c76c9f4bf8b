//! The way to the receiver: by the operator's mail server, or to an address that takes files over HTTPS.

use std::time::Duration;

use zgoda_connectors::ConnectorError;
use zgoda_connectors::smtp::{Attached, Handed, Mail, Mailer, Smtp, Why};
use zgoda_connectors::webhook::{Courier, Parcel, Receiver};
use zgoda_formats::identifiers::Email;
use zgoda_store::{Store, StoreError, TransferState, TransferWay};

use super::begin::Going;
use super::{Means, Unmovable};
use crate::inform::MailServer;
use crate::{Controller, RightsError};

/// How long an address may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a package goes.
pub(super) enum Carrier {
    Mail { server: MailServer, smtp: Box<Smtp>, to: String },
    Https(Courier),
}

/// What became of a package.
#[derive(Clone, Copy)]
pub(super) struct Fate {
    pub state: TransferState,
    /// What the receiver's server answered.
    pub code: Option<u16>,
    /// Why it was not sent, as a code.
    pub note: Option<&'static str>,
}

impl Carrier {
    /// The carrier for an address.
    pub fn to(store: &Store, address: &str, nearby: bool) -> Result<Self, RightsError> {
        let address = address.trim();
        if address.contains("://") {
            let receiver = Receiver::parse(address, nearby).map_err(|error| match error {
                ConnectorError::ForbiddenAddress { .. } => Unmovable::Inside,
                _ => Unmovable::Address,
            })?;
            return Ok(Self::Https(Courier::new(receiver, PATIENCE)));
        }
        let to = Email::parse(address).map_err(|_| Unmovable::Address)?;
        let server = MailServer::load(store)?.ok_or(Unmovable::NoMail)?;
        let smtp = Box::new(server.client(store)?);
        Ok(Self::Mail { server, smtp, to: to.as_str().to_owned() })
    }

    pub const fn way(&self) -> TransferWay {
        match self {
            Self::Mail { .. } => TransferWay::Email,
            Self::Https(_) => TransferWay::Https,
        }
    }

    /// An id by which the receiver can tell repetitions.
    pub fn new_id(&self) -> Result<String, RightsError> {
        let random: [u8; 16] = zgoda_vault::random().map_err(StoreError::from)?;
        Ok(match self {
            Self::Mail { server, .. } => format!("{}@{}", hex::encode(random), server.domain()),
            Self::Https(_) => hex::encode(random),
        })
    }

    /// Hands the package over.
    pub fn carry(&self, going: &Going, controller: &Controller, means: &Means<'_>) -> Fate {
        match self {
            Self::Mail { server, smtp, to } => {
                let t = means.t;
                let opened = match going.passphrase {
                    Some(_) => t.transfer_mail_passphrase(),
                    None => t.transfer_mail_key(),
                };
                let text = [
                    t.transfer_mail_lead(&controller.name),
                    t.transfer_mail_file(&going.name),
                    opened.to_owned(),
                    t.transfer_mail_end(&controller.name, &controller.contact),
                ];
                fate_of(smtp.hand_over(&Mail {
                    message_id: &going.message_id,
                    sender: &server.sender,
                    from: &server.from,
                    to,
                    subject: &t.transfer_mail_subject(&controller.name),
                    text: &text.join("\n\n"),
                    attached: Some(Attached { name: &going.name, bytes: &going.bytes }),
                    at: (means.now)(),
                }))
            }
            Self::Https(courier) => {
                let parcel = Parcel { id: &going.message_id, name: &going.name, bytes: &going.bytes };
                match courier.hand_in(parcel) {
                    Ok(status @ 200..=299) => Fate::of(TransferState::Taken, Some(status)),
                    Ok(status) => Fate::of(TransferState::Refused, Some(status)),
                    Err(error) => broken(&error),
                }
            }
        }
    }
}

impl Fate {
    const fn of(state: TransferState, code: Option<u16>) -> Self {
        Self { state, code, note: None }
    }

    const fn not_sent(note: &'static str) -> Self {
        Self { state: TransferState::NotSent, code: None, note: Some(note) }
    }
}

fn fate_of(handed: Handed) -> Fate {
    match handed {
        Handed::Accepted(code) => Fate::of(TransferState::Taken, Some(code)),
        Handed::Refused(code) => Fate::of(TransferState::Refused, Some(code)),
        Handed::Later(Why::Code(code)) => Fate { code: Some(code), ..Fate::not_sent("later") },
        Handed::Later(why) => Fate::not_sent(why.name()),
        Handed::Unknown => Fate::of(TransferState::Uncertain, None),
    }
}

/// What broke before the first byte left is known; after that nobody knows.
fn broken(error: &ConnectorError) -> Fate {
    match error {
        ConnectorError::Unreachable { .. } => Fate::not_sent("unreachable"),
        ConnectorError::ForbiddenAddress { .. } => Fate::not_sent("forbidden"),
        ConnectorError::Certificate { .. } => Fate::not_sent("certificate"),
        _ => Fate::of(TransferState::Uncertain, None),
    }
}
