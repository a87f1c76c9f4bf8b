//! The proof that a person keeps.

#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

use proptest::prelude::*;
use zgoda_ledger::{
    BundleError, Frontier, Hash, InvalidProof, Leaves, Proof, Signer, inclusion_proof, leaf_hash,
    verify_proof_bundle,
};

const ENTRY: &[u8] = b"entry \x00\xff 5";

fn signer() -> Signer {
    Signer::from_seed("crm.example.pl/ledger", &[7; 32]).unwrap()
}

/// Proves [`ENTRY`], which stands at `index` among `size` entries.
fn proof(index: u64, size: u64) -> Proof {
    let leaf = |at: u64| if at == index { leaf_hash(ENTRY) } else { leaf_hash(&at.to_be_bytes()) };
    let leaves: Vec<Hash> = (0..size).map(leaf).collect();
    let mut frontier = Frontier::new();
    leaves.iter().for_each(|leaf| frontier.append(*leaf));
    let path = inclusion_proof(&Leaves(&leaves), index, size).unwrap();
    Proof { entry: ENTRY.to_vec(), index, path, checkpoint: signer().sign_frontier(&frontier) }
}

#[test]
fn a_kept_proof_verifies_with_nothing_but_the_key() {
    for (index, size) in [(0, 1), (0, 2), (4, 5), (5, 13), (63, 64), (64, 65)] {
        let proof = proof(index, size);
        let (read, checkpoint) = verify_proof_bundle(&proof.to_text(), &signer().vkey()).unwrap();
        assert_eq!(read, proof);
        assert_eq!(checkpoint.size, size);
    }
}

#[test]
fn a_kept_proof_has_the_shape_of_a_tlog_proof() {
    let text = proof(1, 3).to_text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..3], ["c2sp.org/tlog-proof@v1", "extra ZW50cnkgAP8gNQ==", "index 1"]);
    assert_eq!(lines[5], "");
    assert_eq!(lines[6..8], ["crm.example.pl/ledger", "3"]);
}

#[test]
fn every_flipped_bit_of_a_kept_proof_is_found() {
    let (text, vkey) = (proof(5, 13).to_text(), signer().vkey());
    for at in 0..text.len() * 8 {
        let mut bytes = text.clone().into_bytes();
        bytes[at / 8] ^= 1 << (at % 8);
        if let Ok(changed) = String::from_utf8(bytes) {
            assert!(verify_proof_bundle(&changed, &vkey).is_err(), "bit {at}");
        }
    }
}

#[test]
fn every_truncated_proof_is_refused() {
    let (text, vkey) = (proof(5, 13).to_text(), signer().vkey());
    for end in (0..text.len()).filter(|&end| text.is_char_boundary(end)) {
        assert!(verify_proof_bundle(&text[..end], &vkey).is_err(), "{end} bytes");
    }
}

#[test]
fn what_is_wrong_is_said_by_its_line() {
    let text = proof(5, 13).to_text();
    let broken = [
        (text.replace("tlog-proof@v1", "tlog-proof@v2"), 1),
        (text.replace("extra ", "more "), 2),
        (text.replace("index 5", "index 05"), 3),
        (text.replace("index 5", "index -1"), 3),
        (text.replace("index 5\n", "index 5\nno hash\n"), 4),
        (
            text.replace(
                "index 5\n",
                &format!("index 5\n{}", format!("{}\n", leaf_hash(b"").to_base64()).repeat(49)),
            ),
            52,
        ),
    ];
    for (text, line) in broken {
        let error = verify_proof_bundle(&text, &signer().vkey()).unwrap_err();
        assert_eq!(error, BundleError::Line { line });
    }
    let elsewhere = text.replace("index 5", "index 4");
    let error = verify_proof_bundle(&elsewhere, &signer().vkey()).unwrap_err();
    assert_eq!(error, BundleError::Proof(InvalidProof::RootDiffers));
}

proptest! {
    #[test]
    fn arbitrary_proofs_are_refused_without_panicking(
        text in "\\PC*",
        lines in "(extra [A-Za-z0-9+/=]{0,8}\n)?(index [0-9]{0,22}\n)?([A-Za-z0-9+/]{43}=\n){0,3}\n\\PC*",
    ) {
        let vkey = signer().vkey();
        prop_assert!(verify_proof_bundle(&text, &vkey).is_err());
        let lines = format!("c2sp.org/tlog-proof@v1\n{lines}");
        prop_assert!(verify_proof_bundle(&lines, &vkey).is_err());
    }
}
