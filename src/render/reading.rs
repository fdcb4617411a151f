//! How long a page takes to read: its words, at a pace of an unhurried reader.

/// Words in a minute.
const PACE: usize = 220;
/// In scripts that put no space between words, so many letters are counted as a word.
const LETTERS_OF_A_WORD: usize = 2;
/// What is not read from top to bottom: drawings repeat what stands beside them, a disclosure is
/// closed, a menu is no text.
const SKIPPED: [&str; 3] = ["svg", "details", "nav"];

/// Minutes for so many words, rounded up.
pub const fn minutes(words: usize) -> usize {
    words.div_ceil(PACE)
}

/// The words in the main part of a page.
pub fn words(page: &str) -> usize {
    let main = page.split_once("<main").map_or(page, |(_, rest)| rest);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    let mut skipping: Option<(&str, usize)> = None;
    let mut count = 0;
    // Each piece begins with the inside of a tag; the text before the first tag is none of it.
    for piece in main.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        skipping = match skipping {
            Some((skipped, 1)) if closes && name == skipped => None,
            Some((skipped, depth)) if closes && name == skipped => Some((skipped, depth - 1)),
            Some((skipped, depth)) if name == skipped && !tag.ends_with('/') => Some((skipped, depth + 1)),
            None if !closes && !tag.ends_with('/') => {
                SKIPPED.into_iter().find(|skipped| *skipped == name).map(|name| (name, 1))
            }
            other => other,
        };
        if skipping.is_none() {
            count += text.split_whitespace().map(words_in).sum::<usize>();
        }
    }
    count
}

/// A run without spaces is a word, or several when its script writes none.
fn words_in(run: &str) -> usize {
    let dense = run.chars().filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')).count();
    match dense {
        0 => usize::from(run.chars().any(char::is_alphanumeric)),
        dense => dense.div_ceil(LETTERS_OF_A_WORD),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_menus_and_closed_disclosures_are_not_counted() {
        let page = "<nav>a b</nav><main id=\"m\"><h1>One <b>two</b></h1><svg><svg><text>no</text></svg><desc>no</desc></svg>\
                    <p>three – four</p><details><p>no</p></details> five</main><footer>no</footer>";
        assert_eq!(words(page), 5);
        assert_eq!(words("<main><p>顧客の記録</p></main>"), 3);
        assert_eq!((minutes(0), minutes(220), minutes(221)), (0, 1, 2));
    }
}
