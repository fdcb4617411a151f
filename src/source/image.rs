//! What kind of image a file is, by its first bytes, and whether it is too heavy to hand over. It
//! never decodes an image.

/// The most that an image may weigh without a remark: 5 MB.
pub const HEAVY: usize = 5 * 1024 * 1024;

/// Kinds by the ending of a file: what they are called in a message.
const KINDS: [(&str, &str); 6] =
    [("png", "PNG"), ("jpg", "JPEG"), ("jpeg", "JPEG"), ("gif", "GIF"), ("webp", "WebP"), ("avif", "AVIF")];

/// What the ending of a file promises; nothing when it promises no image that may be shown.
pub fn promised(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    KINDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, kind)| *kind)
}

/// What the first bytes say; nothing when they are those of no image that may be shown.
pub fn kind(bytes: &[u8]) -> Option<&'static str> {
    let at = |from: usize, signs: &[&[u8]]| {
        signs.iter().any(|sign| bytes.get(from..).is_some_and(|rest| rest.starts_with(sign)))
    };
    match () {
        () if at(0, &[b"\x89PNG\r\n\x1a\n"]) => Some("PNG"),
        () if at(0, &[b"\xff\xd8\xff"]) => Some("JPEG"),
        () if at(0, &[b"GIF87a", b"GIF89a"]) => Some("GIF"),
        () if at(0, &[b"RIFF"]) && at(8, &[b"WEBP"]) => Some("WebP"),
        () if at(4, &[b"ftyp"]) && at(8, &[b"avif", b"avis", b"mif1"]) => Some("AVIF"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_say_what_an_image_is() {
        assert_eq!(kind(b"\xff\xd8\xff\xe0\0\x10JFIF"), Some("JPEG"));
        assert_eq!(kind(b"RIFF\x24\0\0\0WEBPVP8 "), Some("WebP"));
        assert_eq!(kind(b"RIFF\x24\0\0\0WAVEfmt "), None);
        assert_eq!(kind(b"\0\0\0\x20ftypavif"), Some("AVIF"));
        assert_eq!(kind(b""), None);
        assert_eq!(promised("a/Plan.JPG"), Some("JPEG"));
        assert_eq!(promised("a/plan.svg"), None);
    }
}
