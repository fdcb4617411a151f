//! A file of briefing/ into what was [`Written`] for a part.

use crate::diagnostic::Code;
use crate::model::part::{Part, Rejected, Value, Written};
use crate::model::prose::Prose;
use crate::source::table::Table;

/// Keys that only one part has.
const OWN: [(&str, Part); 7] = [
    ("leave", Part::Reason),
    ("unit", Part::Stakes),
    ("values", Part::Stakes),
    ("if-nothing", Part::Stakes),
    ("if-act", Part::Stakes),
    ("rejected", Part::Actions),
    ("communication", Part::Commitment),
];

/// Takes what was written for a part from its front matter and its text.
pub fn take(part: Part, table: &Table<'_, '_>, body: Prose) -> Written {
    for (key, owner) in OWN {
        if owner != part && table.value(key).is_some() {
            let message = format!("`{key}` belongs to the part {}, not to {}", owner.id(), part.id());
            let mend = format!("Move it to briefing/{}.md, or remove it.", owner.id());
            table.origin().report_at(Code::UnknownKey, table.place_of_key(key), message, mend);
        }
    }
    let value = |entry: &Table<'_, '_>| {
        Some(Value {
            title: entry.words("title"),
            value: entry.number("value")?,
            reached: entry.bool("reached").unwrap_or(false),
        })
    };
    let rejected = |entry: &Table<'_, '_>| Rejected { option: entry.words("option"), reason: entry.words("reason") };
    Written {
        part,
        finding: table.text("finding"),
        lead: table.text("lead"),
        leave: table.texts("leave"),
        unit: table.text("unit").map(|unit| unit.words),
        values: table.tables("values").iter().filter_map(value).collect(),
        if_nothing: table.texts("if-nothing"),
        if_act: table.texts("if-act"),
        rejected: table.tables("rejected").iter().map(rejected).collect(),
        communication: table.text("communication"),
        body,
        place: table.place(),
    }
}
