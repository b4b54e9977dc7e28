//! The browser's side: wasm32 only.

#[allow(dead_code, reason = "the surface that draws on it is another part")]
pub(crate) mod canvas;
