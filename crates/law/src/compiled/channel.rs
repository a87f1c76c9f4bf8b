//! What a message or an access to a device needs in each country, for each kind of person.

use jiff::civil::Date;

use super::Standing;
use super::standing::Word;
use crate::pack::ChannelPack;
use crate::steps::channel::{complete, poses_as_human};
use crate::{Action, Case, Country, Law, Need, SubjectKind};

/// What opens the way to a person: any of these does, and without any it is closed. Each stands in the place of the
/// flag of [`Word`] or [`Standing`] that says it is there, so that a mask tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gate(u32);

impl Gate {
    /// Nothing: no pack speaks, no rule fits, or the message lacks something.
    const CLOSED: Self = Self(0);
    /// It is open.
    const FREE: Self = Self(1);
    /// A consent for the channel.
    const CHANNEL: Self = Self(1 << 8);
    /// A consent for the device.
    const DEVICE: Self = Self(Word::DEVICE_SINCE_SIGNAL as u32);
    /// A request.
    const ASKED: Self = Self(Word::ASKED as u32);
    /// A soft opt-in.
    const SOFT: Self = Self(Standing::SOFT);
    /// That they were found not to stand on the opt-out register.
    const UNLISTED: Self = Self(Standing::UNLISTED);

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it is shut, and whether it might be, for somebody who said that and has these flags. `asked` is the flag
    /// of having asked for the offer in question.
    #[inline]
    pub const fn shut(self, word: Word, flags: u32, asked: u8, channel: u16) -> (bool, bool) {
        let said = word.flags as u32 & Self::DEVICE.0 | asked as u32;
        let known = flags & (Self::UNLISTED.0 | Self::SOFT.0);
        let consented = (word.opens(channel) as u32) << 8;
        let opened = self.0 & (Self::FREE.0 | said | known | consented);
        // Of a request and a soft opt-in only `may` knows the terms.
        (opened == 0, opened & !(Self::ASKED.0 | Self::SOFT.0) == 0)
    }
}

/// The gates of one country by the profile of the person: kind, and whether they are a client.
type Profiles = [Gate; Standing::PROFILE as usize + 1];

/// The gates of all countries.
#[derive(Debug, Clone)]
pub(super) struct Gates {
    /// For each number of a country, its place in `profiles`.
    places: Box<[u8; 1024]>,
    profiles: Vec<Profiles>,
}

impl Gates {
    /// The gate of a country and a profile.
    #[inline]
    pub fn of(&self, country: usize, flags: u32) -> Gate {
        let place = self.places.get(country).copied().unwrap_or_default();
        let profiles = self.profiles.get(usize::from(place));
        let gate = profiles.and_then(|gates| gates.get((flags & Standing::PROFILE) as usize));
        gate.copied().unwrap_or(Gate::CLOSED)
    }

    /// Compiles the gates of a question; none where there are too many countries.
    pub fn compile(law: &Law, case: &Case, today: Date) -> Option<Self> {
        let jurisdictions = law.packs().headers().filter_map(|header| header.jurisdiction.parse().ok());
        let mut countries: Vec<Country> = jurisdictions.chain([case.sender_country]).collect();
        countries.sort();
        countries.dedup();
        // Whoever is in a country without packs stands in the first place, whoever is in no known one is the sender's.
        let mut gates =
            Self { places: Box::new([0; 1024]), profiles: vec![profiles(law, case, None, today)] };
        for country in countries {
            let place = u8::try_from(gates.profiles.len()).ok()?;
            gates.profiles.push(profiles(law, case, Some(country), today));
            *gates.places.get_mut(usize::from(country.number()))? = place;
            if country == case.sender_country {
                gates.places[0] = place;
            }
        }
        Some(gates)
    }
}

fn profiles(law: &Law, case: &Case, country: Option<Country>, today: Date) -> Profiles {
    let mut gates = [Gate::CLOSED; Standing::PROFILE as usize + 1];
    for kind in SubjectKind::ALL {
        for client in [false, true] {
            let profile = usize::from(kind.number() - 1) | if client { Standing::CLIENT as usize } else { 0 };
            if let Some(gate) = gates.get_mut(profile) {
                *gate = self::gate(law, case, country, *kind, client, today);
            }
        }
    }
    gates
}

fn gate(
    law: &Law,
    case: &Case,
    country: Option<Country>,
    kind: SubjectKind,
    client: bool,
    today: Date,
) -> Gate {
    let pack = country.and_then(|country| law.packs().channel_on(country, today));
    match (&case.contact, pack) {
        (Some(_), None) => Gate::CLOSED,
        (Some(_), Some(pack)) if matches!(case.action, Action::Send | Action::Notify) => {
            message(case, pack, kind, client, today)
        }
        _ if case.action == Action::DeviceAccess => device(law, case, country, today),
        _ => Gate::FREE,
    }
}

fn message(case: &Case, pack: &ChannelPack, kind: SubjectKind, client: bool, today: Date) -> Gate {
    let Some(contact) = &case.contact else { return Gate::CLOSED };
    let Some(rule) = pack.rule(contact.message.content, contact.channel, kind, client) else {
        return Gate::CLOSED;
    };
    if !complete(contact, pack) || poses_as_human(case.actor.kind, contact, pack, today) {
        return Gate::CLOSED;
    }
    match rule.need {
        Need::None => Gate::FREE,
        Need::Consent => Gate::CHANNEL,
        Need::Requested => Gate::ASKED.or(Gate::CHANNEL),
        Need::SoftOptin => Gate::SOFT.or(Gate::CHANNEL),
        Need::OptoutRegister => Gate::UNLISTED.or(Gate::CHANNEL),
    }
}

/// The sender's pack and that of the person's country, where it has one, must both exempt the use.
fn device(law: &Law, case: &Case, country: Option<Country>, today: Date) -> Gate {
    let Some(device) = &case.device else { return Gate::CLOSED };
    let Some(own) = law.packs().device_on(case.sender_country, today) else { return Gate::CLOSED };
    let theirs = country.and_then(|country| law.packs().device_on(country, today));
    let exempt = std::iter::once(own).chain(theirs).all(|pack| pack.device.exempt.contains(&device.used_for));
    if exempt { Gate::FREE } else { Gate::DEVICE }
}
