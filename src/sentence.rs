//! Messages that can be translated.
//!
//! An error or a note is a *key* of the i18n catalogues plus the words that fill its placeholders. `Display` is the English
//! sentence. `tests/suite/sentences.rs` checks that the English catalogue has the same text, and the Chinese one the same
//! placeholders.

/// A message: a catalogue key and the words that fill its placeholders.
pub trait Sentence: std::fmt::Display {
    /// Key in `www/i18n/*.js`, for example `error.scheme.format`.
    fn key(&self) -> &'static str;
    /// The names of the placeholders and their words, in the order of the fields.
    fn words(&self) -> Vec<(&'static str, String)>;
}

/// The key and the English template of a sentence, for the test of the catalogues.
#[derive(Debug)]
pub struct Template {
    /// Catalogue key.
    pub key: &'static str,
    /// English text with `{placeholders}`.
    pub english: &'static str,
}

/// The beginning of a text that may be very long or contain any characters, made fit for a sentence.
pub(crate) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let (mut short, mut length) = (String::new(), 0);
    for c in text.chars() {
        let shown = match c {
            _ if c.is_control() => "\u{fffd}".into(),
            // Marks of byte order and direction, and spaces without width, would not be seen.
            '\u{ad}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {
                format!("\u{27e8}U+{:04X}\u{27e9}", u32::from(c))
            }
            _ => c.into(),
        };
        length += shown.chars().count();
        if length > LONGEST {
            short.push('…');
            break;
        }
        short.push_str(&shown);
    }
    short
}

/// An excerpt as the word of a sentence: a sentence quotes only the beginning of a user's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt(String);

impl From<&str> for Excerpt {
    fn from(text: &str) -> Self {
        Self(excerpt(text))
    }
}

impl From<String> for Excerpt {
    fn from(text: String) -> Self {
        Self(excerpt(&text))
    }
}

impl std::fmt::Display for Excerpt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The words as text. It is not part of the macro, so that it exists only once.
pub(crate) fn words(named: &[(&'static str, &dyn std::fmt::Display)]) -> Vec<(&'static str, String)> {
    named.iter().map(|(name, word)| (*name, word.to_string())).collect()
}

/// Defines an error enum whose variants are sentences: `Display`, `Error`, [`Sentence`] and the list of templates follow from one
/// line per variant.
macro_rules! sentences {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident { $($field:ident : $type:ty),* $(,)? } = $key:literal, $english:literal;
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[allow(missing_docs, reason = "the sentence says what each word is")]
                $variant { $($field: $type),* },
            )*
        }

        impl $name {
            /// All sentences of this enum, as the catalogues must have them.
            pub const TEMPLATES: &'static [$crate::sentence::Template] = &[
                $($crate::sentence::Template { key: $key, english: $english }),*
            ];
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$variant { $($field),* } => write!(f, $english),)*
                }
            }
        }

        impl std::error::Error for $name {}

        impl $crate::sentence::Sentence for $name {
            fn key(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $key,)*
                }
            }

            fn words(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$variant { $($field),* } => $crate::sentence::words(&[$((stringify!($field), $field)),*]),)*
                }
            }
        }
    };
}
pub(crate) use sentences;
