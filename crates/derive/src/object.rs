//! Structs: objects with a key for each field.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{FieldsNamed, FieldsUnnamed, Ident, Result};

use crate::attributes::Attributes;
use crate::field::Key;

pub(crate) fn read(
    name: &Ident,
    attributes: &Attributes,
    fields: &FieldsNamed,
) -> Result<TokenStream> {
    let keys = fields.named.iter().map(Key::of).collect::<Result<Vec<_>>>()?;
    let names: Vec<_> = keys.iter().map(|key| key.name).collect();
    let types = keys.iter().map(|key| key.written);
    let (reads, describes) = (keys.iter().map(Key::read), keys.iter().map(Key::describe));
    let title = attributes.name.clone().unwrap_or_else(|| name.to_string());
    let says = attributes.says();
    let check = attributes.check.then(|| quote!(read.check(fields);));
    let mutable = attributes.check.then(|| quote!(mut));
    // Values that are read into their places take less code than those that are gathered first.
    let made = if keys.iter().any(Key::may_use_others) {
        quote!(#(let #names: #types = #reads;)* let #mutable read = Self { #(#names),* };)
    } else {
        quote!(let #mutable read = Self { #(#names: #reads),* };)
    };
    let refined = attributes.keywords.iter().map(|(_, refine)| refine);
    Ok(quote! {
        impl crate::document::ReadFields for #name {
            fn read_fields(fields: &mut crate::document::Fields) -> Option<Self> {
                #made
                #check
                Some(read)
            }

            fn describe_fields(object: &mut crate::document::Object) {
                #(#describes)*
            }
        }

        impl crate::document::Read for #name {
            fn read(
                value: &crate::document::Value,
                at: crate::document::At,
                problems: &mut crate::document::Problems,
            ) -> Option<Self> {
                let mut object = crate::document::Fields::of(value, at, problems)?;
                let fields = &mut object;
                #made
                #check
                object.finish();
                Some(read)
            }

            fn describe(schemas: &mut crate::document::Schemas) -> crate::document::Schema {
                schemas.define::<Self>(#title, |schemas| {
                    crate::document::Object::describe::<Self>(#says, schemas) #(.refined(#refined))*
                })
            }
        }
    })
}

/// A type around another one is read and described as that one.
pub(crate) fn read_wrapped(name: &Ident, fields: &FieldsUnnamed) -> TokenStream {
    let of = fields.unnamed.iter().map(|field| &field.ty);
    quote! {
        impl crate::document::Read for #name {
            fn read(
                value: &crate::document::Value,
                at: crate::document::At,
                problems: &mut crate::document::Problems,
            ) -> Option<Self> {
                crate::document::Read::read(value, at, problems).map(#name)
            }

            fn describe(schemas: &mut crate::document::Schemas) -> crate::document::Schema {
                #(<#of as crate::document::Read>::describe(schemas))*
            }
        }
    }
}
