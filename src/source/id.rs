//! What an id may be: lower case letters, digits and hyphens, so that it works as a file name
//! and as an address on every system.

/// Names that addresses of the report use and that no initiative or assessment may have.
pub const RESERVED: [&str; 7] = ["models", "assets", "actions", "outcomes", "meetings", "sections", "owners"];

/// File names that Windows keeps for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// Beginnings of names that Windows keeps, when one digit follows.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// What is wrong with an id, or nothing.
pub fn fault(id: &str) -> Option<&'static str> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() {
        Some("an id must not be empty")
    } else if id.len() > 80 {
        Some("an id has at most 80 characters")
    } else if !id.chars().all(allowed) {
        Some("an id has lower case letters, digits and hyphens only")
    } else if id.starts_with('-') || id.ends_with('-') {
        Some("an id does not begin or end with a hyphen")
    } else if is_device(id) {
        Some("Windows keeps this name for a device")
    } else {
        None
    }
}

fn is_device(id: &str) -> bool {
    let mut numbers = NUMBERED_DEVICES.iter().filter_map(|name| id.strip_prefix(name));
    DEVICES.contains(&id) || numbers.any(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']))
}

/// An id made of other words: lower case, hyphens for the rest.
pub fn suggest(words: &str) -> String {
    let mut id = String::new();
    for c in words.to_lowercase().chars() {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(80);
    let id = id.trim_matches('-').to_owned();
    if is_device(&id) { format!("the-{id}") } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_works_as_a_file_name_everywhere() {
        assert_eq!(fault("2026-10-calibration"), None);
        for bad in ["", "Upper", "a b", "a_b", "ümlaut", "-a", "a-", "con", "com1", &"a".repeat(81)] {
            assert!(fault(bad).is_some(), "{bad}");
        }
        assert_eq!(suggest("No Owner: really?"), "no-owner-really");
        assert_eq!(fault(&suggest("CON")), None);
    }
}
