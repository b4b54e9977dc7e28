//! Files: [`read`] takes bytes in, [`mod@write`] gives bytes out.

pub mod read;
pub mod write;
