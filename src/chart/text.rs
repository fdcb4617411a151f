//! How wide words are, so that they can be wrapped and placed without a font at hand.
//!
//! Widths of the Latin letters are those of the built-in faces; other scripts are set in the
//! reader's own fonts and are estimated on the safe side.

use unicode_width::UnicodeWidthChar;

use crate::chart::shape::Face;

/// A space at which no line ends.
const NO_BREAK: char = '\u{a0}';

/// What stands for words that were cut off.
const CUT: char = '…';

/// Room that fonts of other makers may need more than ours, in parts of the width.
const RESERVE: f64 = 1.04;

/// Advance widths of U+0020 to U+007E in thousandths of the size: sans, sans bold, serif bold.
const WIDTHS: [[u16; 95]; 3] = [
    [
        200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497, 497, 497, 497,
        497, 497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 543, 588, 571, 615, 527, 494, 617, 652, 263, 479, 579,
        486, 727, 647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500, 542, 504,
        553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542, 555, 555, 347, 419, 338, 544, 467, 719,
        446, 467, 425, 303, 241, 303, 497,
    ],
    [
        200, 315, 482, 513, 513, 841, 639, 275, 324, 324, 438, 513, 275, 322, 275, 344, 513, 513, 513, 513, 513, 513,
        513, 513, 513, 513, 275, 275, 513, 513, 513, 444, 875, 558, 597, 576, 625, 538, 510, 628, 663, 282, 494, 597,
        502, 745, 657, 674, 582, 674, 592, 545, 546, 655, 536, 800, 541, 501, 540, 324, 344, 324, 513, 500, 549, 516,
        563, 462, 564, 507, 317, 520, 558, 262, 263, 522, 271, 843, 560, 549, 564, 564, 373, 431, 361, 556, 495, 748,
        481, 495, 443, 324, 255, 324, 513,
    ],
    [
        225, 313, 394, 543, 518, 882, 720, 205, 355, 355, 435, 536, 300, 323, 300, 354, 518, 518, 518, 518, 518, 518,
        518, 518, 518, 518, 300, 300, 536, 536, 536, 430, 858, 669, 638, 627, 708, 599, 579, 679, 778, 378, 383, 679,
        589, 899, 732, 705, 599, 705, 664, 524, 616, 728, 669, 970, 651, 629, 556, 332, 354, 332, 537, 523, 400, 518,
        591, 498, 578, 515, 357, 528, 608, 306, 290, 568, 309, 904, 610, 556, 595, 568, 441, 443, 339, 593, 514, 775,
        537, 521, 460, 341, 300, 341, 536,
    ],
];

/// Width of words in a face, in units of the drawing.
pub fn width(words: &str, face: Face) -> f64 {
    words.chars().map(|c| advance(c, face)).sum::<f64>() * face.size / 1000.0 * RESERVE
}

fn advance(c: char, face: Face) -> f64 {
    let table = match (face.serif, face.bold) {
        (true, _) => &WIDTHS[2],
        (false, true) => &WIDTHS[1],
        (false, false) => &WIDTHS[0],
    };
    let latin = (c as usize).checked_sub(0x20).and_then(|at| table.get(at));
    match (latin, UnicodeWidthChar::width(c)) {
        (Some(width), _) => f64::from(*width),
        (None, _) if c == NO_BREAK => table.first().copied().map_or(220.0, f64::from),
        (None, Some(0) | None) => 0.0,
        (None, Some(2)) => 1000.0,
        (None, _) if c.is_whitespace() => 220.0,
        (None, _) if c.is_uppercase() => 680.0,
        (None, _) => 560.0,
    }
}

/// Words on as many lines as they need; a word that is too wide for a line is broken. With more
/// than `most` lines the last one is cut and says so.
pub fn wrap(words: &str, face: Face, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words.split(ends_word).filter(|word| !word.is_empty()) {
        for piece in pieces(word, face, room) {
            let joined = if line.is_empty() { piece.clone() } else { format!("{line} {piece}") };
            if line.is_empty() || width(&joined, face) <= room {
                line = joined;
            } else {
                lines.push(std::mem::replace(&mut line, piece));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(shorten(&rest, face, room));
    }
    lines
}

/// Whether a line may end at a sign: at every space but those that keep words together.
fn ends_word(c: char) -> bool {
    c.is_whitespace() && !matches!(c, NO_BREAK | '\u{202f}')
}

/// A word in pieces that fit. Words that are kept together come apart first; scripts without spaces between words break between any two signs.
fn pieces(word: &str, face: Face, room: f64) -> Vec<String> {
    if width(word, face) <= room {
        return vec![word.to_owned()];
    }
    if word.contains(NO_BREAK) {
        return word.split(NO_BREAK).flat_map(|word| pieces(word, face, room)).collect();
    }
    let mut pieces = vec![String::new()];
    let mut filled = 0.0;
    for c in word.chars() {
        let wide = advance(c, face) * face.size / 1000.0 * RESERVE;
        if filled + wide > room && filled > 0.0 {
            pieces.push(String::new());
            filled = 0.0;
        }
        filled += wide;
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}

/// Words cut to a room, with a sign where something is missing.
pub fn shorten(words: &str, face: Face, room: f64) -> String {
    if width(words, face) <= room {
        return words.to_owned();
    }
    let mut kept = String::new();
    for c in words.chars() {
        let next = format!("{kept}{c}{CUT}");
        if width(&next, face) > room {
            break;
        }
        kept.push(c);
    }
    format!("{}{CUT}", kept.trim_end())
}

/// Whether words fit a room on so many lines without a word being cut off.
pub fn fits(words: &str, face: Face, room: f64, most: usize) -> bool {
    wrap(words, face, room, usize::MAX).len() <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: Face = Face::plain(15.0);

    #[test]
    fn words_are_wrapped_where_the_room_ends() {
        assert_eq!(wrap("Policy and Strategy", FACE, 80.0, 3), ["Policy and", "Strategy"]);
        assert_eq!(wrap("", FACE, 80.0, 3), Vec::<String>::new());
    }

    #[test]
    fn words_that_are_kept_together_come_apart_only_where_they_fit_nowhere() {
        assert_eq!(wrap("due on 26\u{a0}November", FACE, 110.0, 3), ["due on", "26\u{a0}November"]);
        assert_eq!(wrap("26\u{a0}November", FACE, 75.0, 3), ["26", "November"]);
        assert!((width("a\u{a0}b", FACE) - width("a b", FACE)).abs() < 1e-9);
    }

    #[test]
    fn every_line_fits_whatever_the_words() {
        for words in [
            "Donaudampfschifffahrtsgesellschaft",
            "変更管理の責任者を決める",
            "a bb ccc dddd eeeee ffffff",
            "إدارة التغيير",
        ] {
            let lines = wrap(words, FACE, 60.0, 4);
            assert!(lines.len() <= 4 && !lines.is_empty(), "{lines:?}");
            assert!(lines.iter().all(|line| width(line, FACE) <= 60.0), "{lines:?}");
        }
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(shorten("Change Management", FACE, 60.0), "Change…");
        assert_eq!(shorten("Change", FACE, 60.0), "Change");
        assert!(wrap("one two three four five", FACE, 40.0, 2).last().is_some_and(|line| line.ends_with('…')));
    }

    #[test]
    fn marks_that_lie_on_a_letter_take_no_room() {
        assert!((width("e\u{301}", FACE) - width("e", FACE)).abs() < 1e-9);
    }
}
