//! What a packet holds besides.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::{Logo, Method, Owners, Section};

/// What the one file of a packet holds besides the briefing and the registers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Packet {
    /// The picture in the place of the brand's words; its files are addresses that hold them.
    pub logo: Option<Logo>,
    /// Every top section with its criteria and observations.
    pub sections: Vec<Section>,
    /// Who holds what.
    pub owners: Owners,
    /// The model that was used.
    pub method: Method,
}
