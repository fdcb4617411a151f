//! JSON Schemas, made from the same forms that files are checked against, for editors.

use serde_json::{Map, Value, json};

use crate::source::form::{Form, Key, Shape};
use crate::source::forms;

/// The schema of a kind of file, in the dialect that editors read best (draft 7).
pub fn of(kind: &str) -> Option<Value> {
    let (_, form) = forms::ALL.iter().find(|(name, _)| *name == kind)?;
    let mut definitions = Map::new();
    let Value::Object(body) = object(form, &mut definitions) else { return None };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("title".to_owned(), json!(form.name));
    schema.extend(body);
    if !definitions.is_empty() {
        schema.insert("definitions".to_owned(), Value::Object(definitions));
    }
    Some(Value::Object(schema))
}

/// Names of all kinds of file.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    forms::ALL.iter().map(|(name, _)| *name)
}

fn object(form: &'static Form, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for key in form.keys {
        properties.insert(key.name.to_owned(), property(key, definitions));
    }
    let required: Vec<&str> = form.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// A form is a definition of its own, so that sections may hold sections.
fn reference(form: &'static Form, definitions: &mut Map<String, Value>) -> Value {
    let name = form.name.replace(' ', "-");
    if !definitions.contains_key(&name) {
        definitions.insert(name.clone(), Value::Null);
        let body = object(form, definitions);
        definitions.insert(name.clone(), body);
    }
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn property(key: &Key, definitions: &mut Map<String, Value>) -> Value {
    let mut value = shape(&key.shape, definitions);
    if let Value::Object(map) = &mut value {
        if map.contains_key("$ref") {
            return json!({ "allOf": [value], "description": key.doc });
        }
        map.insert("description".to_owned(), json!(key.doc));
    }
    value
}

fn shape(shape: &Shape, definitions: &mut Map<String, Value>) -> Value {
    let percent = || json!({ "type": "number", "minimum": 0, "maximum": 100 });
    match shape {
        Shape::Text | Shape::Reference => json!({ "type": "string", "minLength": 1 }),
        Shape::AnyText => json!({ "type": "string" }),
        Shape::Texts | Shape::References => json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }),
        Shape::Id => json!({ "type": "string", "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", "maxLength": 80 }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Percent => percent(),
        Shape::Positive => json!({ "type": "number", "exclusiveMinimum": 0 }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Choice(words) => json!({ "type": "string", "enum": words }),
        Shape::Choices(words) => json!({ "type": "array", "items": { "type": "string", "enum": words } }),
        Shape::Table(form) => reference(form, definitions),
        Shape::Tables(form) => json!({ "type": "array", "items": reference(form, definitions) }),
        Shape::PercentOr(form) => json!({ "anyOf": [percent(), reference(form, definitions)] }),
        Shape::Scores => json!({ "type": "object" }),
        Shape::Percents => json!({ "type": "object", "additionalProperties": percent() }),
        Shape::Switches => json!({ "type": "object", "additionalProperties": { "type": "boolean" } }),
    }
}
