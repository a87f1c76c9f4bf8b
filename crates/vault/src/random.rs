//! Random bytes for keys, nonces, salts and ids, without asking the operating system for each of them.
//!
//! A thread holds a small stock: 256 bits of the operating system, expanded by AES-256 in counter mode. What is handed
//! out is wiped from the stock, and so is the seed, so memory tells nothing of what was drawn before. The stock is not
//! shared: no code of ours can fork a process (that takes `unsafe`). Only a virtual machine that is stopped, copied and
//! run twice would draw the same bytes twice, from the stock it had then: the next one is seeded anew.

use std::cell::RefCell;

use zeroize::{Zeroize, Zeroizing};

use crate::VaultError;
use crate::cipher::{Cipher, NONCE};
use crate::secret::Secret;

/// Bytes of a full stock: about four people with their values.
const STOCK: usize = 1 << 10;

struct Stock {
    bytes: Zeroizing<[u8; STOCK]>,
    used: usize,
}

thread_local! {
    static OWN: RefCell<Stock> = RefCell::new(Stock { bytes: Zeroizing::new([0; STOCK]), used: STOCK });
}

impl Stock {
    fn take(&mut self, out: &mut [u8]) -> Result<(), VaultError> {
        if STOCK - self.used < out.len() {
            let mut seed = Secret::zero();
            from_system(seed.as_mut())?;
            self.used = STOCK;
            self.bytes.zeroize();
            Cipher::new(&seed).apply_stream(&[0; NONCE], &mut *self.bytes)?;
            self.used = 0;
        }
        let end = self.used + out.len();
        if let Some(drawn) = self.bytes.get_mut(self.used..end) {
            out.copy_from_slice(drawn);
            drawn.zeroize();
        }
        self.used = end;
        Ok(())
    }
}

/// Draws random bytes, good for nonces, salts and ids.
///
/// # Errors
/// [`VaultError::NoRandomness`] where the operating system gives none.
pub fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// Overwrites `out` with random bytes.
pub(crate) fn fill(out: &mut [u8]) -> Result<(), VaultError> {
    if out.len() > STOCK {
        return from_system(out);
    }
    // A thread that is about to end has no stock any more.
    OWN.try_with(|own| own.borrow_mut().take(out)).unwrap_or_else(|_| from_system(out))
}

fn from_system(out: &mut [u8]) -> Result<(), VaultError> {
    getrandom::fill(out).map_err(|_| VaultError::NoRandomness)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nothing_is_drawn_twice_within_a_thread_or_between_threads() {
        let draw = || (0..1_000).map(|_| random::<12>().unwrap()).collect::<Vec<_>>();
        let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(draw)).collect();
        let mut all = draw();
        all.extend(threads.into_iter().flat_map(|thread| thread.join().unwrap()));
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), 5_000);
        assert!(all.iter().all(|bytes| bytes != &[0; 12]));
    }

    #[test]
    fn what_was_drawn_is_not_in_the_stock_any_more() {
        let drawn: [u8; 32] = random().unwrap();
        OWN.with_borrow(|own| {
            assert!(own.bytes[..own.used].iter().all(|byte| *byte == 0));
            assert!(!own.bytes.windows(32).any(|window| window == drawn));
            assert!(own.bytes[own.used..].iter().any(|byte| *byte != 0));
        });
    }

    #[test]
    fn any_length_is_filled() {
        for length in [0, 1, 31, STOCK - 1, STOCK, STOCK + 1, 5 * STOCK] {
            let mut bytes = vec![0; length];
            fill(&mut bytes).unwrap();
            // 64 zeros in a row would be a chance of 2^-512.
            assert!(!bytes.chunks_exact(64).any(|chunk| chunk.iter().all(|byte| *byte == 0)), "{length}");
        }
    }
}
