//! Files: [`read`] takes bytes in, [`write`] gives bytes out.

pub mod read;
pub mod write;
