//! Where in a text of JSON a place of its document stands.

use crate::draft::escape;

/// The places of a document with the lines on which their values begin, counted from 0.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Places(Vec<(String, usize)>);

/// What is wrong with a text that is no JSON, and on which line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    /// The line, counted from 0.
    pub line: usize,
    /// A sentence with the way out.
    pub message: &'static str,
}

/// No document goes deeper; a text that does is no reason to run out of stack.
const DEPTH_MAX: usize = 64;

impl Places {
    /// The places of a text.
    ///
    /// # Errors
    /// The first fault that keeps it from being JSON.
    pub(crate) fn of(text: &str) -> Result<Self, Fault> {
        let mut reader = Reader { text: text.as_bytes(), at: 0, line: 0, places: Vec::new() };
        reader.value(&mut String::new(), 0)?;
        reader.space();
        match reader.peek() {
            None => Ok(Places(reader.places)),
            Some(_) => reader.fault("The document has ended before this. Remove what follows it."),
        }
    }

    /// The line of a place; of one that is not there that of what it should be in.
    pub(crate) fn line(&self, place: &str) -> usize {
        let mut place = place;
        loop {
            if let Some((_, line)) = self.0.iter().find(|(known, _)| known == place) {
                return *line;
            }
            let Some((around, _)) = place.rsplit_once('/') else { return 0 };
            place = around;
        }
    }
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    line: usize,
    places: Vec<(String, usize)>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(byte) = self.peek().filter(u8::is_ascii_whitespace) {
            self.line += usize::from(byte == b'\n');
            self.at += 1;
        }
    }

    fn fault<T>(&self, message: &'static str) -> Result<T, Fault> {
        Err(Fault { line: self.line, message })
    }

    /// Takes a sign, if it comes next.
    fn takes(&mut self, sign: u8) -> bool {
        self.space();
        let is_next = self.peek() == Some(sign);
        self.at += usize::from(is_next);
        is_next
    }

    fn value(&mut self, place: &mut String, depth: usize) -> Result<(), Fault> {
        self.space();
        self.places.push((place.clone(), self.line));
        match self.peek() {
            _ if depth > DEPTH_MAX => self.fault("This is nested too deeply."),
            Some(b'{') => self.all(b'}', place, depth, |reader, _| reader.key()),
            Some(b'[') => self.all(b']', place, depth, |_, index| Ok(index.to_string())),
            Some(b'"') => self.text().map(|_| ()),
            Some(b'}' | b']') | None => {
                self.fault("A value is missing here. Add it, or take the comma before it away.")
            }
            Some(_) => self.word(),
        }
    }

    /// The elements of a list or an object; `name` reads what one of them is called.
    fn all(
        &mut self,
        end: u8,
        place: &mut String,
        depth: usize,
        name: impl Fn(&mut Self, usize) -> Result<String, Fault>,
    ) -> Result<(), Fault> {
        self.at += 1;
        if self.takes(end) {
            return Ok(());
        }
        let length = place.len();
        for index in 0.. {
            let key = name(self, index)?;
            place.push('/');
            place.push_str(&escape(&key));
            self.value(place, depth + 1)?;
            place.truncate(length);
            // What is missing is missing where the element ended, not where the next thing stands.
            let ended = self.line;
            if self.takes(end) {
                return Ok(());
            }
            if !self.takes(b',') {
                self.line = ended;
                return self
                    .fault("A comma or a closing bracket is missing at the end of this. Add it.");
            }
        }
        Ok(())
    }

    fn key(&mut self) -> Result<String, Fault> {
        self.space();
        if self.peek() != Some(b'"') {
            return self.fault("A key in double quotation marks must stand here.");
        }
        let key = self.text()?;
        if self.takes(b':') {
            Ok(key)
        } else {
            self.fault("A colon is missing after this key. Add it.")
        }
    }

    /// A text in quotation marks, as it is written but for what is escaped with itself.
    fn text(&mut self) -> Result<String, Fault> {
        let start = self.at + 1;
        let mut end = start;
        loop {
            match self.text.get(end) {
                Some(b'"') => break,
                Some(b'\\') => end += 2,
                Some(b'\n') | None => {
                    return self
                        .fault("A quotation mark is missing at the end of this text. Add it.");
                }
                Some(_) => end += 1,
            }
        }
        self.at = end + 1;
        Ok(String::from_utf8_lossy(&self.text[start..end]).into_owned())
    }

    /// A number, or one of the three words.
    fn word(&mut self) -> Result<(), Fault> {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
        let rest = &self.text[self.at..];
        let length = rest.iter().take_while(|byte| is_part(byte)).count();
        let word = String::from_utf8_lossy(&rest[..length]);
        if !is_number(&word) && !["true", "false", "null"].contains(&&*word) {
            return self.fault("This is no value. Texts stand in double quotation marks.");
        }
        self.at += length;
        Ok(())
    }
}

