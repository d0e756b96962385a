//! Enums that are one of several sets of fields, told apart by the word of one key.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, Fields, Ident, Result, Variant};

use crate::attributes::{Attributes, camel_case};
use crate::field::Key;

pub(crate) fn read(name: &Ident, tag: &str, data: &DataEnum) -> Result<TokenStream> {
    let words: Vec<_> = data.variants.iter().map(|variant| camel_case(&variant.ident)).collect();
    let forms = data.variants.iter().map(Form::of).collect::<Result<Vec<_>>>()?;
    let (reads, describes) =
        (forms.iter().map(|form| &form.read), forms.iter().map(|form| &form.describe));
    let says = forms.iter().map(|form| &form.says);
    Ok(quote! {
        impl crate::document::ReadFields for #name {
            fn read_fields(fields: &mut crate::document::Fields) -> Option<Self> {
                let word = fields.word(#tag, &[#(#words),*])?;
                match word { #(#words => Some(#reads),)* _ => None }
            }

            fn describe_fields(object: &mut crate::document::Object) {
                #(object.form(#tag, #words, #says, |object| { #describes });)*
            }
        }
    })
}

/// One of the sets.
struct Form {
    says: String,
    read: TokenStream,
    describe: TokenStream,
}

impl Form {
    fn of(variant: &Variant) -> Result<Self> {
        let says = Attributes::of(&variant.attrs)?.says();
        let name = &variant.ident;
        let (read, describe) = match &variant.fields {
            Fields::Unit => (quote!(Self::#name), quote!(let _ = object;)),
            Fields::Unnamed(fields) => {
                let of = fields.unnamed.iter().map(|field| &field.ty);
                let describe =
                    quote!(#(<#of as crate::document::ReadFields>::describe_fields(object);)*);
                (quote!(Self::#name(crate::document::ReadFields::read_fields(fields)?)), describe)
            }
            Fields::Named(fields) => {
                let keys = fields.named.iter().map(Key::of).collect::<Result<Vec<_>>>()?;
                let names = keys.iter().map(|key| key.name);
                let (reads, describes) =
                    (keys.iter().map(Key::read), keys.iter().map(Key::describe));
                (quote!(Self::#name { #(#names: #reads),* }), quote!(#(#describes)*))
            }
        };
        Ok(Form { says, read, describe })
    }
}
