//! One field of an object.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, Field, GenericArgument, Ident, PathArguments, Result, Type};

use crate::attributes::{Attributes, camel_case};

pub(crate) struct Key<'f> {
    pub(crate) name: &'f Ident,
    key: String,
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
        let key = attributes.rename.clone().unwrap_or_else(|| camel_case(name));
        let inner = in_option(&field.ty);
        let (of, is_option) = (inner.unwrap_or(&field.ty), inner.is_some());
        Ok(Key { name, key, attributes, written: &field.ty, of, is_option })
    }

    /// May what it is when left out follow from other fields?
    pub(crate) fn uses_others(&self) -> bool {
        self.attributes.or.as_ref().is_some_and(|or| !matches!(or, Expr::Lit(_)))
    }

    /// The expression that reads it out of `fields`.
    pub(crate) fn read(&self) -> TokenStream {
        let key = &self.key;
        if self.attributes.flatten {
            return self.read_flattened();
        }
        let is_optional = self.is_option || self.attributes.or_default;
        match (&self.attributes.most, &self.attributes.or) {
            (Some(most), _) if self.is_option => quote!(fields.optional_list(#key, #most)),
            (Some(most), _) if is_optional => quote!(fields.list(#key, #most)),
            (Some(most), _) => quote!(fields.required_list(#key, #most)),
            (None, Some(default)) => quote!(fields.or(#key, #default)),
            (None, None) if self.is_option => quote!(fields.optional(#key)),
            (None, None) if is_optional => quote!(fields.or(#key, Default::default())),
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
        let (of, key, says) = (self.of, &self.key, &self.attributes.says);
        if self.attributes.flatten {
            let describe = quote!(<#of as crate::document::ReadFields>::describe_fields);
            return match &self.attributes.if_has {
                Some(other) => quote!(object.maybe(#other, #says, #describe);),
                None => quote!(#describe(object);),
            };
        }
        let has_default = self.attributes.or_default || self.attributes.or.is_some();
        let is_required = !self.is_option && !has_default;
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
