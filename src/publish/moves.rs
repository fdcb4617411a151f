//! Files moved into the output, and moved back when something fails.

use std::fs;
use std::path::Path;

use super::refused::Refused;
use super::stands::{Stands, stands};
use super::write::{remove_empty_folders, rename};

/// Files that were moved, so that they can be moved back.
pub(super) struct Moves<'a> {
    pub(super) out: &'a Path,
    pub(super) staging: &'a Path,
    pub(super) done: Vec<Move>,
}

pub(super) enum Move {
    Taken(String),
    Placed(String),
}

impl Moves<'_> {
    /// Moves a file of the output into the staging folder.
    pub(super) fn take_away(&mut self, path: &str) -> Result<(), Refused> {
        rename(&self.out.join(path), &self.staging.join("old").join(path))?;
        self.done.push(Move::Taken(path.to_owned()));
        Ok(())
    }

    /// Moves a file that waits into the output.
    pub(super) fn place(&mut self, path: &str) -> Result<(), Refused> {
        if stands(&self.out.join(path)) == Stands::File {
            self.take_away(path)?;
        }
        if let Err(refused) = rename(&self.staging.join("new").join(path), &self.out.join(path)) {
            remove_empty_folders(self.out, path);
            return Err(refused);
        }
        self.done.push(Move::Placed(path.to_owned()));
        Ok(())
    }

    /// Moves everything back, the last first. Returns whether all of it went well.
    pub(super) fn undo(self) -> bool {
        let mut well = true;
        for done in self.done.iter().rev() {
            well &= match done {
                Move::Taken(path) => rename(&self.staging.join("old").join(path), &self.out.join(path)).is_ok(),
                Move::Placed(path) => {
                    let back = fs::remove_file(self.out.join(path)).is_ok();
                    remove_empty_folders(self.out, path);
                    back
                }
            };
        }
        well
    }
}
