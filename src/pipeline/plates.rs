//! The images of a packet. Each is looked at before the compiler meets it, so that one that cannot
//! be set is told where it stands in a text, and its words are shown in its place.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::initiative::Initiative;
use crate::model::prose::Inline;
use crate::place::Place;
use crate::render::paper::Unset;
use crate::source::files::Files;
use crate::source::references::texts;
use crate::typeset::image_fault;

/// An image for the compiler: its path there, and its bytes.
pub(super) type Plate = (String, Arc<[u8]>);

/// The images that can be set; those that cannot are taken out of the data.
pub(super) fn plates(initiative: &Initiative, files: &Files, unset: &mut Unset) -> (Vec<Plate>, Vec<Diagnostic>) {
    let mut plates = Vec::new();
    let mut found = Vec::new();
    let mut shown = BTreeSet::new();
    shown_in(&unset.data, &mut shown);
    let mut known = unset.data.pointer_mut("/frame/images").and_then(Value::as_object_mut);
    for (path, file) in unset.images.iter().filter(|(_, file)| shown.contains(file)) {
        let Some(bytes) = files.bytes(file) else { continue };
        match image_fault(bytes) {
            None => plates.push((path.clone(), Arc::clone(bytes))),
            Some(why) => {
                if let Some(known) = &mut known {
                    known.remove(file);
                }
                found.extend(places(initiative, file).into_iter().map(|place| unset_image(place, file, &why)));
            }
        }
    }
    (plates, found)
}

/// The images that the data shows.
fn shown_in(data: &Value, shown: &mut BTreeSet<String>) {
    match data {
        Value::Array(items) => items.iter().for_each(|item| shown_in(item, shown)),
        Value::Object(map) => {
            if map.get("t").and_then(Value::as_str) == Some("image") {
                shown.extend(map.get("file").and_then(Value::as_str).map(str::to_owned));
            }
            map.values().for_each(|inner| shown_in(inner, shown));
        }
        _ => {}
    }
}

/// Where an image stands in the texts of an initiative.
fn places(initiative: &Initiative, image: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for (_, prose) in texts(initiative) {
        prose.inlines(&mut |inline| {
            if let Inline::Image { file, place, .. } = inline
                && file == image
            {
                places.push(place.clone());
            }
        });
    }
    places
}

fn unset_image(place: Place, file: &str, why: &str) -> Diagnostic {
    let message = format!("{file} cannot be set in a packet, and its words stand there instead: {why}");
    Diagnostic::new(Code::UnsetImage, place, message).mend("Export the picture again, as PNG or as JPEG in RGB.")
}
