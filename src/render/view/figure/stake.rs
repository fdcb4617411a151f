//! The value at stake, as a figure.

use crate::briefing::Briefing;
use crate::chart::marks::Mark;
use crate::chart::shape::Ink;
use crate::chart::stake::{self, Piece};
use crate::render::context::{Figure, Grid, GridRow, Link};
use crate::render::format::decimals;
use crate::render::view::View;
use crate::render::view::figure::{Caption, grid_row, place};

impl View<'_> {
    /// Value reached and not; nothing when no value is written down.
    pub fn stake_figure(&self, briefing: &Briefing<'_>, id: &str) -> Option<Figure> {
        let stakes = &briefing.stakes;
        let decimals = decimals(stakes.values.iter().map(|value| &value.value));
        let pieces: Vec<Piece> = stakes
            .values
            .iter()
            .map(|value| Piece {
                value: place(&value.value),
                amount: self.format().value_to(&value.value, decimals),
                title: value.title.clone(),
                reached: value.reached,
            })
            .collect();
        if pieces.is_empty() {
            return None;
        }
        let state = |piece: &Piece| self.labels.word(if piece.reached { "stake.reached" } else { "stake.open" });
        let says: Vec<String> = pieces
            .iter()
            .map(|piece| {
                let figures = [("amount", &*piece.amount), ("title", &piece.title), ("state", &state(piece))];
                self.labels.say("figure.stakes.says", &figures)
            })
            .collect();
        let unit = stakes.written.and_then(|written| written.unit.clone()).unwrap_or_default();
        let whole = self.format().value_to(&(&stakes.reached + &stakes.open), decimals);
        let caption = Caption {
            id: id.to_owned(),
            title: self.stake(briefing),
            sub: unit,
            name: self.labels.word("page.stakes.values"),
            says: says.join(&self.labels.word("figure.says.join")),
            notes: Vec::new(),
        };
        let mut key = Vec::new();
        if pieces.iter().any(|piece| piece.reached) {
            key.push((Mark::Swatch(Ink::Accent), self.labels.word("stake.reached")));
        }
        if pieces.iter().any(|piece| !piece.reached) {
            key.push((Mark::Swatch(Ink::Level2), self.labels.word("stake.open")));
        }
        let row = |piece: &Piece| {
            grid_row(Link { title: piece.title.clone(), href: String::new() }, vec![piece.amount.clone(), state(piece)])
        };
        let sum = GridRow {
            strong: true,
            ..grid_row(
                Link { title: self.labels.word("figure.column.all"), href: String::new() },
                vec![whole, String::new()],
            )
        };
        let table = Grid {
            caption: self.labels.word("page.stakes.values"),
            head: self.labels.word("page.stakes.value"),
            columns: vec![self.column("page.stakes.amount", true), self.column("page.stakes.state", false)],
            rows: pieces.iter().map(row).chain([sum]).collect(),
        };
        Some(self.drawn(caption, &key, stake::draw(&pieces), table))
    }
}
