//! What the engine says as JavaScript values: plain objects, lists, texts and numbers.
//!
//! It is written as one JSON text, of which the platform's own parser makes the values: a single crossing
//! is sooner done than one for each of them. A serializer of our own, because this one cannot fail: what
//! is shipped has no way out at each field.

use std::fmt::{self, Display, Write};

use creditcast_core::amount::Amount;
use js_sys::JSON;
use serde::Serialize;
use serde::ser::{
    Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer, StdError,
};
use wasm_bindgen::JsValue;

/// A value as plain JavaScript data; what is absent is `null`.
///
/// # Panics
/// Where a type asks for more than JSON has, which is a mistake of ours.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> JsValue {
    let mut writer = Writer { text: Vec::with_capacity(USUAL) };
    let Ok(()) = value.serialize(&mut writer);
    let text = str::from_utf8(&writer.text).expect("parts of texts were written");
    JSON::parse(text).expect("what was written is JSON")
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

/// Few answers are longer in bytes.
const USUAL: usize = 16_384;

/// Writes one document.
struct Writer {
    text: Vec<u8>,
}

/// What is written so is part of a text, or a number.
impl Write for Writer {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        let text = part.as_bytes();
        let mut written = 0;
        if has_escaped(text) {
            for (index, letter) in part.char_indices().filter(|(index, _)| is_escaped(text[*index]))
            {
                self.text.extend_from_slice(&text[written..index]);
                self.escape(letter);
                written = index + letter.len_utf8();
            }
        }
        self.text.extend_from_slice(&text[written..]);
        Ok(())
    }
}

impl Writer {
    fn write(&mut self, what: fmt::Arguments) {
        self.write_fmt(what).expect("there is room for whatever is written");
    }

    fn escape(&mut self, letter: char) {
        for unit in letter.encode_utf16(&mut [0; 2]) {
            self.text.extend_from_slice(b"\\u");
            self.write(format_args!("{unit:04x}"));
        }
    }

    fn write_text(&mut self, text: &str) {
        self.text.push(b'"');
        self.write_str(text).expect("there is room for whatever is written");
        self.text.push(b'"');
    }

    /// The name of a field, which is a word: nothing in it has to be escaped.
    fn write_name(&mut self, is_first: bool, name: &str) {
        self.text.extend_from_slice(if is_first { b"\"" } else { b",\"" });
        self.text.extend_from_slice(name.as_bytes());
        self.text.extend_from_slice(b"\":");
    }

    /// Whole numbers and amounts are written here; how others are written the platform knows.
    fn write_number(&mut self, number: f64) {
        #[expect(clippy::cast_possible_truncation, reason = "it is looked whether it is the same")]
        let whole = number as i64;
        #[expect(clippy::float_cmp, reason = "the same number is written the same")]
        if whole as f64 == number {
            self.text.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
        } else if let Some(amount) = Amount::from_number(number) {
            self.write(format_args!("{amount}"));
        } else if let Ok(text) = JSON::stringify(&number.into()) {
            self.text.extend_from_slice(String::from(text).as_bytes());
        }
    }

    fn open(&mut self, start: u8, end: u8) -> Parts<'_> {
        self.text.push(start);
        Parts { writer: self, end, is_first: true }
    }
}

/// Is a letter that begins with this byte escaped? What is not ASCII is, too, though JSON does not ask
/// for it: a text of nothing but ASCII is sooner read, all of it.
fn is_escaped(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\' || !byte.is_ascii()
}

/// Is any of these? Few are, so that eight are looked at together.
fn has_escaped(text: &[u8]) -> bool {
    let (eights, rest) = text.as_chunks();
    let mut eights = eights.iter().map(|eight| u64::from_le_bytes(*eight));
    eights.any(is_any_escaped) || rest.iter().copied().any(is_escaped)
}

/// The same of eight bytes: what is less than another borrows from its own highest bit.
fn is_any_escaped(eight: u64) -> bool {
    const ONES: u64 = u64::MAX / 255;
    let less = |bytes: u64, than: u8| bytes.wrapping_sub(ONES * u64::from(than));
    let is = |byte: u8| less(eight ^ (ONES * u64::from(byte)), 1);
    (eight | less(eight, b' ') | is(b'"') | is(b'\\')) & (ONES << 7) != 0
}

/// A list or an object that is being written.
struct Parts<'w> {
    writer: &'w mut Writer,
    end: u8,
    is_first: bool,
}

impl Parts<'_> {
    /// Begins the next element or entry.
    fn next(&mut self) -> &mut Writer {
        if !self.is_first {
            self.writer.text.push(b',');
        }
        self.is_first = false;
        self.writer
    }

    fn close(self) {
        self.writer.text.push(self.end);
    }
}

impl SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = Nothing;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Nothing> {
        self.writer.write_name(self.is_first, name);
        self.is_first = false;
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Nothing> {
        self.close();
        Ok(())
    }
}

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Nothing;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Nothing> {
        key.serialize(self.next())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Nothing> {
        self.writer.text.push(b':');
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Nothing> {
        self.close();
        Ok(())
    }
}

impl SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = Nothing;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Nothing> {
        value.serialize(self.next())
    }

    fn end(self) -> Result<(), Nothing> {
        self.close();
        Ok(())
    }
}

/// Numbers that JavaScript has, too.
macro_rules! numbers {
    ($($method:ident $type:ty;)*) => {
        $(fn $method(self, number: $type) -> Result<(), Nothing> {
            self.serialize_f64(number.into())
        })*
    };
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Nothing;
    type SerializeSeq = Parts<'w>;
    type SerializeTuple = Impossible<(), Nothing>;
    type SerializeTupleStruct = Impossible<(), Nothing>;
    type SerializeTupleVariant = Impossible<(), Nothing>;
    type SerializeMap = Parts<'w>;
    type SerializeStruct = Parts<'w>;
    type SerializeStructVariant = Impossible<(), Nothing>;

    numbers! {
        serialize_i8 i8;
        serialize_i16 i16;
        serialize_i32 i32;
        serialize_u8 u8;
        serialize_u16 u16;
        serialize_u32 u32;
        serialize_f32 f32;
    }

    fn serialize_i64(self, number: i64) -> Result<(), Nothing> {
        self.serialize_f64(number as f64)
    }

    fn serialize_u64(self, number: u64) -> Result<(), Nothing> {
        self.serialize_f64(number as f64)
    }

    fn serialize_f64(self, number: f64) -> Result<(), Nothing> {
        self.write_number(number);
        Ok(())
    }

    fn serialize_bool(self, flag: bool) -> Result<(), Nothing> {
        self.text.extend_from_slice(if flag { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_char(self, letter: char) -> Result<(), Nothing> {
        self.serialize_str(letter.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<(), Nothing> {
        self.write_text(text);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, text: &T) -> Result<(), Nothing> {
        self.text.push(b'"');
        self.write(format_args!("{text}"));
        self.text.push(b'"');
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Nothing> {
        no_plain_data()
    }

    fn serialize_none(self) -> Result<(), Nothing> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Nothing> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Nothing> {
        self.text.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Nothing> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
    ) -> Result<(), Nothing> {
        self.serialize_str(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Nothing> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<(), Nothing> {
        let mut fields = self.open(b'{', b'}');
        fields.serialize_field(name, value)?;
        SerializeStruct::end(fields)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'w>, Nothing> {
        Ok(self.open(b'[', b']'))
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

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'w>, Nothing> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'w>, Nothing> {
        Ok(self.open(b'{', b'}'))
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
