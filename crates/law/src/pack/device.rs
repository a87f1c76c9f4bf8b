//! Device packs: which accesses to the person's device need no consent.

use serde::Deserialize;

use super::PackHeader;
use crate::DeviceUse;

/// The device law of one country.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DevicePack {
    /// What the pack says about itself.
    pub pack: PackHeader,
    /// Its rules.
    pub device: DeviceLaw,
}

/// Which accesses are exempt.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceLaw {
    /// Uses that need no consent.
    pub exempt: Vec<DeviceUse>,
    /// The article the pack rests on.
    pub article: String,
}