/// Is it one, as RFC 8259 has it?
fn is_number(word: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (base, exponent) = word.split_once(['e', 'E']).unwrap_or((word, "0"));
    let (whole, decimals) = base.split_once('.').unwrap_or((base, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let is_led_by_zero = whole.len() > 1 && whole.starts_with('0');
    !is_led_by_zero && [whole, decimals, exponent].into_iter().all(is_digits)
}

#[cfg(test)]
mod tests {
    use super::{Fault, Places};

    const CARD: &str = "{\n  \"id\": \"tiny\",\n  \"plans\": [\n    {\n      \"a/b\": 1\n    },\n    { \"price\": {\n      \"monthly\": \"1\" } }\n  ]\n}\n";

    fn line(place: &str) -> usize {
        Places::of(CARD).expect("JSON").line(place) + 1
    }

    #[test]
    fn a_place_stands_where_its_value_begins() {
        assert_eq!(line(""), 1);
        assert_eq!(line("/id"), 2);
        assert_eq!(line("/plans"), 3);
        assert_eq!(line("/plans/0"), 4);
        assert_eq!(line("/plans/0/a~1b"), 5);
        assert_eq!(line("/plans/1"), 7);
        assert_eq!(line("/plans/1/price/monthly"), 8);
    }

    #[test]
    fn a_place_that_is_not_there_is_where_it_should_be() {
        assert_eq!(line("/vendor"), 1);
        assert_eq!(line("/plans/1/price/annual"), 7);
        assert_eq!(line("/plans/9/title"), 3);
    }

    fn fault(text: &str) -> (usize, &'static str) {
        let Fault { line, message } = Places::of(text).expect_err("no JSON");
        (line + 1, message.split(". ").next().unwrap_or_default())
    }

    #[test]
    fn a_fault_is_told_on_its_line() {
        let comma = "A comma or a closing bracket is missing at the end of this";
        assert_eq!(fault("{\n\"a\": 1\n\"b\": 2\n}"), (2, comma));
        assert_eq!(fault("[1,\n2\n\n"), (2, comma));
        assert_eq!(
            fault("{\n\"a\": 1,\n}"),
            (3, "A key in double quotation marks must stand here.")
        );
        assert_eq!(fault("{\n\"a\"\n 1}"), (3, "A colon is missing after this key"));
        assert_eq!(
            fault("[\n\"a\n\"]"),
            (2, "A quotation mark is missing at the end of this text")
        );
        assert_eq!(fault("[1,\n]"), (2, "A value is missing here"));
        assert_eq!(fault("{} x"), (1, "The document has ended before this"));
        assert_eq!(fault("[tru]").0, 1);
        assert_eq!(fault(""), (1, "A value is missing here"));
        assert_eq!(fault(&"[".repeat(100)), (1, "This is nested too deeply."));
    }

    #[test]
    fn numbers_are_those_of_json() {
        for number in ["0", "-0", "1200", "0.5", "-1.5e3", "2E-7", "1e+09"] {
            assert_eq!(Places::of(number).err(), None, "{number}");
        }
        for word in
            ["01", "1.", ".5", "+1", "1e", "1e+", "-", "--1", "1.2.3", "1e2e3", "NaN", "0x1"]
        {
            assert_eq!(fault(word), (1, "This is no value"), "{word}");
        }
    }

    #[test]
    fn signs_within_texts_are_none_of_the_documents() {
        let places = Places::of("{ \"a\": \"},{\\\"\",\n\"b\": -1.5e3 }").expect("JSON");
        assert_eq!(places.line("/b"), 1);
    }
}
