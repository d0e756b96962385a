//! What the engine says as JavaScript values: plain objects, lists, texts and numbers.
//!
//! A serializer of our own, because this one cannot fail: what is shipped has no way out at each field.

use std::cell::RefCell;
use std::fmt::{self, Display};
use std::ptr;

use js_sys::{Array, JsString, Object};
use serde::Serialize;
use serde::ser::{
    Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer, StdError,
};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

/// A value as plain JavaScript data; what is absent is `null`.
///
/// # Panics
/// Where a type asks for more than JSON has, which is a mistake of ours.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> JsValue {
    let Ok(written) = value.serialize(&Writer::default());
    written
}

/// What could go wrong.
#[derive(Debug)]
enum Nothing {}

impl Display for Nothing {
    fn fmt(&self, _: &mut fmt::Formatter) -> fmt::Result {
        match *self {}
    }
}

impl StdError for Nothing {}

impl Error for Nothing {
    fn custom<T: Display>(_: T) -> Self {
        no_plain_data()
    }
}

fn no_plain_data() -> ! {
    unreachable!("what the engine says is plain data")
}

#[wasm_bindgen]
extern "C" {
    /// An object that is filled by its keys, which cannot throw where nobody else knows it yet.
    type Fresh;

    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &Fresh, key: &JsValue, value: JsValue);
}

/// Writes one document.
#[derive(Default)]
struct Writer {
    /// The names of fields that were met, which are the same in each element of a list.
    names: RefCell<Vec<(&'static str, JsValue)>>,
}

impl Writer {
    fn name(&self, name: &'static str) -> JsValue {
        let mut names = self.names.borrow_mut();
        if let Some((_, known)) = names.iter().find(|(known, _)| ptr::eq(*known, name)) {
            return known.clone();
        }
        let new = JsValue::from(name);
        names.push((name, new.clone()));
        new
    }

    fn fields(&self) -> Fields<'_> {
        Fields { writer: self, object: Object::new().unchecked_into(), key: JsValue::NULL }
    }
}

/// An object that is being written.
struct Fields<'w> {
    writer: &'w Writer,
    object: Fresh,
    /// The key whose value comes next.
    key: JsValue,
}

impl SerializeStruct for Fields<'_> {
    type Ok = JsValue;
    type Error = Nothing;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Nothing> {
        let value = value.serialize(self.writer)?;
        self.object.set(&self.writer.name(name), value);
        Ok(())
    }

    fn end(self) -> Result<JsValue, Nothing> {
        Ok(self.object.into())
    }
}

impl SerializeMap for Fields<'_> {
    type Ok = JsValue;
    type Error = Nothing;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Nothing> {
        self.key = key.serialize(self.writer)?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Nothing> {
        let value = value.serialize(self.writer)?;
        self.object.set(&self.key, value);
        Ok(())
    }

    fn end(self) -> Result<JsValue, Nothing> {
        Ok(self.object.into())
    }
}

/// A list that is being written.
struct Elements<'w> {
    writer: &'w Writer,
    list: Array,
}

impl SerializeSeq for Elements<'_> {
    type Ok = JsValue;
    type Error = Nothing;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Nothing> {
        self.list.push(&value.serialize(self.writer)?);
        Ok(())
    }

    fn end(self) -> Result<JsValue, Nothing> {
        Ok(self.list.into())
    }
}

/// Numbers that JavaScript has, too.
macro_rules! numbers {
    ($($method:ident $type:ty;)*) => {
        $(fn $method(self, number: $type) -> Result<JsValue, Nothing> {
            Ok(f64::from(number).into())
        })*
    };
}

impl<'w> Serializer for &'w Writer {
    type Ok = JsValue;
    type Error = Nothing;
    type SerializeSeq = Elements<'w>;
    type SerializeTuple = Impossible<JsValue, Nothing>;
    type SerializeTupleStruct = Impossible<JsValue, Nothing>;
    type SerializeTupleVariant = Impossible<JsValue, Nothing>;
    type SerializeMap = Fields<'w>;
    type SerializeStruct = Fields<'w>;
    type SerializeStructVariant = Impossible<JsValue, Nothing>;

    numbers! {
        serialize_i8 i8;
        serialize_i16 i16;
        serialize_i32 i32;
        serialize_u8 u8;
        serialize_u16 u16;
        serialize_u32 u32;
        serialize_f32 f32;
        serialize_f64 f64;
    }

    fn serialize_i64(self, number: i64) -> Result<JsValue, Nothing> {
        Ok((number as f64).into())
    }

    fn serialize_u64(self, number: u64) -> Result<JsValue, Nothing> {
        Ok((number as f64).into())
    }

    fn serialize_bool(self, flag: bool) -> Result<JsValue, Nothing> {
        Ok(flag.into())
    }

    fn serialize_char(self, letter: char) -> Result<JsValue, Nothing> {
        Ok(String::from(letter).into())
    }

    fn serialize_str(self, text: &str) -> Result<JsValue, Nothing> {
        Ok(JsString::from(text).into())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<JsValue, Nothing> {
        no_plain_data()
    }

    fn serialize_none(self) -> Result<JsValue, Nothing> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<JsValue, Nothing> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<JsValue, Nothing> {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<JsValue, Nothing> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
    ) -> Result<JsValue, Nothing> {
        Ok(self.name(name))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<JsValue, Nothing> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<JsValue, Nothing> {
        let mut fields = self.fields();
        fields.serialize_field(name, value)?;
        Ok(fields.object.into())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements<'w>, Nothing> {
        Ok(Elements { writer: self, list: Array::new() })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Nothing> {
        no_plain_data()
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Nothing> {
        no_plain_data()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Nothing> {
        no_plain_data()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields<'w>, Nothing> {
        Ok(self.fields())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'w>, Nothing> {
        Ok(self.fields())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Nothing> {
        no_plain_data()
    }
}
