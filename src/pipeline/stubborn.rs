//! Characters that a font has and the compiler refuses all the same: a mark above a letter of
//! another font, say. A stand-in takes their place, and the document is made once more.

use std::collections::BTreeSet;

use serde_json::Value;

/// Puts a stand-in for each of these pieces of text, wherever they stand among the words of the
/// data. Returns the characters that are no longer there; none when nothing could be replaced.
pub(super) fn hide(data: &mut Value, pieces: &[String], stand_in: char) -> BTreeSet<char> {
    let mut hidden = BTreeSet::new();
    let stand_in = stand_in.to_string();
    // The longest first, so that a letter does not take its mark's piece apart.
    let mut pieces: Vec<&String> = pieces.iter().filter(|piece| !piece.is_ascii()).collect();
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    super::pdf::strings(data, &mut |text| {
        for piece in &pieces {
            if text.contains(piece.as_str()) {
                *text = text.replace(piece.as_str(), &stand_in);
                hidden.extend(piece.chars().filter(|c| !c.is_ascii()));
            }
        }
    });
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_replaced_wherever_they_stand_and_letters_of_every_font_are_not() {
        let mut data = serde_json::json!({ "a": ["x日\u{301}y", "e"], "b": "日" });
        let hidden = hide(&mut data, &["日".to_owned(), "日\u{301}".to_owned(), "e".to_owned()], '□');
        assert_eq!(data, serde_json::json!({ "a": ["x□y", "e"], "b": "□" }));
        assert_eq!(hidden.into_iter().collect::<String>(), "\u{301}日");
    }
}
