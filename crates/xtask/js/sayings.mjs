// Parts the data of a module: the texts that only its second part refers to, and that are not read as a page opens, come
// with that. What is referred to is told by the numbers in the code, and in the data itself, that are places in it. Of the
// rate cards the letters of those that no page opens with come later, too.

const DATA = /^ \(data (\$\.rodata) \(i32\.const (\d+)\) "([\s\S]*)"\)$/;
const NUMBER = /(?:i32\.const |offset=)(\d+)/g;
/** A character of a text as it stands, two digits that stand for one, or what follows a stroke. */
const LETTER = /\\([0-9a-f]{2})|\\(.)|[^\\]/gs;
const FOLLOWS = { t: "\t", n: "\n", r: "\r" };

/** What stands around the letters of those cards, by crates/catalog/build/pack.rs. */
const MARKS = ["<<later<", ">later>>"];
/** No text has this byte: who reads what is not here yet does not go on with it, and the page opens once more. */
const NO_LETTER = 0xff;
/** Anything shorter costs more to say where it is than it saves. */
const LETTERS_MIN = 8;
/** A text with what it says about itself is letters for so much at least; anything else might be read unnoticed. */
const OF_LETTERS = 0.8;

/** From where to where the constant data of a module is. */
export function rodata(text) {
  const declaration = text.split("\n").find((line) => line.startsWith(" (data $.rodata "));
  const [, , place, letters] = declaration.match(DATA);
  return { from: Number(place), to: Number(place) + decoded(letters).length };
}

/**
 * The declarations of a module's data as they are in its first part, and those of the second.
 *
 * @param {string[]} declarations of the whole
 * @param {{ first: string[], later: string[] }} code the functions of both parts
 * @param {Set<number>} read the places that are read as a page opens
 */
export function partData(declarations, code, read) {
  const parted = declarations.map((text) => (DATA.test(text) ? partTexts(text, code, read) : { first: text, later: [] }));
  return { first: parted.map(({ first }) => first), later: parted.flatMap(({ later }) => later) };
}

function partTexts(text, code, read) {
  const [, name, place, letters] = text.match(DATA);
  const start = Number(place);
  const bytes = decoded(letters);
  const runs = [cards(bytes), ...texts(bytes, start, code, read)];
  const later = runs.map(([from, to]) => ` (data (i32.const ${start + from}) "${encoded(bytes.subarray(from, to))}")`);
  runs.forEach(([from, to]) => bytes.fill(NO_LETTER, from, to));
  return { first: ` (data ${name} (i32.const ${start}) "${encoded(bytes)}")`, later };
}

/** Where the letters of the cards are that no page opens with. */
function cards(bytes) {
  const [before, after] = MARKS.map((mark) => bytes.indexOf(mark));
  if (before < 0 || after < before) throw new Error("the letters of the cards are not marked");
  return [before + MARKS[0].length, after];
}

/** Where the texts are that come later. Each goes on to the next place that anything refers to. */
function texts(bytes, start, { first, later }, read) {
  const within = (numbers) => numbers.map((number) => number - start).filter((at) => at >= 0 && at < bytes.length);
  const placesIn = (code) => within(code.flatMap((text) => [...text.matchAll(NUMBER)].map(([, number]) => Number(number))));
  const needed = new Set([...placesIn(first), ...within(words(bytes))]);
  const places = [...new Set([...needed, ...placesIn(later)])].sort((a, b) => a - b);
  const runs = places.map((from, index) => [from, places[index + 1] ?? bytes.length]);
  const isRead = ([from, to]) => [...read].some((place) => place - start >= from && place - start < to);
  const unread = runs.filter((run) => !needed.has(run[0]) && !isRead(run));
  return joined(unread).filter(([from, to]) => isText(bytes.subarray(from, to)));
}

/** The numbers that the data consists of, where it does. */
const words = (bytes) => Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readUInt32LE(4 * index));

/** Runs of which none begins where the one before ends. */
function joined(runs) {
  const all = [];
  for (const [from, to] of runs) {
    if (all.at(-1)?.[1] === from) all.at(-1)[1] = to;
    else all.push([from, to]);
  }
  return all;
}

const isText = (bytes) =>
  bytes.length >= LETTERS_MIN && bytes.filter((byte) => byte >= 0x20 && byte < 0x7f).length >= OF_LETTERS * bytes.length;

const decoded = (letters) =>
  Buffer.from(letters.replace(LETTER, (letter, digits, follows) =>
    digits ? String.fromCharCode(parseInt(digits, 16)) : follows ? (FOLLOWS[follows] ?? follows) : letter,
  ), "latin1");

const encoded = (bytes) => bytes.toString("hex").replace(/../g, "\\$&");
