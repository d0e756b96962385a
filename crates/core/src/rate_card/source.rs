//! Where a fact comes from, and how far it can be trusted.

use serde::Serialize;

use crate::calendar::Date;
use crate::document::{At, Fields, Problems, Read, Value};

/// A page that says something, shown beside every number it leads to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
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
    pub says: String,
    /// Who says so.
    pub trust: Trust,
}

/// Who stands behind a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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

crate::choices!(Trust {
    "vendor" => Trust::Vendor,
    "thirdPartyReading" => Trust::ThirdPartyReading,
    "thirdPartyClaim" => Trust::ThirdPartyClaim,
    "inference" => Trust::Inference,
});

impl Read for Source {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let source = Source {
            id: fields.required("id"),
            title: fields.required("title"),
            url: fields.optional("url"),
            read: fields.required("read"),
            says: fields.required("says"),
            trust: fields.required("trust"),
        };
        fields.finish();
        Some(source)
    }
}
