// Writes the page's font into the folder named, cut down to what the page can show, with its licence.
// Newsreader says things: one weight, one optical size. What counts things is the reader's own sans.
//
// It is two files: what the page writes as it opens, and what only a reader's own names or another currency has,
// which a browser fetches when it meets it.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { withRoundKerning } from "./kerning.mjs";

const packages = createRequire(join(process.cwd(), "tests/package.json"));
const subsetFont = packages("subset-font");

const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(0x20 + i));
const SIGNS = "·–—‘’“”…−\u00a0\u2009\u202f";

// What the page does not write as it opens. The letters are those of the larger languages of Western Europe; a
// rarer one is shown in the next font of the stack. The page's style says which they are, too.
const CODE = "#*<=>@\\^_`{|}~";
const LETTERS = "£€×ÀÄÅÆÇÈÉÖØÜßàáâãäåæçèéêëìíîïñòóôõöøùúûü§©«»";

const FILES = {
  "": ASCII.filter((sign) => !CODE.includes(sign)).join("") + SIGNS,
  "-letters": CODE + LETTERS,
};

const FONT = {
  name: "newsreader",
  source: "files/newsreader-latin-standard-normal.woff2",
  variationAxes: { wght: 440, opsz: 24 },
  keepFeatures: ["kern"],
  // What is said to font menus, and of marks and axes that are not there.
  dropTables: ["GDEF", "STAT"],
};

async function write({ name, source, ...options }, folder) {
  const font = await readFile(packages.resolve(`@fontsource-variable/${name}/${source}`));
  for (const [part, text] of Object.entries(FILES)) {
    const cut = await subsetFont(font, text, { targetFormat: "truetype", ...options });
    const subset = await subsetFont(withRoundKerning(cut), text, { targetFormat: "woff2", keepFeatures: options.keepFeatures });
    await writeFile(join(folder, `${name}${part}.woff2`), subset);
    console.log(`${name}${part}.woff2: ${subset.length} bytes`);
  }
  const licence = packages.resolve(`@fontsource-variable/${name}/LICENSE`);
  await cp(licence, join(folder, `${name}-OFL.txt`));
}

const folder = process.argv[2];
await mkdir(folder, { recursive: true });
await write(FONT, folder);
