//! Enums that are one of a few words.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, Ident, Result};

use crate::attributes::{Attributes, camel_case};

pub(crate) fn read(name: &Ident, attributes: &Attributes, data: &DataEnum) -> Result<TokenStream> {
    let variants: Vec<_> = data.variants.iter().map(|variant| &variant.ident).collect();
    let words: Vec<_> = variants.iter().map(|variant| camel_case(variant)).collect();
    let says = data.variants.iter().map(|variant| Ok(Attributes::of(&variant.attrs)?.says()));
    let says = says.collect::<Result<Vec<_>>>()?;
    let (title, of_type) = (name.to_string(), attributes.says());
    Ok(quote! {
        impl crate::document::Read for #name {
            fn read(
                value: &crate::document::Value,
                at: crate::document::At,
                problems: &mut crate::document::Problems,
            ) -> Option<Self> {
                let word = crate::document::choose(value, at, problems, &[#(#words),*])?;
                match word { #(#words => Some(Self::#variants),)* _ => None }
            }

            fn describe(schemas: &mut crate::document::Schemas) -> crate::document::Schema {
                let words = [#((#words, #says)),*];
                schemas.define::<Self>(#title, |_| crate::document::Schema::words(#of_type, &words))
            }
        }
    })
}
