//! Where a fact comes from, and how far it can be trusted.

use std::sync::Arc;

use serde::Serialize;

use crate::by_id::ById;
use crate::calendar::Date;
use crate::document::Read;

/// A page that says something, shown beside every number it leads to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct Source {
    /// The id that facts name it by.
    pub id: String,
    /// The page's title.
    pub title: String,
    /// The page's address, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The day it was read.
    pub read: Date,
    /// The sentence, in at most 25 words.
    #[schema(max_length = 400_usize)]
    pub says: String,
    /// Who says so.
    pub trust: Trust,
}

/// The sources that an answer names, by their ids.
pub type Sources = ById<String, Arc<Source>>;

/// Who stands behind a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum Trust {
    /// The vendor's own page, read directly.
    #[default]
    Vendor,
    /// The vendor's page as a third party read and dated it.
    ThirdPartyReading,
    /// A third party's claim.
    ThirdPartyClaim,
    /// Our own inference.
    Inference,
}
