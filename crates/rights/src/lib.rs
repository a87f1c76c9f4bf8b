//! Room `rights`.
