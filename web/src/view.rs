//! `html!` with the syntax of Yew's macro, for the same virtual document, at a tenth of its weight.
//!
//! Yew's macro builds each element in place, which is half a kilobyte of code for every tag on the page.
//! This one makes a call of every tag, attribute and child, and what they do is there once.

use std::mem;
use std::rc::Rc;

use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Listener, ListenerKind, VList, VTag, VText,
};
use yew::{AttrValue, Callback, Event, Html};

/// What is in view: elements and fragments, text, `{ what }`, `{ for each }`, `if` and `for`.
macro_rules! html {
    ($($view:tt)*) => {{
        let mut tree = $crate::view::Tree::default();
        $crate::view::grow!(tree; $($view)*);
        tree.into_html()
    }};
}

/// Takes one thing after the other from what is in view.
macro_rules! grow {
    ($tree:ident;) => {};
    ($tree:ident; <> $($rest:tt)*) => {
        $tree.open_list();
        $crate::view::grow!($tree; $($rest)*);
    };
    ($tree:ident; </ $($tag:ident)?> $($rest:tt)*) => {
        $tree.expect(stringify!($($tag)?));
        $tree.close();
        $crate::view::grow!($tree; $($rest)*);
    };
    ($tree:ident; <$tag:ident $($rest:tt)*) => {
        $crate::view::grow!(@tag $tree $tag [] [] $($rest)*);
    };
    ($tree:ident; { for $each:expr } $($rest:tt)*) => {
        for item in $each {
            $crate::view::Child::grow(item, &mut $tree);
        }
        $crate::view::grow!($tree; $($rest)*);
    };
    ($tree:ident; { $child:expr } $($rest:tt)*) => {
        $crate::view::Child::grow($child, &mut $tree);
        $crate::view::grow!($tree; $($rest)*);
    };
    ($tree:ident; if $($rest:tt)*) => {
        $tree.open_list();
        $crate::view::grow!(@block $tree [if] $($rest)*);
    };
    ($tree:ident; for $($rest:tt)*) => {
        $tree.open_list();
        $crate::view::grow!(@block $tree [for] $($rest)*);
    };

    // The attributes of a tag: their names are a constant, their values are given one by one.
    (@tag $tree:ident $tag:ident $names:tt [$($value:expr,)*] > $($rest:tt)*) => {
        $tree.open(stringify!($tag), &$names);
        $($crate::view::Attribute::give($value, &mut $tree);)*
        $crate::view::grow!($tree; $($rest)*);
    };
    (@tag $tree:ident $tag:ident $names:tt $values:tt /> $($rest:tt)*) => {
        $crate::view::grow!(@tag $tree $tag $names $values ></$tag> $($rest)*);
    };
    (@tag $tree:ident $tag:ident $names:tt $values:tt { $name:ident } $($rest:tt)*) => {
        $crate::view::grow!(@tag $tree $tag $names $values $name={$name} $($rest)*);
    };
    (@tag $tree:ident $tag:ident $names:tt $values:tt
        $name:ident $(-$more:ident)* = $value:literal $($rest:tt)*) => {
        $crate::view::grow!(@tag $tree $tag $names $values $name $(-$more)* = {$value} $($rest)*);
    };
    (@tag $tree:ident $tag:ident [$($names:expr,)*] [$($values:expr,)*]
        $name:ident $(-$more:ident)* = { $value:expr } $($rest:tt)*) => {
        $crate::view::grow!(
            @tag $tree $tag
            [$($names,)* concat!(stringify!($name) $(, "-", stringify!($more))*),]
            [$($values,)* $value,]
            $($rest)*
        );
    };

    // A block is a list of its own, so that what comes after it keeps its place.
    (@block $tree:ident [$($head:tt)*] { $($then:tt)* } else if $($rest:tt)*) => {
        $crate::view::grow!(
            @block $tree [$($head)* { $crate::view::grow!($tree; $($then)*); } else if] $($rest)*
        );
    };
    (@block $tree:ident [$($head:tt)*] { $($then:tt)* } else { $($other:tt)* } $($rest:tt)*) => {
        $($head)* {
            $crate::view::grow!($tree; $($then)*);
        } else {
            $crate::view::grow!($tree; $($other)*);
        }
        $tree.close();
        $crate::view::grow!($tree; $($rest)*);
    };
    (@block $tree:ident [$($head:tt)*] { $($then:tt)* } $($rest:tt)*) => {
        $($head)* {
            $crate::view::grow!($tree; $($then)*);
        }
        $tree.close();
        $crate::view::grow!($tree; $($rest)*);
    };
    (@block $tree:ident [$($head:tt)*] $next:tt $($rest:tt)*) => {
        $crate::view::grow!(@block $tree [$($head)* $next] $($rest)*);
    };
}

pub(crate) use {grow, html};

/// What is in view, as far as it has been said.
#[derive(Default)]
pub(crate) struct Tree {
    /// The list, or the element, that is being filled.
    innermost: Branch,
    /// Those around it, from the outermost.
    around: Vec<Branch>,
}

/// A list, or an element.
#[derive(Default)]
struct Branch {
    element: Option<VTag>,
    names: &'static [&'static str],
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    children: Vec<Html>,
}

