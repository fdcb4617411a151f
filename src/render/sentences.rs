//! A finding cut where its sentences begin, so that each can stand on a line of its own, in any
//! script. It never cuts inside a date or after an initial.

/// Marks that end a sentence when a space and a new beginning follow.
const ENDS: [char; 7] = ['.', '!', '?', '…', '؟', '۔', '।'];

/// Marks that end a sentence whatever follows; the scripts that have them write no space.
const FULL_ENDS: [char; 4] = ['。', '！', '？', '．'];

/// Marks that close what a sentence ends with.
const CLOSERS: [char; 10] = ['"', '\'', '”', '’', '»', '“', ')', '」', '』', '）'];

/// The sentences of a text. `months` are the names that may follow the number of a day and its
/// point, as in “26. November”.
pub fn sentences(text: &str, months: &[&[String]]) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut rest = text.trim();
    let mut from = 0;
    while let Some((at, mark)) = next_end(rest, from) {
        let mut end = at + mark.len_utf8();
        let tail = rest.get(end..).unwrap_or_default();
        end += tail.len() - tail.trim_start_matches(CLOSERS).len();
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(end..).unwrap_or_default());
        if !after.trim().is_empty() && is_border(mark, before, after, months) {
            sentences.push(rest.get(..end).unwrap_or_default().to_owned());
            rest = after.trim_start();
            from = 0;
        } else {
            from = end;
        }
    }
    if !rest.is_empty() {
        sentences.push(rest.to_owned());
    }
    sentences
}

fn next_end(text: &str, from: usize) -> Option<(usize, char)> {
    let tail = text.get(from..)?;
    let found = tail.char_indices().find(|(_, c)| ENDS.contains(c) || FULL_ENDS.contains(c));
    found.map(|(at, mark)| (at + from, mark))
}

/// Whether a new sentence begins after a mark.
fn is_border(mark: char, before: &str, after: &str, months: &[&[String]]) -> bool {
    if FULL_ENDS.contains(&mark) {
        return true;
    }
    let Some(next) = after.strip_prefix(' ').map(str::trim_start) else { return false };
    if next.starts_with(char::is_lowercase) {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let last = before.rsplit([' ', '\u{a0}', '\u{202f}', '(']).next().unwrap_or_default();
    let is_initial = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
    let is_day = !last.is_empty() && last.chars().all(|c| c.is_ascii_digit());
    let names_month = || months.iter().flat_map(|names| names.iter()).any(|name| next.starts_with(name.as_str()));
    !(is_initial || is_day && names_month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        sentences(text, &[&["November".to_owned()]])
    }

    #[test]
    fn a_finding_is_cut_where_a_sentence_begins() {
        assert_eq!(cut("We rose. None came from change."), ["We rose.", "None came from change."]);
        assert_eq!(cut("Up 2.5 points, e.g. here"), ["Up 2.5 points, e.g. here"]);
        assert_eq!(cut("Really? Yes… No."), ["Really?", "Yes…", "No."]);
        assert_eq!(cut(""), Vec::<String>::new());
    }

    #[test]
    fn other_scripts_end_their_sentences_in_their_own_way() {
        assert_eq!(cut("前進した。責任者がいない。"), ["前進した。", "責任者がいない。"]);
        assert_eq!(cut("「本当か？」はい。"), ["「本当か？」", "はい。"]);
        assert_eq!(cut("هل تقدمنا؟ نعم. لا مالك."), ["هل تقدمنا؟", "نعم.", "لا مالك."]);
    }

    #[test]
    fn a_date_an_initial_and_a_quotation_are_kept_whole() {
        assert_eq!(cut("Stand am 26. November 2026. Es bleibt."), ["Stand am 26. November 2026.", "Es bleibt."]);
        assert_eq!(cut("It was 61. Now it is 68."), ["It was 61.", "Now it is 68."]);
        assert_eq!(cut("So sagt J. Kern. Gut."), ["So sagt J. Kern.", "Gut."]);
        assert_eq!(cut("Er sagte: „Nein.“ Wir gehen."), ["Er sagte: „Nein.“", "Wir gehen."]);
    }
}
