//! Whether an image can be set, told before the compiler meets it: what it says of one names no text.

use std::panic::catch_unwind;

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage};

/// Why the bytes of an image cannot be set, in words that follow “it cannot be set:”; `None` when
/// they can. What was decoded is kept for the document that shows it.
pub fn image_fault(bytes: &bytes::Bytes) -> Option<String> {
    let Some(format) = ExchangeFormat::detect(bytes) else {
        return Some("a packet takes PNG, JPEG, GIF and WebP".to_owned());
    };
    let decoded = catch_unwind(|| RasterImage::plain(Bytes::new(bytes.clone()), format));
    match decoded {
        Ok(Ok(image)) if image.width() == 0 || image.height() == 0 => Some("it has no size".to_owned()),
        Ok(Ok(_)) if is_four_colours(bytes, format) => Some("its colours are those of a press (CMYK)".to_owned()),
        Ok(Ok(_)) => None,
        Ok(Err(why)) => Some(why.to_string()),
        Err(_) => Some("it is damaged".to_owned()),
    }
}

/// Whether a JPEG holds four colours a pixel. It goes into the file as it is, and an archive takes
/// no colours of a press without the profile of that press.
fn is_four_colours(bytes: &[u8], format: ExchangeFormat) -> bool {
    let mut rest = match format {
        ExchangeFormat::Jpg => bytes.get(2..).unwrap_or_default(),
        _ => return false,
    };
    // Segments: 0xFF, a kind, a length of two bytes that counts itself, and what it holds.
    while let [0xFF, kind, high, low, held @ ..] = rest {
        if matches!(kind, 0xC0..=0xCF) && !matches!(kind, 0xC4 | 0xC8 | 0xCC) {
            return held.get(5) == Some(&4);
        }
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        rest = rest.get(length.saturating_add(2)..).unwrap_or_default();
    }
    false
}