impl Tree {
    /// Begins an element with attributes of these names, whose values come next.
    #[inline(never)]
    pub(crate) fn open(&mut self, tag: &'static str, names: &'static [&'static str]) {
        self.begin(Branch { element: Some(VTag::new(tag)), names, ..Branch::default() });
    }

    /// Begins a list.
    #[inline(never)]
    pub(crate) fn open_list(&mut self) {
        self.begin(Branch::default());
    }

    fn begin(&mut self, branch: Branch) {
        self.around.push(mem::replace(&mut self.innermost, branch));
    }

    /// What ends must have begun under the same name.
    #[inline]
    pub(crate) fn expect(&self, tag: &str) {
        debug_assert_eq!(self.innermost.element.as_ref().map_or("", VTag::tag), tag);
    }

    /// Ends what was begun last.
    #[inline(never)]
    pub(crate) fn close(&mut self) {
        let around = self.around.pop().unwrap_or_default();
        let ended = mem::replace(&mut self.innermost, around);
        self.child(ended.into_html());
    }

    #[inline(never)]
    fn child(&mut self, child: Html) {
        self.innermost.children.push(child);
    }

    /// The whole.
    #[inline(never)]
    pub(crate) fn into_html(mut self) -> Html {
        match self.innermost.children.len() {
            1 => self.innermost.children.remove(0),
            _ => self.innermost.into_html(),
        }
    }
}

impl Branch {
    fn into_html(self) -> Html {
        let children = VList::with_children(self.children, None).into();
        let Some(mut element) = self.element else { return children };
        element.attributes = Attributes::Dynamic { keys: self.names, values: self.values.into() };
        element.set_listeners(self.listeners.into());
        if let Some(within) = element.children_mut() {
            *within = children;
        }
        element.into()
    }

    /// The name of the attribute whose value comes next.
    fn name(&self) -> &'static str {
        self.names[self.values.len()]
    }

    /// Gives the next value. Some names are no attributes of the document's.
    #[inline(never)]
    fn give(&mut self, value: Option<AttrValue>) {
        let name = self.name();
        let Some(element) = &mut self.element else { return };
        let value = match (element.tag(), name, value) {
            (_, "key", Some(key)) => {
                element.key = Some(key.as_str().into());
                None
            }
            ("input" | "textarea", "value", value) => {
                element.set_value(value);
                None
            }
            ("input", "checked", value) => {
                element.set_checked(value.is_some());
                None
            }
            (.., value) => value.map(AttributeOrProperty::Attribute),
        };
        self.values.push(value);
    }
}

/// What can be the value of an attribute.
pub(crate) trait Attribute {
    /// Gives the value to the attribute whose turn it is.
    fn give(self, tree: &mut Tree);
}

impl Attribute for &str {
    #[inline(never)]
    fn give(self, tree: &mut Tree) {
        tree.innermost.give(Some(AttrValue::Rc(self.into())));
    }
}

impl Attribute for String {
    #[inline(never)]
    fn give(self, tree: &mut Tree) {
        self.as_str().give(tree);
    }
}

impl Attribute for usize {
    fn give(self, tree: &mut Tree) {
        self.to_string().give(tree);
    }
}

impl Attribute for bool {
    /// An attribute that is there has its own name for a value.
    #[inline(never)]
    fn give(self, tree: &mut Tree) {
        let name = tree.innermost.name();
        self.then_some(name).give(tree);
    }
}

impl<T: Attribute> Attribute for Option<T> {
    fn give(self, tree: &mut Tree) {
        match self {
            Some(value) => value.give(tree),
            None => tree.innermost.give(None),
        }
    }
}

impl Attribute for Callback<Event> {
    #[inline(never)]
    fn give(self, tree: &mut Tree) {
        let name = tree.innermost.name();
        let kind = name.strip_prefix("on").unwrap_or(name);
        tree.innermost.listeners.push(Some(Rc::new(On { kind, call: self })));
        tree.innermost.give(None);
    }
}

/// A call at an event.
struct On {
    kind: &'static str,
    call: Callback<Event>,
}

impl Listener for On {
    fn kind(&self) -> ListenerKind {
        ListenerKind::other(self.kind.into())
    }

    fn handle(&self, event: Event) {
        self.call.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}

/// What can be in an element.
pub(crate) trait Child {
    /// Adds it to the element that is open.
    fn grow(self, tree: &mut Tree);
}

impl Child for &str {
    #[inline(never)]
    fn grow(self, tree: &mut Tree) {
        tree.child(VText { text: AttrValue::Rc(self.into()) }.into());
    }
}

impl Child for String {
    #[inline(never)]
    fn grow(self, tree: &mut Tree) {
        self.as_str().grow(tree);
    }
}

impl Child for &String {
    fn grow(self, tree: &mut Tree) {
        self.as_str().grow(tree);
    }
}

impl Child for char {
    fn grow(self, tree: &mut Tree) {
        self.to_string().grow(tree);
    }
}

impl Child for Html {
    fn grow(self, tree: &mut Tree) {
        tree.child(self);
    }
}

impl<T: Child> Child for Option<T> {
    fn grow(self, tree: &mut Tree) {
        if let Some(child) = self {
            child.grow(tree);
        }
    }
}

impl<T: Child> Child for Vec<T> {
    fn grow(self, tree: &mut Tree) {
        for child in self {
            child.grow(tree);
        }
    }
}
