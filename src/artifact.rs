//! One file of the output: a relative path and its bytes. It never knows where it will be put.

use bytes::Bytes;

/// A file to write, relative to the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Path with forward slashes, relative to the output folder.
    pub path: String,
    /// The whole content; what is copied as it is shares its bytes with what was read.
    pub bytes: Bytes,
}

impl Artifact {
    /// A file with text.
    pub fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), bytes: text.into().into() }
    }
}
