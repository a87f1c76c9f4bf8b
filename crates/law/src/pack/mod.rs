//! Packs: law as data, each valid from a day to a day. [`Packs`] picks the version that is valid at a moment.

mod channel;
mod device;
mod error;
mod retention;
mod transfer;

use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::calendar::day_of;
use crate::{Country, PackRef};

pub use channel::{ChannelPack, ChannelRule, MessagePart};
pub use device::DevicePack;
pub use error::PackError;
pub use retention::{RetentionPack, RetentionRule};
pub use transfer::{Adequacy, Mechanism, Safeguard, TransferPack};

/// What every pack says about itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackHeader {
    /// Name, as `channel/PL`: the kind and the jurisdiction.
    pub id: String,
    /// What it decides.
    pub kind: PackKind,
    /// A country, or `EU`.
    pub jurisdiction: String,
    /// Version within the name.
    pub version: String,
    /// First day of its validity.
    pub valid_from: Date,
    /// First day on which it no longer holds; none while it is current.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// The acts it encodes.
    pub law: Vec<String>,
    /// Where their text was taken from.
    pub sources: Vec<String>,
}

/// What a pack decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackKind {
    /// What each channel demands.
    Channel,
    /// Access to devices.
    Device,
    /// Transfers to third countries.
    Transfer,
    /// Terms of keeping.
    Retention,
}

impl PackHeader {
    /// Name and version.
    pub fn pack_ref(&self) -> PackRef {
        PackRef { id: self.id.clone(), version: self.version.clone() }
    }

    /// Whether it is in force on that day of Warsaw.
    pub fn valid_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }
}

/// All packs of an installation, in all versions.
#[derive(Debug, Clone, Default)]
pub struct Packs {
    channel: Vec<ChannelPack>,
    device: Vec<DevicePack>,
    transfer: Vec<TransferPack>,
    retention: Vec<RetentionPack>,
}

impl Packs {
    /// Reads packs from named texts. Any fault in any of them is an error: half a law is none.
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, PackError> {
        let mut packs = Self::default();
        for (file, text) in files {
            packs.add(file, text)?;
        }
        Ok(packs)
    }

    fn add(&mut self, file: &str, text: &str) -> Result<(), PackError> {
        #[derive(Deserialize)]
        struct Envelope {
            pack: PackHeader,
        }
        let header = read::<Envelope>(file, text)?.pack;
        self.check_header(file, &header)?;
        match header.kind {
            PackKind::Channel => self.channel.push(read(file, text)?),
            PackKind::Device => self.device.push(read(file, text)?),
            PackKind::Transfer => self.transfer.push(read(file, text)?),
            PackKind::Retention => self.retention.push(read(file, text)?),
        }
        Ok(())
    }

    fn check_header(&self, file: &str, header: &PackHeader) -> Result<(), PackError> {
        let wrong = |key, what: String| Err(PackError::at_key(file, key, what));
        if header.jurisdiction != "EU" && header.jurisdiction.parse::<Country>().is_err() {
            return wrong("jurisdiction", "must be EU or two capital letters".to_owned());
        }
        if header.version.is_empty() {
            return wrong("version", "must not be empty".to_owned());
        }
        if header.valid_to.is_some_and(|end| end <= header.valid_from) {
            return wrong("valid_to", "must be later than valid_from".to_owned());
        }
        let clash = self.headers().find(|other| other.id == header.id && overlap(other, header));
        match clash {
            Some(other) => wrong(
                "valid_from",
                format!("is valid together with version {} of {}", other.version, other.id),
            ),
            None => Ok(()),
        }
    }

    /// What every pack says about itself.
    pub fn headers(&self) -> impl Iterator<Item = &PackHeader> {
        let channel = self.channel.iter().map(|pack| &pack.pack);
        let device = self.device.iter().map(|pack| &pack.pack);
        let transfer = self.transfer.iter().map(|pack| &pack.pack);
        let retention = self.retention.iter().map(|pack| &pack.pack);
        channel.chain(device).chain(transfer).chain(retention)
    }

    /// The channel pack of a country at a moment.
    pub fn channel(&self, country: Country, at: Timestamp) -> Option<&ChannelPack> {
        self.channel_on(country, day_of(at))
    }

    pub(crate) fn channel_on(&self, country: Country, day: Date) -> Option<&ChannelPack> {
        of_country(&self.channel, |pack| &pack.pack, country, day)
    }

    /// The device pack of a country at a moment.
    pub fn device(&self, country: Country, at: Timestamp) -> Option<&DevicePack> {
        self.device_on(country, day_of(at))
    }

    pub(crate) fn device_on(&self, country: Country, day: Date) -> Option<&DevicePack> {
        of_country(&self.device, |pack| &pack.pack, country, day)
    }

    /// The transfer pack at a moment.
    pub fn transfer(&self, at: Timestamp) -> Option<&TransferPack> {
        self.transfer_on(day_of(at))
    }

    pub(crate) fn transfer_on(&self, day: Date) -> Option<&TransferPack> {
        self.transfer.iter().find(|pack| pack.pack.valid_on(day))
    }

    /// The retention pack of a country at a moment.
    pub fn retention(&self, country: Country, at: Timestamp) -> Option<&RetentionPack> {
        self.retention_on(country, day_of(at))
    }

    pub(crate) fn retention_on(&self, country: Country, day: Date) -> Option<&RetentionPack> {
        of_country(&self.retention, |pack| &pack.pack, country, day)
    }
}

fn of_country<T>(packs: &[T], header: fn(&T) -> &PackHeader, country: Country, day: Date) -> Option<&T> {
    packs.iter().find(|pack| header(pack).jurisdiction == country.code() && header(pack).valid_on(day))
}

pub(crate) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, PackError> {
    toml::from_str(text).map_err(|error| PackError::from_toml(file, text, &error))
}

fn overlap(a: &PackHeader, b: &PackHeader) -> bool {
    let starts_before_end = |x: &PackHeader, y: &PackHeader| y.valid_to.is_none_or(|end| x.valid_from < end);
    starts_before_end(a, b) && starts_before_end(b, a)
}

#[cfg(test)]
mod tests;
