//! Files moved into the output, and moved back when something fails.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::folders::Made;
use super::path::folders_of;
use super::refused::Refused;
use super::stands::{Stands, stands};
use super::write::remove_empty_folders;

/// Files that were moved, so that they can be moved back.
pub(super) struct Moves<'a> {
    out: &'a Path,
    /// Where files wait.
    new: &'a Path,
    /// Where files go that were in their place.
    old: &'a Path,
    made: Made,
    done: Vec<Move>,
}

enum Move {
    Taken(Arc<str>),
    Placed(Arc<str>),
}

impl<'a> Moves<'a> {
    /// Nothing is moved yet.
    pub(super) fn between(out: &'a Path, new: &'a Path, old: &'a Path) -> Self {
        Self { out, new, old, made: Made::default(), done: Vec::new() }
    }

    /// Moves a file of the output away.
    pub(super) fn take_away(&mut self, path: &str) -> Result<(), Refused> {
        self.made.make_for(self.old, path)?;
        rename(&self.out.join(path), &self.old.join(path))?;
        self.done.push(Move::Taken(path.into()));
        Ok(())
    }

    /// Moves all files that wait into the output. A folder that is not there yet is moved whole.
    pub(super) fn place_all(&mut self, paths: &BTreeSet<Arc<str>>) -> Result<(), Refused> {
        let mut there = HashSet::new();
        let mut whole: Option<String> = None;
        for path in paths {
            if whole.as_ref().is_none_or(|whole| !path.starts_with(whole.as_str())) {
                whole = None;
                match self.first_absent(path, &mut there) {
                    Some(folder) => {
                        rename(&self.new.join(folder), &self.out.join(folder))?;
                        whole = Some(format!("{folder}/"));
                    }
                    None => self.place(path)?,
                }
            }
            self.done.push(Move::Placed(Arc::clone(path)));
        }
        Ok(())
    }

    /// The outermost folder of a path that is not there.
    fn first_absent<'p>(&self, path: &'p str, there: &mut HashSet<&'p str>) -> Option<&'p str> {
        for folder in folders_of(path) {
            if there.contains(folder) {
                continue;
            }
            if stands(&self.out.join(folder)) == Stands::Nothing {
                return Some(folder);
            }
            there.insert(folder);
        }
        None
    }

    /// Moves a file into a folder that is there.
    fn place(&mut self, path: &str) -> Result<(), Refused> {
        if stands(&self.out.join(path)) == Stands::File {
            self.take_away(path)?;
        }
        rename(&self.new.join(path), &self.out.join(path))
    }

    /// Moves everything back, the last first. Returns whether all of it went well.
    pub(super) fn undo(self) -> bool {
        let mut well = true;
        for done in self.done.iter().rev() {
            well &= match done {
                Move::Taken(path) => {
                    let folder = self.out.join(&**path);
                    let made = folder.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok());
                    made && rename(&self.old.join(&**path), &self.out.join(&**path)).is_ok()
                }
                Move::Placed(path) => {
                    let back = fs::remove_file(self.out.join(&**path)).is_ok();
                    remove_empty_folders(self.out, path);
                    back
                }
            };
        }
        well
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), Refused> {
    fs::rename(from, to).map_err(|error| Refused::Io(to.to_owned(), error))
}
