//! Pages that were made, within a bound: to be shown again while they are true, and as the last good
//! ones when they cannot be made any more.

use std::collections::BTreeMap;

use bytes::Bytes;

/// Bytes that are kept. A report on the screen is far less; a site of a thousand far more.
const MOST: usize = 64 * 1024 * 1024;

/// What a page was made from. The same stamp means the same page.
type Stamp = (u64, u64);

/// The pages.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pages: BTreeMap<String, Page>,
    bytes: usize,
    /// How often a page was taken or put, which says which was used last.
    uses: u64,
}

#[derive(Debug)]
struct Page {
    stamp: Stamp,
    bytes: Bytes,
    used: u64,
}

impl Shelf {
    /// A page that is still true.
    pub(super) fn take(&mut self, path: &str, stamp: Stamp) -> Option<Bytes> {
        self.uses += 1;
        let page = self.pages.get_mut(path).filter(|page| page.stamp == stamp)?;
        page.used = self.uses;
        Some(page.bytes.clone())
    }

    /// A page as it was when it could last be made.
    pub(super) fn last(&self, path: &str) -> Option<Bytes> {
        self.pages.get(path).map(|page| page.bytes.clone())
    }

    /// Keeps a page, and lets go what was not used for longest.
    pub(super) fn put(&mut self, path: &str, stamp: Stamp, bytes: &Bytes) {
        self.forget(path);
        self.uses += 1;
        self.bytes += bytes.len();
        self.pages.insert(path.to_owned(), Page { stamp, bytes: bytes.clone(), used: self.uses });
        while self.bytes > MOST && self.pages.len() > 1 {
            let oldest = self.pages.iter().min_by_key(|(_, page)| page.used).map(|(path, _)| path.clone());
            self.forget(&oldest.unwrap_or_default());
        }
    }

    /// Forgets a page that is no longer part of the report.
    pub(super) fn forget(&mut self, path: &str) {
        if let Some(page) = self.pages.remove(path) {
            self.bytes -= page.bytes.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_true_while_what_it_was_made_from_is() {
        let mut shelf = Shelf::default();
        shelf.put("a.html", (1, 1), &Bytes::from_static(b"one"));
        assert_eq!(shelf.take("a.html", (1, 1)).as_deref(), Some(b"one".as_slice()));
        assert_eq!(shelf.take("a.html", (1, 2)), None);
        assert_eq!(shelf.last("a.html").as_deref(), Some(b"one".as_slice()));
    }

    #[test]
    fn what_was_not_used_for_longest_goes_first() {
        let mut shelf = Shelf::default();
        let large: Bytes = vec![0; MOST / 2 - 1].into();
        shelf.put("a", (1, 1), &large);
        shelf.put("b", (1, 1), &large);
        assert!(shelf.take("a", (1, 1)).is_some());
        shelf.put("c", (1, 1), &large);
        assert!(shelf.last("a").is_some() && shelf.last("b").is_none() && shelf.last("c").is_some());
        assert_eq!(shelf.bytes, 2 * large.len());
    }
}
