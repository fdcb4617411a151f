//! The output folder: the only room that reads and writes it.
//!
//! Files wait in a folder beside the output until everything has succeeded, and are then put in
//! place one by one; files that are already the same are left alone. What can go wrong is looked
//! for before the first file moves, and what has moved is put back when something still does. A
//! manifest remembers what was made here, so that what is no longer made is removed, and nothing
//! else ever is. No link below the output is followed, and a lock keeps a second build out.

mod lock;
pub mod loose;
mod manifest;
mod moves;
mod path;
mod publisher;
mod refused;
mod staging;
mod stands;
mod write;

pub use publisher::{Published, Publisher};
pub use refused::Refused;
pub use stands::{real, report_around};
pub use write::{write_file, write_new};
