//! What is said about a type, a field or a variant beside its name.

use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, LitStr, Meta, Result, Token, parse_quote};

/// The attributes that the reader and the description go by.
#[derive(Default)]
pub(crate) struct Attributes {
    /// The lines of the doc comment.
    doc: Vec<String>,
    pub(crate) rename: Option<String>,
    pub(crate) flatten: bool,
    pub(crate) check: bool,
    pub(crate) name: Option<String>,
    pub(crate) tag: Option<String>,
    pub(crate) if_has: Option<String>,
    pub(crate) or: Option<Expr>,
    pub(crate) or_null: bool,
    pub(crate) most: Option<Expr>,
    /// Keywords of the description, with their values.
    pub(crate) keywords: Vec<(Ident, Expr)>,
}

impl Attributes {
    pub(crate) fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut all = Attributes::default();
        for attribute in attributes {
            if attribute.path().is_ident("doc") {
                all.add_line(&attribute.meta);
            } else if attribute.path().is_ident("serde") {
                attribute.parse_nested_meta(|meta| all.add_serde(&meta))?;
            } else if attribute.path().is_ident("read") {
                attribute.parse_nested_meta(|meta| all.add_read(&meta))?;
            } else if attribute.path().is_ident("schema") {
                attribute.parse_nested_meta(|meta| all.add_keyword(&meta))?;
            }
        }
        Ok(all)
    }

    /// The first paragraph of the doc comment in one line.
    pub(crate) fn says(&self) -> String {
        let paragraph = self.doc.iter().take_while(|line| !line.is_empty());
        paragraph.map(|line| line.trim()).collect::<Vec<_>>().join(" ")
    }

    fn add_line(&mut self, meta: &Meta) {
        let Meta::NameValue(doc) = meta else { return };
        if let Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) = &doc.value {
            self.doc.push(line.value());
        }
    }

    /// How a value is written says how its key is called; the rest is serde's own.
    fn add_serde(&mut self, meta: &ParseNestedMeta) -> Result<()> {
        if meta.path.is_ident("flatten") {
            self.flatten = true;
        } else if meta.path.is_ident("rename") {
            self.rename = Some(text(meta)?);
        } else if meta.input.peek(Token![=]) {
            meta.value()?.parse::<Expr>()?;
        }
        Ok(())
    }

    fn add_read(&mut self, meta: &ParseNestedMeta) -> Result<()> {
        let name = meta.path.require_ident()?.to_string();
        match &*name {
            "check" => self.check = true,
            "or_default" => self.or = Some(parse_quote!(Default::default())),
            "or_null" => self.or_null = true,
            "or" => self.or = Some(meta.value()?.parse()?),
            "most" => self.most = Some(meta.value()?.parse()?),
            "name" => self.name = Some(text(meta)?),
            "tag" => self.tag = Some(text(meta)?),
            "if_has" => self.if_has = Some(text(meta)?),
            _ => return Err(meta.error("not known here")),
        }
        Ok(())
    }

    fn add_keyword(&mut self, meta: &ParseNestedMeta) -> Result<()> {
        let name = meta.path.require_ident()?.unraw();
        self.keywords.push((name, meta.value()?.parse()?));
        Ok(())
    }
}

fn text(meta: &ParseNestedMeta) -> Result<String> {
    meta.value()?.parse::<LitStr>().map(|text| text.value())
}

/// A name of Rust as documents write it: `per_cycle` and `PerCycle` are `perCycle`.
pub(crate) fn camel_case(name: &Ident) -> String {
    let mut key = String::new();
    let mut is_start = false;
    for letter in name.to_string().chars() {
        match letter {
            '_' => {}
            _ if key.is_empty() => key.extend(letter.to_lowercase()),
            _ if is_start => key.extend(letter.to_uppercase()),
            _ => key.push(letter),
        }
        is_start = letter == '_';
    }
    key
}
