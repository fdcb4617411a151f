//! Briefings in, files out. The only room that knows pages, words and formats.
//!
//! [`context`] is what templates see, and its field names are a contract; [`data`] is what data
//! files hold. Templates arrive as text; nothing here reads a disk or asks for the time.

pub mod address;
pub mod context;
pub mod data;
pub mod direction;
pub mod fields;
pub mod format;
pub mod ical;
pub mod inline;
pub mod labels;
pub mod look;
pub mod medium;
pub mod mentions;
pub mod notice;
pub mod packet;
pub mod pages;
pub mod paper;
pub mod places;
pub mod prose;
pub mod reading;
pub mod search;
pub mod sentences;
pub mod svg;
pub mod templates;
pub mod tree;
pub mod view;
pub mod wanted;
