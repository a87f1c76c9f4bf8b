//! C2SP tlog-checkpoint: the size and root of the log at one moment, signed.

use crate::note::{KeyError, NoteError, NoteSigner, NoteVerifier};
use crate::{Frontier, Hash, SIZE_LIMIT};

/// The size and root of a log, as its key has signed them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log, which is that of its key.
    pub origin: String,
    /// Entries in the log.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

/// Why a checkpoint cannot be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckpointError {
    /// The note around it.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The text is not origin, size and root.
    #[error("the note is no checkpoint: it has no origin, size and root")]
    Form,
    /// The key signed a checkpoint of another log.
    #[error("the checkpoint is of another log than the key's")]
    ForeignLog,
}

/// Signs the checkpoints of one log. The key is overwritten when dropped.
pub struct Signer(NoteSigner);

/// Verifies the checkpoints of one log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier(NoteVerifier);

impl Signer {
    /// Makes the signer of the log of this name (as `example.pl/ledger`: no white space, no `+`) from a seed of 32
    /// random bytes.
    pub fn from_seed(origin_name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        NoteSigner::new(origin_name, seed).map(Self)
    }

    /// The signed checkpoint of a log with this size and root.
    pub fn sign(&self, size: u64, root: Hash) -> String {
        self.0.sign(&format!("{}\n{size}\n{}\n", self.0.name(), root.to_base64()))
    }

    /// The signed checkpoint of a log with this right edge.
    pub fn sign_frontier(&self, frontier: &Frontier) -> String {
        self.sign(frontier.size(), frontier.root())
    }

    /// A signed note that vouches for something else than the log, by its name (as `evidence/1`) and its SHA-256. It can
    /// not be taken for a checkpoint, which has three lines at least.
    pub fn vouch(&self, what: &str, digest: &[u8; 32]) -> String {
        self.0.sign(&format!("{} {what}\n{}\n", self.0.name(), Hash(*digest).to_base64()))
    }

    /// The verifier key as text: what is published, and given to auditors.
    pub fn vkey(&self) -> String {
        self.0.verifier().to_vkey()
    }

    /// The verifier of what this signs.
    pub fn verifier(&self) -> Verifier {
        Verifier(self.0.verifier())
    }
}

impl Verifier {
    /// Reads a verifier key, `name+id+key`.
    pub fn from_vkey(vkey: &str) -> Result<Self, KeyError> {
        NoteVerifier::parse(vkey).map(Self)
    }

    /// The verifier key as text.
    pub fn vkey(&self) -> String {
        self.0.to_vkey()
    }

    /// The name of the log.
    pub fn origin(&self) -> &str {
        self.0.name()
    }

    /// The SHA-256 that a note vouches for under this name, once its signature was verified.
    pub fn vouched(&self, what: &str, note: &str) -> Result<[u8; 32], CheckpointError> {
        let text = self.0.open(note)?;
        let digest = text.strip_prefix(self.0.name()).and_then(|text| text.strip_prefix(' '));
        let digest = digest.and_then(|text| text.strip_prefix(what)).and_then(|text| text.strip_prefix('\n'));
        let digest = digest.and_then(|text| text.strip_suffix('\n')).and_then(Hash::from_base64);
        digest.map(|hash| hash.0).ok_or(CheckpointError::Form)
    }

    /// The checkpoint in a note, once its signature was verified. Signatures of witnesses and extension lines are
    /// permitted, and left alone.
    pub fn verify(&self, note: &str) -> Result<Checkpoint, CheckpointError> {
        let checkpoint = parse(self.0.open(note)?).ok_or(CheckpointError::Form)?;
        if checkpoint.origin == self.0.name() { Ok(checkpoint) } else { Err(CheckpointError::ForeignLog) }
    }
}

fn parse(text: &str) -> Option<Checkpoint> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    let (origin, digits, root) = (lines.next()?, lines.next()?, lines.next()?);
    let size: u64 = digits.parse().ok()?;
    let fits = size.to_string() == digits && size <= SIZE_LIMIT && lines.all(|line| !line.is_empty());
    fits.then_some(Checkpoint { origin: origin.to_owned(), size, root: Hash::from_base64(root)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the verifier makes of a text that its own key has signed.
    fn verdict(text: &str) -> Result<Checkpoint, CheckpointError> {
        let signer = Signer::from_seed("crm.example.pl/ledger", &[7; 32]).unwrap();
        signer.verifier().verify(&signer.0.sign(text))
    }

    #[test]
    fn what_is_vouched_for_is_no_checkpoint_and_no_checkpoint_vouches() {
        let signer = Signer::from_seed("crm.example.pl/ledger", &[7; 32]).unwrap();
        let (verifier, note) = (signer.verifier(), signer.vouch("evidence/1", &[9; 32]));
        assert_eq!(verifier.vouched("evidence/1", &note), Ok([9; 32]));
        assert_eq!(verifier.vouched("evidence/2", &note), Err(CheckpointError::Form));
        assert_eq!(verifier.verify(&note), Err(CheckpointError::Form));
        let checkpoint = signer.sign(3, Hash([5; 32]));
        assert_eq!(verifier.vouched("evidence/1", &checkpoint), Err(CheckpointError::Form));
        let other = Signer::from_seed("crm.example.pl/ledger", &[8; 32]).unwrap().verifier();
        assert!(matches!(other.vouched("evidence/1", &note), Err(CheckpointError::Note(_))));
    }

    #[test]
    fn a_text_that_is_no_checkpoint_is_refused_even_if_signed() {
        let root = Hash([5; 32]).to_base64();
        let own = format!("crm.example.pl/ledger\n3\n{root}\n");
        assert_eq!(verdict(&own).map(|checkpoint| checkpoint.size), Ok(3));
        assert_eq!(verdict(&format!("{own}an extension\n")).map(|checkpoint| checkpoint.size), Ok(3));
        assert_eq!(verdict(&own.replace("crm.", "shop.")), Err(CheckpointError::ForeignLog));
        for size in ["03", "+3", "-3", "3 ", "", "three", "281474976710657", "99999999999999999999"] {
            let text = own.replace("\n3\n", &format!("\n{size}\n"));
            assert_eq!(verdict(&text), Err(CheckpointError::Form), "{size:?}");
        }
        for text in ["crm.example.pl/ledger\n3\n", &own.replace('=', ""), &format!("{own}\n\nx\n")] {
            assert_eq!(verdict(text), Err(CheckpointError::Form), "{text:?}");
        }
    }
}
