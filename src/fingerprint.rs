//! A fingerprint: what some bytes are known by, so that the same are not worked on twice.
//!
//! It is the XXH3 of parts, in 128 bits, each with its length before it, so that no two ways of cutting
//! the same bytes are alike. Two texts of one fingerprint do not happen by chance; whoever made them on
//! purpose would keep a page as it was, which is easier by leaving its text alone. It never knows what its
//! parts mean, and holds no clock and no place.

use std::fmt;

use twox_hash::xxhash3_128::Hasher;

/// The fingerprint of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint([u8; 16]);

/// A fingerprint that is being taken.
#[derive(Clone)]
pub struct Taking(Hasher);

impl Fingerprint {
    /// Begins to take a fingerprint of something, by a word for what it is.
    pub fn begin(of: &str) -> Taking {
        let mut taking = Taking(Hasher::new());
        taking.add(of.as_bytes());
        taking
    }

    /// The fingerprint of bytes as a whole.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Hasher::oneshot(bytes).to_be_bytes())
    }

    /// The fingerprint that was written as 32 letters and digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let mut bytes = [0; 16];
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return None;
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Some(Self(bytes))
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl Taking {
    /// Adds a part.
    pub fn add(&mut self, part: &[u8]) -> &mut Self {
        self.0.write(&(part.len() as u64).to_le_bytes());
        self.0.write(part);
        self
    }

    /// The fingerprint of all parts.
    pub fn end(self) -> Fingerprint {
        Fingerprint(self.0.finish_128().to_be_bytes())
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
        assert_eq!(text, "06b05ab6733a618578af5f94892f3950");
        assert_eq!(Fingerprint::parse(&text), Some(fingerprint));
        for wrong in ["", "06b0", &text.to_uppercase(), &format!("{text}0"), &text.replace('a', "g")] {
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
