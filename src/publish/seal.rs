//! The seal of a manifest: since when every change of a file can be seen.
//!
//! A file system notes when a file was last changed, renamed or touched in any way, and nobody can
//! set that time. A file whose time is before that of the manifest is therefore as it was when the
//! manifest was written, and need not be read to know it. The manifest itself holds no clock, so its
//! own time of modification is the seal, with two things that break when they should:
//!
//! - a mark of the manifest's place on the disk, far below a second, which no copy has by chance, nor
//!   one that was written by anybody else;
//! - the time itself, which a copy that keeps the mark cannot have: its files are younger.
//!
//! Where there is no such time, or it is too coarse to bear the mark, nothing is ever sealed, and
//! every file is compared by its bytes. What is changed by hand while a build runs may be seen only
//! when it is changed again.

#[cfg(not(unix))]
use std::fs::Metadata;
#[cfg(not(unix))]
use std::path::Path;

/// A seal that is whole: the time before which all stood as the manifest says, in seconds and
/// nanoseconds.
#[cfg(unix)]
#[derive(Clone, Copy, Debug)]
pub(super) struct Seal((i64, i64));

/// Nothing is ever sealed.
#[cfg(not(unix))]
#[derive(Clone, Copy, Debug)]
pub(super) enum Seal {}

#[cfg(unix)]
mod unix {
    use std::fs::{File, Metadata, symlink_metadata};
    use std::io;
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;
    use std::time::{Duration, UNIX_EPOCH};

    use super::Seal;

    /// Nanoseconds in which the mark is written: the most that all common file systems keep apart.
    const GRAIN: i64 = 100;
    /// Marks there are; together they stay below a millisecond.
    const MARKS: i64 = 10_000;

    fn changed(metadata: &Metadata) -> (i64, i64) {
        (metadata.ctime(), metadata.ctime_nsec())
    }

    fn mark(metadata: &Metadata) -> i64 {
        i64::try_from(metadata.ino() % MARKS.unsigned_abs()).unwrap_or_default() * GRAIN
    }

    impl Seal {
        /// The seal of a manifest, if it is whole. `now` was made a moment ago: a clock that was set
        /// back since the sealing says nothing.
        pub(in super::super) fn of(manifest: &Path, now: &Metadata) -> Option<Self> {
            let metadata = symlink_metadata(manifest).ok()?;
            let since = (metadata.mtime(), metadata.mtime_nsec());
            let is_whole = metadata.is_file()
                && since.1 % (GRAIN * MARKS) == mark(&metadata)
                && since < changed(&metadata)
                && since < changed(now);
            is_whole.then_some(Self(since))
        }

        /// Whether a file or folder is as it was at the sealing.
        pub(in super::super) fn holds(self, metadata: &Metadata) -> bool {
            changed(metadata) < self.0
        }

        /// Seals a manifest at a time when everything was in place: that of `now`, else its own.
        pub(in super::super) fn put(manifest: &Path, now: Option<&Metadata>) -> io::Result<()> {
            let file = File::options().write(true).open(manifest)?;
            let metadata = file.metadata()?;
            let (seconds, nanoseconds) = changed(now.unwrap_or(&metadata));
            let whole = i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
            // A little earlier, so that the mark never makes it later.
            let step = i128::from(GRAIN * MARKS);
            let since = (whole / step - 1) * step + i128::from(mark(&metadata));
            let Ok(since) = u64::try_from(since) else { return Ok(()) };
            file.set_modified(UNIX_EPOCH + Duration::from_nanos(since))
        }
    }
}

#[cfg(not(unix))]
impl Seal {
    pub(super) fn of(_: &Path, _: &Metadata) -> Option<Self> {
        None
    }

    pub(super) fn holds(self, _: &Metadata) -> bool {
        match self {}
    }

    pub(super) fn put(_: &Path, _: Option<&Metadata>) -> std::io::Result<()> {
        Ok(())
    }
}
