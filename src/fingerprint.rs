//! A fingerprint: what some bytes are known by, so that the same are not worked on twice.
//!
//! It is the SHA-256 of parts, each with its length before it, so that no two ways of cutting the
//! same bytes are alike. It never knows what its parts mean, and holds no clock and no place.

use std::fmt;

use sha2::{Digest, Sha256};

/// The fingerprint of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint([u8; 32]);

/// A fingerprint that is being taken.
#[derive(Clone, Debug)]
pub struct Taking(Sha256);

impl Fingerprint {
    /// Begins to take a fingerprint of something, by a word for what it is.
    pub fn begin(of: &str) -> Taking {
        let mut taking = Taking(Sha256::new());
        taking.add(of.as_bytes());
        taking
    }

    /// The fingerprint of bytes as a whole.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The fingerprint that was written as 64 letters and digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let mut bytes = [0; 32];
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return None;
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Some(Self(bytes))
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Taking {
    /// Adds a part.
    pub fn add(&mut self, part: &[u8]) -> &mut Self {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
        self
    }

    /// The fingerprint of all parts.
    pub fn end(self) -> Fingerprint {
        Fingerprint(self.0.finalize().into())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The number of a digit in base sixteen, in small letters.
fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_nothing_else_is() {
        let fingerprint = Fingerprint::of(b"abc");
        let text = fingerprint.to_string();
        assert_eq!(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(Fingerprint::parse(&text), Some(fingerprint));
        for wrong in ["", "ba78", &text.to_uppercase(), &format!("{text}0"), &text.replace('a', "g")] {
            assert_eq!(Fingerprint::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_same_bytes_cut_elsewhere_are_not_the_same() {
        let of = |parts: &[&str]| {
            let mut taking = Fingerprint::begin("test");
            for part in parts {
                taking.add(part.as_bytes());
            }
            taking.end()
        };
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
        for other in [&["a", "bc"][..], &["abc"], &["ab", "c", ""], &["c", "ab"]] {
            assert_ne!(of(&["ab", "c"]), of(other), "{other:?}");
        }
    }
}
