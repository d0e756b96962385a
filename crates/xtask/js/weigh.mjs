// Prints, for each file named, what it weighs: raw, gzip at level 9 and brotli at level 11, in bytes.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  const weights = [bytes, gzipSync(bytes, { level: 9 }), brotliCompressSync(bytes, BROTLI)];
  console.log(weights.map((form) => form.length).join(" "));
}
