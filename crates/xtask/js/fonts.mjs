// Writes the page's two fonts into the folder named, cut down to what the page can show, with their
// licences. Newsreader says things: one weight, one optical size. Inter counts things: a range of
// weights, and figures of one width.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const packages = createRequire(join(process.cwd(), "tests/package.json"));
const subsetFont = packages("subset-font");

const range = (first, last) =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join("");
const ASCII = range(0x20, 0x7e);
const LATIN_1 = range(0xa0, 0xff);
const PUNCTUATION = "–—‘’‚“”„•…€™−×→\u2009\u202f";

const FONTS = [
  {
    name: "newsreader",
    source: "files/newsreader-latin-standard-normal.woff2",
    variationAxes: { wght: 440, opsz: 24 },
    keepFeatures: ["kern"],
  },
  {
    name: "inter",
    source: "files/inter-latin-wght-normal.woff2",
    variationAxes: { wght: { min: 400, max: 600 } },
    keepFeatures: ["kern", "tnum"],
  },
];

async function write({ name, source, ...options }, folder) {
  const font = await readFile(packages.resolve(`@fontsource-variable/${name}/${source}`));
  const text = ASCII + LATIN_1 + PUNCTUATION;
  const subset = await subsetFont(font, text, { targetFormat: "woff2", ...options });
  await writeFile(join(folder, `${name}.woff2`), subset);
  const licence = packages.resolve(`@fontsource-variable/${name}/LICENSE`);
  await cp(licence, join(folder, `${name}-OFL.txt`));
  console.log(`${name}.woff2: ${subset.length} bytes`);
}

const folder = process.argv[2];
await mkdir(folder, { recursive: true });
for (const font of FONTS) await write(font, folder);
