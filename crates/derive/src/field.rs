//! One field of an object.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, Field, GenericArgument, Ident, PathArguments, Result, Type};

use crate::attributes::{Attributes, camel_case};

pub(crate) struct Key<'f> {
    pub(crate) name: &'f Ident,
    word: String,
    attributes: Attributes,
    /// Its type as it is written.
    pub(crate) written: &'f Type,
    /// The type of its value, without the `Option` that says that it may be left out.
    of: &'f Type,
    is_option: bool,
}

impl<'f> Key<'f> {
    pub(crate) fn of(field: &'f Field) -> Result<Self> {
        let unnamed = || syn::Error::new_spanned(field, "a key needs a name");
        let name = field.ident.as_ref().ok_or_else(unnamed)?;
        let attributes = Attributes::of(&field.attrs)?;
        let word = attributes.rename.clone().unwrap_or_else(|| camel_case(name));
        let inner = in_option(&field.ty);
        let (of, is_option) = (inner.unwrap_or(&field.ty), inner.is_some());
        Ok(Key { name, word, attributes, written: &field.ty, of, is_option })
    }

    /// Can what it is when left out be computed from other fields?
    pub(crate) fn may_use_others(&self) -> bool {
        matches!(self.attributes.or, Some(Expr::MethodCall(_)))
    }

    /// The expression that reads it out of `fields`.
    pub(crate) fn read(&self) -> TokenStream {
        let key = &self.word;
        if self.attributes.flatten {
            return self.read_flattened();
        }
        match (&self.attributes.most, &self.attributes.or) {
            (Some(most), _) if self.is_option => quote!(fields.optional_list(#key, #most)),
            (Some(most), Some(_)) => quote!(fields.list(#key, #most)),
            (Some(most), None) => quote!(fields.required_list(#key, #most)),
            (None, Some(default)) => quote!(fields.or(#key, #default)),
            (None, None) if self.is_option => quote!(fields.optional(#key)),
            (None, None) => quote!(fields.required(#key)),
        }
    }

    fn read_flattened(&self) -> TokenStream {
        let of = self.of;
        let read = quote!(<#of as crate::document::ReadFields>::read_fields(fields)?);
        match &self.attributes.if_has {
            Some(key) => quote!(if fields.has(#key) { Some(#read) } else { None }),
            None => read,
        }
    }

    /// The statement that adds it to `object`.
    pub(crate) fn describe(&self) -> TokenStream {
        let (of, key, says) = (self.of, &self.word, self.attributes.says());
        if self.attributes.flatten {
            return self.describe_flattened();
        }
        let is_required = !self.is_option && self.attributes.or.is_none();
        let most = self.attributes.most.iter();
        let keywords = self.attributes.keywords.iter();
        let keywords = keywords.map(|(name, value)| (camel_case(name), value));
        let (names, values): (Vec<_>, Vec<_>) = keywords.unzip();
        let or_null = self.attributes.or_null.then(|| quote!(.or_null()));
        quote! {
            let schema = <#of as crate::document::Read>::describe(object.schemas())
                #(.with("maxItems", #most))* #(.with(#names, #values))* #or_null;
            object.add(#key, #says, schema, #is_required);
        }
    }

    fn describe_flattened(&self) -> TokenStream {
        let (of, says) = (self.of, self.attributes.says());
        let describe = quote!(<#of as crate::document::ReadFields>::describe_fields);
        if let Some(key) = &self.attributes.if_has {
            return quote!(object.maybe(#key, #says, #describe););
        }
        quote!(#describe(object);)
    }
}

/// The `T` of an `Option<T>`.
fn in_option(of: &Type) -> Option<&Type> {
    let Type::Path(path) = of else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    }
}
