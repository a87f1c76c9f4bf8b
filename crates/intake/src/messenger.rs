//! Entries by hand.
