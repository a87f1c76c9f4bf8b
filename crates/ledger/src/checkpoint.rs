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
