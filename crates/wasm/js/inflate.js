/**
 * Expands raw DEFLATE data (RFC 1951) of a known size.
 *
 * The platform's own decompression is asynchronous in browsers, and `./inline` is ready at once. The data
 * is this package's own, so there are no checks: bytes that are wrong do not compile.
 */
const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const END_OF_BLOCK = 256;
const CODE_BITS_MAX = 15;

export function inflate(data, size) {
  const out = new Uint8Array(size);
  let written = 0;
  let read = 0;
  let held = 0;
  let heldBits = 0;

  function bits(count) {
    while (heldBits < count) {
      held |= data[read++] << heldBits;
      heldBits += 8;
    }
    const value = held & ((1 << count) - 1);
    held >>>= count;
    heldBits -= count;
    return value;
  }

  function symbol({ counts, symbols }) {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= CODE_BITS_MAX; length++) {
      code |= bits(1);
      const count = counts[length];
      if (code - count < first) return symbols[index + (code - first)];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
  }

  function stored() {
    // What is held of the current byte is padding.
    held = heldBits = 0;
    const length = data[read] | (data[read + 1] << 8);
    read += 4;
    out.set(data.subarray(read, read + length), written);
    read += length;
    written += length;
  }

  function codeLengths(total, meta) {
    const lengths = [];
    const repeat = (value, times) => {
      while (times--) lengths.push(value);
    };
    while (lengths.length < total) {
      const next = symbol(meta);
      if (next < 16) lengths.push(next);
      else if (next === 16) repeat(lengths.at(-1), 3 + bits(2));
      else if (next === 17) repeat(0, 3 + bits(3));
      else repeat(0, 11 + bits(7));
    }
    return lengths;
  }

  function dynamicCodes() {
    const literals = bits(5) + 257;
    const distances = bits(5) + 1;
    const given = bits(4) + 4;
    const metaLengths = new Array(19).fill(0);
    for (let i = 0; i < given; i++) metaLengths[CODE_LENGTH_ORDER[i]] = bits(3);
    const lengths = codeLengths(literals + distances, huffman(metaLengths));
    return [huffman(lengths.slice(0, literals)), huffman(lengths.slice(literals))];
  }

  function compressed([literals, distances]) {
    for (;;) {
      const next = symbol(literals);
      if (next === END_OF_BLOCK) return;
      if (next < END_OF_BLOCK) out[written++] = next;
      else copy(next - 257, distances);
    }
  }

  function copy(lengthCode, distances) {
    const length = LENGTH_BASE[lengthCode] + bits(LENGTH_BITS[lengthCode]);
    const distanceCode = symbol(distances);
    const distance = DISTANCE_BASE[distanceCode] + bits(DISTANCE_BITS[distanceCode]);
    // Byte by byte, because the source may reach into what is being written.
    for (let i = 0; i < length; i++, written++) out[written] = out[written - distance];
  }

  for (let last = 0; !last; ) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) stored();
    else compressed(kind === 1 ? fixedCodes() : dynamicCodes());
  }
  return out;
}

/** A canonical Huffman code: how many codes there are of each length, and their symbols in order. */
function huffman(lengths) {
  const counts = new Array(CODE_BITS_MAX + 1).fill(0);
  for (const length of lengths) counts[length]++;
  counts[0] = 0;
  const symbols = [];
  for (let length = 1; length <= CODE_BITS_MAX; length++)
    lengths.forEach((own, value) => own === length && symbols.push(value));
  return { counts, symbols };
}

function fixedCodes() {
  const lengths = Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
  return [huffman(lengths), huffman(new Array(30).fill(5))];
}
