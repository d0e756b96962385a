// Rounds what a font says about the distance of two letters. To the unit, which is a fiftieth of a pixel in
// the largest line of the page, these are thousands of numbers that no compressor makes smaller.

/** Units of the font, of which the page's has 2000 to the size of a letter: an error of four is a tenth of a pixel. */
const STEP = 8;

const PAIRS = 2;
const EXTENSION = 9;

/** Where a table of a font begins. */
function table(font, tag) {
  const count = font.readUInt16BE(4);
  const records = Array.from({ length: count }, (_, index) => 12 + 16 * index);
  const record = records.find((at) => font.toString("latin1", at, at + 4) === tag);
  if (record === undefined) throw new Error(`the font has no ${tag}`);
  return font.readUInt32BE(record + 8);
}

/** The places named in a list of `count` offsets at `at`, which are counted from `base`. */
const places = (font, base, at, count) => Array.from({ length: count }, (_, i) => base + font.readUInt16BE(at + 2 * i));

/** The subtables that move pairs of letters, of which the first moves along the line. */
function* subtables(font) {
  const start = table(font, "GPOS");
  const list = start + font.readUInt16BE(start + 8);
  for (const lookup of places(font, list, list + 2, font.readUInt16BE(list))) {
    for (const at of places(font, lookup, lookup + 6, font.readUInt16BE(lookup + 4))) {
      const isElsewhere = font.readUInt16BE(lookup) === EXTENSION;
      const kind = font.readUInt16BE(isElsewhere ? at + 2 : lookup);
      const subtable = isElsewhere ? at + font.readUInt32BE(at + 4) : at;
      const moves = [font.readUInt16BE(subtable + 4), font.readUInt16BE(subtable + 6)];
      if (kind !== PAIRS || moves.join() !== "4,0") throw new Error("the font kerns in an unknown way");
      yield subtable;
    }
  }
}

/** Where a subtable has its distances: a set of pairs for each first letter, or a square of classes. */
function* distances(font, at) {
  if (font.readUInt16BE(at) === 1) {
    for (const set of places(font, at, at + 10, font.readUInt16BE(at + 8))) {
      for (let pair = 0; pair < font.readUInt16BE(set); pair += 1) yield set + 4 + 4 * pair;
    }
  } else {
    const classes = font.readUInt16BE(at + 12) * font.readUInt16BE(at + 14);
    for (let index = 0; index < classes; index += 1) yield at + 16 + 2 * index;
  }
}

/** A TrueType font, kerned in steps. */
export function withRoundKerning(font) {
  const rounded = Buffer.from(font);
  for (const subtable of subtables(rounded)) {
    for (const at of distances(rounded, subtable)) {
      rounded.writeInt16BE(Math.round(rounded.readInt16BE(at) / STEP) * STEP, at);
    }
  }
  return rounded;
}
