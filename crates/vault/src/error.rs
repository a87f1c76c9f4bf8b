//! What can go wrong in the vault. No message holds a personal value or a key.

/// Why the vault refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The keyring holds no key-encryption key of this version: destroyed on purpose, or another installation's.
    #[error("the keyring has no key-encryption key of version {version}")]
    KeyVersionUnknown {
        /// The version the wrapped key asks for.
        version: u32,
    },
    /// A wrapped key was changed, cut short, or belongs to another person.
    #[error("the wrapped key is damaged or belongs to another subject")]
    WrappedKeyCorrupted,
    /// A sealed box was changed, cut short, sealed under another key, or moved from another person, field or fact.
    #[error("the sealed box is damaged or does not belong here")]
    BoxCorrupted,
    /// The blob of a person's boxes cannot be read.
    #[error("the blob of sealed boxes is damaged")]
    BoxesCorrupted,
    /// A fact has a box already; a fact is never overwritten.
    #[error("the fact has a sealed box already")]
    FactSealedAlready,
    /// The permit is for another person, field or action.
    #[error("the permit does not cover this")]
    NotCovered,
    /// The data key belongs to another person.
    #[error("the data key belongs to another subject")]
    ForeignKey,
    /// The value is longer than [`VALUE_LIMIT`](crate::VALUE_LIMIT).
    #[error("the value is longer than {limit} bytes")]
    ValueTooLong {
        /// The longest value in bytes.
        limit: usize,
    },
    /// An application secret was changed, or was sealed under another label or keyring.
    #[error("the sealed secret is damaged or was sealed under another label or keyring")]
    SecretCorrupted,
    /// An archive was changed or cut short, or holds something else.
    #[error("the archive is damaged, cut short or holds something else")]
    ArchiveCorrupted,
    /// An archive of another installation.
    #[error("the archive belongs to another installation, or to another keyring of this one")]
    ArchiveForeign,
    /// An archive of another version of the format.
    #[error("the archive was made by another version of the program")]
    ArchiveFormatUnknown,
    /// The operating system gave no randomness.
    #[error("the operating system gave no random bytes")]
    NoRandomness,
}
