//! The images of a packet. Each is looked at before the compiler meets it, so that one that cannot
//! be set is told where it stands in a text, and its words are shown in its place.

use bytes::Bytes;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::initiative::Initiative;
use crate::model::prose::Inline;
use crate::place::Place;
use crate::source::files::Files;
use crate::source::references::texts;
use crate::typeset::image_fault;

/// An image for the compiler: its path there, and its bytes.
pub(super) type Plate = (String, Bytes);

/// The images that the data of a packet shows and that can be set. The data is told the path of
/// each, `frame.images`; what is not there is shown as its words.
pub(super) fn plates(initiative: &Initiative, files: &Files, data: &mut Value) -> (Vec<Plate>, Vec<Diagnostic>) {
    let mut plates = Vec::new();
    let mut found = Vec::new();
    let mut shown = BTreeSet::new();
    shown_in(data, &mut shown);
    let mut paths = Map::new();
    for (at, file) in shown.into_iter().enumerate() {
        let Some(bytes) = files.bytes(&file) else { continue };
        match image_fault(bytes) {
            None => {
                let path = format!("/images/{at}");
                paths.insert(file, Value::from(path.as_str()));
                plates.push((path, bytes.clone()));
            }
            Some(why) => {
                found.extend(places(initiative, &file).into_iter().map(|place| unset_image(place, &file, &why)));
            }
        }
    }
    if let Some(frame) = data.get_mut("frame").and_then(Value::as_object_mut) {
        frame.insert("images".to_owned(), Value::Object(paths));
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
        prose.pointers(&mut |inline| {
            if let Inline::Image(shown) = inline
                && shown.file == image
            {
                places.push(shown.place.clone());
            }
        });
    }
    places
}

fn unset_image(place: Place, file: &str, why: &str) -> Diagnostic {
    let message = format!("{file} cannot be set in a packet, and its words stand there instead: {why}");
    Diagnostic::new(Code::UnsetImage, place, message).mend("Export the picture again, as PNG or as JPEG in RGB.")
}
