//! Reading files within bounds of memory: a program of its own, because its allocator counts what all threads hold.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Mutex, MutexGuard, PoisonError};

mod corpus;
#[path = "../support/hostile.rs"]
mod hostile;
mod piecewise;
#[expect(dead_code, reason = "what is read is compared with itself, not with expected values")]
#[path = "../support/reference.rs"]
mod reference;

/// Held by a test that measures memory, so that no other does at the same time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}
