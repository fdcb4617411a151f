//! The settings of a site.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::look::Look;
use crate::model::part::Part;
use crate::model::text::Text;
use crate::place::Place;

/// What site.toml says.
#[derive(Clone, Debug)]
pub struct Site {
    /// Title of the site.
    pub title: String,
    /// Language of the interface, such as `en`.
    pub language: String,
    /// Where it is written, when it is.
    pub language_place: Option<Place>,
    /// Name of the theme; the built-in one where none is given.
    pub theme: Option<Text>,
    /// The day the report speaks of, unless another is asked for.
    pub as_of: Option<Date>,
    /// Address of the repository.
    pub repository: Option<String>,
    /// The eight parts in the order wanted, each with its own title or none.
    pub outline: Vec<(Part, Option<String>)>,
    /// Rules of the computed learning that are switched off.
    pub rules_off: BTreeSet<String>,
    /// Logo, fonts and colours of its own.
    pub look: Look,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            title: String::new(),
            language: "en".to_owned(),
            language_place: None,
            theme: None,
            as_of: None,
            repository: None,
            outline: Part::ALL.into_iter().map(|part| (part, None)).collect(),
            rules_off: BTreeSet::new(),
            look: Look::default(),
        }
    }
}
