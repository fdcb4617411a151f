//! Why nothing was published, in words that say what to do.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// Why nothing was published. The output is as it was.
#[derive(Debug)]
pub enum Refused {
    /// The folder holds files that were not made here.
    Foreign(PathBuf),
    /// Something that was not made here stands where a file is to be.
    NotOurs(PathBuf, &'static str),
    /// The file system said no.
    Io(PathBuf, io::Error),
    /// Two records ask for the same file.
    Twice(String),
    /// A path that would leave the folder, or that has a control character.
    Outside(String),
    /// The folder is a file, or lies below one.
    NoFolder(PathBuf),
    /// Another build writes into the folder.
    Busy(PathBuf),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Foreign(path) => write!(
                f,
                "{} holds files that preread did not make, and nothing is written there: choose another --out, or empty it yourself",
                path.display()
            ),
            Self::NotOurs(path, what) => write!(
                f,
                "{} is no {what} that preread made, and it is not overwritten: choose another --out, or move it away",
                path.display()
            ),
            Self::Io(path, error) => write!(f, "{}: {error}{}", path.display(), mend(error.kind())),
            Self::Twice(path) => write!(f, "two records ask for the same page {path}: rename one of them"),
            Self::Outside(path) => write!(f, "`{}` is no path inside the output folder", path.escape_debug()),
            Self::NoFolder(path) => {
                write!(f, "{} is a file or lies below one: choose another --out, a folder", path.display())
            }
            Self::Busy(path) => write!(
                f,
                "another build is writing there: {} is locked, and nothing is written; try again when it is done",
                path.display()
            ),
        }
    }
}

/// What helps against an error of the system, after the error itself.
const fn mend(error: ErrorKind) -> &'static str {
    match error {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            ": everything is as it was; free some space, then try again"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            ": choose another --out, or make the folder one that you may write to"
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_is_full_or_closed_is_told_with_its_mend() {
        let told = |kind: ErrorKind| Refused::Io("public".into(), kind.into()).to_string();
        assert_eq!(
            told(ErrorKind::StorageFull),
            "public: no storage space: everything is as it was; free some space, then try again"
        );
        assert!(
            told(ErrorKind::PermissionDenied)
                .ends_with(": choose another --out, or make the folder one that you may write to")
        );
        assert_eq!(told(ErrorKind::UnexpectedEof), "public: unexpected end of file");
    }
}
