//! Checkpoints: the published example of a signed note, and what must be refused.

#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

use proptest::prelude::*;
use zgoda_ledger::{
    Checkpoint, CheckpointError, Frontier, Hash, KeyError, NoteError, Signer, Verifier, empty_root, leaf_hash,
};

const SEED: [u8; 32] = [7; 32];
const ORIGIN: &str = "crm.example.pl/ledger";

/// The verifier key and the note that the signed-note reference publishes as its example.
const PUBLISHED_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PUBLISHED_NOTE: &str = "If you think cryptography is the answer to your problem,
then you don't know what your problem is.

\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
";

fn signer() -> Signer {
    Signer::from_seed(ORIGIN, &SEED).unwrap()
}

fn signed() -> String {
    signer().sign(3, leaf_hash(b"three"))
}

#[test]
fn the_published_note_verifies() {
    let verifier = Verifier::from_vkey(PUBLISHED_KEY).unwrap();
    assert_eq!(verifier.vkey(), PUBLISHED_KEY);
    assert_eq!(verifier.origin(), "PeterNeumann");
    // Its signature is right; that it is a checkpoint is what the published note never claimed.
    assert_eq!(verifier.verify(PUBLISHED_NOTE), Err(CheckpointError::Form));
    let changed = PUBLISHED_NOTE.replace("answer", "anſwer");
    assert_eq!(verifier.verify(&changed), Err(NoteError::WrongSignature.into()));
}

#[test]
fn a_signed_checkpoint_says_what_was_signed() {
    let verifier = Verifier::from_vkey(&signer().vkey()).unwrap();
    let checkpoint = Checkpoint { origin: ORIGIN.to_owned(), size: 3, root: leaf_hash(b"three") };
    assert_eq!(verifier.verify(&signed()), Ok(checkpoint));
    assert_eq!(verifier, signer().verifier());
    let empty = verifier.verify(&signer().sign_frontier(&Frontier::new())).unwrap();
    assert_eq!((empty.size, empty.root), (0, empty_root()));
}

#[test]
fn a_checkpoint_is_a_text_of_five_lines() {
    let note = signed();
    let lines: Vec<&str> = note.lines().collect();
    let root = leaf_hash(b"three").to_base64();
    assert_eq!(lines[..4], [ORIGIN, "3", root.as_str(), ""]);
    assert!(lines[4].starts_with("\u{2014} crm.example.pl/ledger "));
    assert_eq!(lines.len(), 5);
}

#[test]
fn every_flipped_bit_of_a_checkpoint_is_found() {
    let (note, verifier) = (signed(), signer().verifier());
    for at in 0..note.len() * 8 {
        let mut bytes = note.clone().into_bytes();
        bytes[at / 8] ^= 1 << (at % 8);
        if let Ok(changed) = String::from_utf8(bytes) {
            assert!(verifier.verify(&changed).is_err(), "bit {at}");
        }
    }
}

#[test]
fn every_truncated_checkpoint_is_refused() {
    let (note, verifier) = (signed(), signer().verifier());
    for end in (0..note.len()).filter(|&end| note.is_char_boundary(end)) {
        assert!(verifier.verify(&note[..end]).is_err(), "{end} bytes");
    }
}

#[test]
fn every_changed_digit_of_a_verifier_key_is_found() {
    let vkey = signer().vkey();
    for at in 0..vkey.len() {
        let mut bytes = vkey.clone().into_bytes();
        bytes[at] ^= 1;
        assert!(Verifier::from_vkey(&String::from_utf8(bytes).unwrap()).is_err(), "byte {at}");
        assert!(Verifier::from_vkey(&vkey[..at]).is_err(), "{at} bytes");
    }
}

#[test]
fn a_checkpoint_by_another_key_is_not_believed() {
    let stranger = Signer::from_seed(ORIGIN, &[8; 32]).unwrap();
    assert_eq!(stranger.verifier().verify(&signed()), Err(NoteError::NotSigned.into()));
    let namesake = Signer::from_seed("crm.example.pl/other", &SEED).unwrap();
    assert_eq!(namesake.verifier().verify(&signed()), Err(NoteError::NotSigned.into()));
}

#[test]
fn a_witness_may_sign_too() {
    let witness = Signer::from_seed("witness.example", &[8; 32]).unwrap();
    let line = witness.sign(3, leaf_hash(b"three")).lines().last().unwrap().to_owned();
    let witnessed = format!("{}{line}\n", signed());
    assert_eq!(signer().verifier().verify(&witnessed).unwrap().size, 3);
    assert_eq!(
        witness.verifier().verify(&witnessed),
        Err(NoteError::WrongSignature.into()),
        "the witness signed another text"
    );
}

#[test]
fn a_name_that_would_break_the_note_is_refused() {
    for name in ["", "two words", "a+b", "line\nend", "tab\t", "zero\u{0}", "no\u{a0}break"] {
        assert_eq!(Signer::from_seed(name, &SEED).err(), Some(KeyError::Name), "{name:?}");
    }
}

proptest! {
    #[test]
    fn any_checkpoint_is_read_as_it_was_signed(size in 0..1u64 << 48, root: [u8; 32], seed: [u8; 32]) {
        let signer = Signer::from_seed(ORIGIN, &seed).unwrap();
        let checkpoint = signer.verifier().verify(&signer.sign(size, Hash(root))).unwrap();
        prop_assert_eq!(checkpoint, Checkpoint { origin: ORIGIN.to_owned(), size, root: Hash(root) });
    }

    #[test]
    fn arbitrary_texts_are_refused_without_panicking(text in "\\PC*", lines in "([a-zA-Z0-9+/=\u{2014} ]*\n){0,6}") {
        let verifier = signer().verifier();
        prop_assert!(verifier.verify(&text).is_err());
        prop_assert!(verifier.verify(&lines).is_err());
        prop_assert!(Verifier::from_vkey(&text).is_err());
    }
}
