//! The output folder: the only room that reads and writes it.
//!
//! Files come in batches, one for each thing that they are made of. They wait in a folder beside the
//! output until everything has succeeded, and are then put in place: a first report whole, in one
//! move, a later one file by file; files that are already the same are left alone. What can go wrong
//! is looked for before the first file moves, and what has moved is put back when something still
//! does. A manifest remembers what was made here and of what: what is no longer made is removed, and
//! nothing else ever is; a batch that would be made of the same again stays, unless somebody touched
//! its files. No link below the output is followed, and a lock keeps a second build out.

mod batch;
mod folders;
mod lock;
pub mod loose;
mod manifest;
mod moves;
mod path;
mod publisher;
mod refused;
mod seal;
mod staging;
mod stands;
mod write;

pub use batch::Batch;
pub use publisher::{Kept, Published, Publisher};
pub use refused::Refused;
pub use stands::{real, report_around};
pub use write::{write_file, write_new};
