//! The value at stake.

use crate::briefing::Briefing;
use crate::model::part::Value;
use crate::render::context;
use crate::render::view::View;

impl View<'_> {
    /// A value with so many decimals.
    pub fn value(&self, value: &Value, decimals: u32) -> context::Value {
        context::Value {
            title: value.title.clone(),
            value: self.format().value_to(&value.value, decimals),
            reached: value.reached,
            state: self.labels.word(if value.reached { "stake.reached" } else { "stake.open" }),
        }
    }

    /// The sum of the value at stake in a sentence.
    pub fn stake(&self, briefing: &Briefing<'_>) -> String {
        let stakes = &briefing.stakes;
        let whole = &stakes.reached + &stakes.open;
        if stakes.values.is_empty() {
            return String::new();
        }
        // Of nothing, or of values of both signs, there is no part that is reached.
        let is_below = |value: &Value| value.value.is_negative();
        if whole.is_zero() || stakes.values.iter().any(is_below) {
            return self.labels.word("page.stakes.values");
        }
        let format = self.format();
        let unit = stakes.written.and_then(|written| written.unit.as_deref()).unwrap_or_default();
        self.labels.say(
            "stake.sum",
            &[
                ("open", &format.value(&stakes.open)),
                ("reached", &format.value(&stakes.reached)),
                ("whole", &format.measure(&whole, unit)),
            ],
        )
    }
}
