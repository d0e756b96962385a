// Writes the page's two fonts into the folder named, cut down to what the page can show, with their
// licences. Newsreader says things: one weight, one optical size. Inter counts things: a range of
// weights, and figures of one width.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const packages = createRequire(join(process.cwd(), "tests/package.json"));
const subsetFont = packages("subset-font");

// Kerning is what weighs, and it weighs for every letter: those of the larger languages of Western Europe
// are kept, and a rarer one is shown in the next font of the stack.
const ASCII = String.fromCodePoint(...Array.from({ length: 95 }, (_, i) => 0x20 + i));
const LETTERS = "ÀÄÅÆÇÈÉÖØÜßàáâãäåæçèéêëìíîïñòóôõöøùúûü";
const SIGNS = "£§©«·»–—‘’“”…€−×\u00a0\u2009\u202f";

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
  const text = ASCII + LETTERS + SIGNS;
  const subset = await subsetFont(font, text, { targetFormat: "woff2", ...options });
  await writeFile(join(folder, `${name}.woff2`), subset);
  const licence = packages.resolve(`@fontsource-variable/${name}/LICENSE`);
  await cp(licence, join(folder, `${name}-OFL.txt`));
  console.log(`${name}.woff2: ${subset.length} bytes`);
}

const folder = process.argv[2];
await mkdir(folder, { recursive: true });
for (const font of FONTS) await write(font, folder);
