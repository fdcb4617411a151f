//! Files in, validated nouns out. What leaves this room can be scored without failing.
//!
//! TOML is read in two stages: a form checks the table and reports every mistake, then a parser
//! takes what is right. Only [`tree`] touches the disk. Nothing here scores or writes.

pub mod action;
pub mod assessment;
pub mod builtin;
pub mod definitions;
pub mod document;
pub mod draft;
pub mod files;
pub mod form;
pub mod forms;
pub mod harmony;
pub mod id;
pub mod image;
pub mod initiative;
pub mod instrument;
pub mod look;
pub mod machine;
pub mod markdown;
pub mod meeting;
pub mod models;
pub mod observation;
pub mod origin;
pub mod outcome;
pub mod palette;
pub mod part;
pub mod references;
pub mod schema;
pub mod settings;
pub mod stylesheet;
pub mod syntax;
pub mod table;
pub mod theme;
pub mod tree;
