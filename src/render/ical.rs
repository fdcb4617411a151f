//! iCalendar text, RFC 5545: how lines are escaped, folded and ended. It knows no record and no
//! clock; what stands in an event and when it was made is given.
//!
//! What is written is what calendars read: whole days and hours without a time zone, and of the
//! components events alone.

use jiff::civil::{Date, DateTime};

/// Who made a file. A file that says so was made here and may be replaced by a newer one.
const MADE_BY: &str = "PRODID:-//preread//preread//EN";
/// Most octets of a line without its end.
const LONGEST: usize = 75;

/// One event, without what belongs to the calendar it stands in.
#[derive(Clone, Debug)]
pub struct Event {
    /// What the event is known by; letters, digits, hyphens and dots.
    pub id: String,
    /// Of two with the same id the one with the higher number counts.
    pub sequence: i64,
    /// The day this was known.
    pub known: Date,
    /// When it is.
    pub when: When,
    /// Whether it can be counted on.
    pub status: Status,
    /// What it is.
    pub title: String,
    /// More about it, lines apart.
    pub text: String,
}

/// When an event is.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// A whole day, in which people are free.
    Day(Date),
    /// From an hour to another, in which people are busy.
    Hours(DateTime, DateTime),
}

/// Whether an event can be counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It can.
    Confirmed,
    /// Perhaps.
    Tentative,
    /// It is called off.
    Cancelled,
}

/// A calendar with its name and its events; an event that comes twice is written once.
pub fn calendar(name: &str, events: &[Event]) -> String {
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", MADE_BY, "CALSCALE:GREGORIAN"] {
        fold(&mut out, line);
    }
    // The standard name came late; most calendars read the older one.
    for property in ["NAME", "X-WR-CALNAME"] {
        fold(&mut out, &format!("{property}:{}", text(name)));
    }
    let mut seen = std::collections::BTreeSet::new();
    for event in events.iter().filter(|event| seen.insert(event.id.as_str())) {
        write(&mut out, event);
    }
    fold(&mut out, "END:VCALENDAR");
    out
}

/// Whether a file is a calendar that was made here.
pub fn is_ours(bytes: &[u8]) -> bool {
    let head = bytes.get(..200).unwrap_or(bytes);
    head.starts_with(b"BEGIN:VCALENDAR\r\n") && head.windows(MADE_BY.len()).any(|line| line == MADE_BY.as_bytes())
}

fn write(out: &mut String, event: &Event) {
    let known = format!("{}T000000Z", day(event.known));
    let status = match event.status {
        Status::Confirmed => "CONFIRMED",
        Status::Tentative => "TENTATIVE",
        Status::Cancelled => "CANCELLED",
    };
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@preread", event.id),
        format!("DTSTAMP:{known}"),
        format!("LAST-MODIFIED:{known}"),
        format!("SEQUENCE:{}", event.sequence),
    ];
    lines.extend(when(event.when));
    lines.push(format!("STATUS:{status}"));
    lines.push(format!("SUMMARY:{}", text(&event.title)));
    if !event.text.is_empty() {
        lines.push(format!("DESCRIPTION:{}", text(&event.text)));
    }
    lines.push("END:VEVENT".to_owned());
    lines.iter().for_each(|line| fold(out, line));
}

/// The end of a day is the day after it. The last day there is has no day after it, and no end.
fn when(when: When) -> Vec<String> {
    match when {
        When::Day(date) => {
            let end = date.tomorrow().ok().map(|end| format!("DTEND;VALUE=DATE:{}", day(end)));
            let start = format!("DTSTART;VALUE=DATE:{}", day(date));
            [Some(start), end, Some("TRANSP:TRANSPARENT".to_owned())].into_iter().flatten().collect()
        }
        When::Hours(from, to) => {
            vec![
                format!("DTSTART:{}", from.strftime("%Y%m%dT%H%M%S")),
                format!("DTEND:{}", to.strftime("%Y%m%dT%H%M%S")),
                "TRANSP:OPAQUE".to_owned(),
            ]
        }
    }
}

fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

/// Text as a value: what separates values is escaped, an end of a line becomes `\n` in letters, and
/// other control characters, which the format has no way to write, become spaces.
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for c in words.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            // Some programs end a line at the last two.
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A line of any length as lines of at most [`LONGEST`] octets; a line that goes on begins with a
/// space. No character is cut.
fn fold(out: &mut String, line: &str) {
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> String {
        let mut out = String::new();
        fold(&mut out, line);
        out
    }

    #[test]
    fn a_line_has_at_most_75_octets_with_the_space_it_goes_on_with() {
        assert_eq!(folded(&"a".repeat(75)), format!("{}\r\n", "a".repeat(75)));
        let long = "a".repeat(75 + 74 + 1);
        assert_eq!(folded(&long), format!("{}\r\n {}\r\n a\r\n", "a".repeat(75), "a".repeat(74)));
    }

    #[test]
    fn no_character_is_cut() {
        // Four octets that would stand on 73 to 76.
        let line = format!("{}😀b", "a".repeat(72));
        assert_eq!(folded(&line), format!("{}\r\n 😀b\r\n", "a".repeat(72)));
        let line = format!("{}😀b", "a".repeat(71));
        assert_eq!(folded(&line), format!("{line}\r\n").replace('b', "\r\n b"));
    }

    #[test]
    fn words_never_begin_a_line_of_the_format() {
        assert_eq!(text("a\r\nBEGIN:VEVENT\rb\nc\u{2028}d\u{85}e"), "a\\nBEGIN:VEVENT\\nb\\nc\\nd\\ne");
        assert_eq!(text("one; two, three\\n: \"four\"\0\t"), "one\\; two\\, three\\\\n: \"four\"  ");
    }

    #[test]
    fn the_last_day_there_is_has_no_end() {
        assert_eq!(when(When::Day(Date::MAX)), ["DTSTART;VALUE=DATE:99991231", "TRANSP:TRANSPARENT"]);
        assert_eq!(when(When::Day(Date::constant(2026, 12, 31)))[1], "DTEND;VALUE=DATE:20270101");
    }

    #[test]
    fn only_a_calendar_made_here_is_ours() {
        assert!(is_ours(calendar(&"x".repeat(9999), &[]).as_bytes()));
        assert!(!is_ours(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//another//EN\r\n"));
        assert!(!is_ours(b""));
    }
}
