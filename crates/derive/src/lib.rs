//! `#[derive(Read)]`: the reader of a type and the description of what it takes, both from the type as it
//! is written, so that neither can know a key that the other does not.
//!
//! A struct is an object whose keys are its fields in camelCase; what a field is for is its doc comment.
//! A field must be there unless it is an `Option` or says otherwise:
//!
//! - `#[read(or_default)]`, `#[read(or = …)]`: what it is when left out; earlier fields can be used,
//! - `#[read(most = …)]`: a list of at most so many elements, which is more than a short one,
//! - `#[read(or_null)]`: `null` says that there is none, and is more than leaving it out,
//! - `#[read(if_has = "…")]`, on a flattened option: there if the object has this key,
//! - `#[schema(keyword = …)]`: what no type says, for editors.
//!
//! A struct with `#[read(name = "…")]` goes by another name in descriptions. One with `#[read(check)]` has a `check(&mut self, &mut Fields)` for what fields say together. An
//! enum is one of the words of its variants, or with `#[read(tag = "…")]` one of several sets of fields.

mod attributes;
mod choice;
mod field;
mod object;
mod tagged;

use proc_macro::TokenStream;
use syn::{Data, DeriveInput, Fields, parse_macro_input};

use attributes::Attributes;

/// Makes a type readable from a document, and describable.
#[proc_macro_derive(Read, attributes(read, schema, serde))]
pub fn derive_read(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    read(&input).unwrap_or_else(|error| error.to_compile_error()).into()
}

fn read(input: &DeriveInput) -> syn::Result<proc_macro2::TokenStream> {
    let attributes = Attributes::of(&input.attrs)?;
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => object::read(&input.ident, &attributes, fields),
            Fields::Unnamed(fields) => Ok(object::read_wrapped(&input.ident, fields)),
            Fields::Unit => Err(syn::Error::new_spanned(input, "there is nothing to read")),
        },
        Data::Enum(data) => match &attributes.tag {
            Some(tag) => tagged::read(&input.ident, tag, data),
            None => choice::read(&input.ident, &attributes, data),
        },
        Data::Union(_) => Err(syn::Error::new_spanned(input, "a union cannot be read")),
    }
}
