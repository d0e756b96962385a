//! Where in a document a value stands, as an RFC 6901 JSON Pointer.

/// A place in a document. Places are linked on the stack and become text only when a problem names one.
#[derive(Clone, Copy, Debug)]
pub enum At<'a> {
    /// The whole document.
    Root,
    /// A value of an object, by its key.
    Key(&'a At<'a>, &'a str),
    /// An element of a list, by its index.
    Index(&'a At<'a>, usize),
}

impl At<'_> {
    /// The place as a JSON Pointer: `/usage/0/count`, and the empty text for the whole.
    pub fn pointer(&self) -> String {
        match self {
            At::Root => String::new(),
            At::Key(parent, key) => {
                parent.pointer() + "/" + &key.replace('~', "~0").replace('/', "~1")
            }
            At::Index(parent, index) => parent.pointer() + "/" + &index.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::At;

    #[test]
    fn slashes_and_tildes_in_keys_are_escaped() {
        let usage = At::Key(&At::Root, "usage");
        let first = At::Index(&usage, 0);
        assert_eq!(At::Key(&first, "a/b~c").pointer(), "/usage/0/a~1b~0c");
        assert_eq!(At::Root.pointer(), "");
    }
}
