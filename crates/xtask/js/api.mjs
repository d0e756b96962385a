// The API page of the npm package, out of its types and their comments.
//
//     node api.mjs > docs/api.md
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const ts = createRequire(join(root, "tests/package.json"))("typescript");

/** The entries of the package whose types are their own; the others hand on those of the first. */
const ENTRIES = {
  "creditcast": ["index.d.ts", "codes.d.ts"],
  "creditcast/worker": ["worker.d.ts"],
  "creditcast/element": ["element.d.ts"],
};

const HEAD = `# The npm package, function by function

Written by \`cargo xtask schema\`, out of the types of the package and their comments.
`;

/** The whole page. */
export const page = () => HEAD + Object.entries(ENTRIES).map(section).join("");

/** The names of what is exported and says nothing about itself: types, functions and fields. */
export const silent = () => Object.values(ENTRIES).flat().flatMap((name) => exported(fileOf(name)).flatMap(silentIn));

const textOf = (name) => readFileSync(join(root, "crates/wasm/js", name), "utf8");

/** Every example of a file of types. */
export const examplesOf = (name) =>
  [...textOf(name).matchAll(/^( *)\* ```ts\n([\s\S]*?)\* ```$/gm)].map(([, , lines]) => lines.replace(/^ *\* ?/gm, ""));

/** The fields of a type of the package, each with whether it must be there. */
export function fieldsOf(type) {
  const node = exported(fileOf("index.d.ts")).find((node) => nameOf(node) === type);
  return Object.fromEntries(membersOf(node).map((member) => [nameOf(member), !member.questionToken]));
}

const fileOf = (name) => ts.createSourceFile(name, textOf(name), ts.ScriptTarget.ESNext, true);

const silentIn = (node) => [
  ...(said(node) ? [] : [nameOf(node)]),
  ...membersOf(node).filter((member) => !said(member)).map((member) => `${nameOf(node)}.${nameOf(member)}`),
];

/** Everything that others can name, but for what a file only hands on. */
const exported = (file) =>
  file.statements.filter((node) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) && nameOf(node));

const nameOf = (node) =>
  ts.isIndexSignatureDeclaration(node)
    ? `[${node.parameters[0].getText()}]`
    : (node.name ?? node.declarationList?.declarations[0].name)?.getText();

/** What is a type's own: how it is made is said nowhere, and how it is listened to is said of every element. */
const membersOf = (node) =>
  (node.members ?? []).filter((member) => {
    const name = !ts.isSetAccessor(member) && !ts.isConstructorDeclaration(member) && nameOf(member);
    return name && !name.endsWith("EventListener");
  });

/** The comment above a thing. */
const said = (node) => {
  const comment = node.jsDoc?.at(-1);
  return comment ? ts.getTextOfJSDocComment(comment.comment) ?? "" : "";
};

/** What is called comes before what it takes and gives. */
const rankOf = (node) =>
  [ts.isFunctionDeclaration(node), membersOf(node).some(ts.isMethodSignature), ts.isClassDeclaration(node), true].indexOf(true);

function section([entry, names]) {
  const files = names.map(fileOf);
  const [opening] = files[0].statements[0].jsDoc;
  const nodes = files.flatMap(exported).sort((one, other) => rankOf(one) - rankOf(other));
  return `\n## \`${entry}\`\n\n${ts.getTextOfJSDocComment(opening.comment)}\n${nodes.map(part).join("")}`;
}

function part(node) {
  const members = membersOf(node);
  const functions = members.filter(ts.isMethodSignature);
  const fields = members.filter((member) => !ts.isMethodSignature(member));
  const blocks = [
    `### ${nameOf(node)}`,
    said(node),
    members.length === 0 && fenced(node.getText().replace(/^export (declare )?/, "")),
    extended(node),
    fields.length > 0 && table(fields),
    ...functions.flatMap((member) => [`#### ${nameOf(member)}`, fenced(member.getText()), said(member)]),
  ];
  return blocks.filter(Boolean).map((block) => `\n${block}\n`).join("");
}

const fenced = (code) => `\`\`\`ts\n${code}\n\`\`\``;

function extended(node) {
  const types = node.heritageClauses?.flatMap((clause) => clause.types) ?? [];
  return types.length > 0 && `With all of ${types.map((type) => `\`${type.getText()}\``).join(", ")}.`;
}

function table(fields) {
  const rows = fields.map((field) => {
    const name = `\`${nameOf(field)}${field.questionToken ? "?" : ""}\``;
    return row([name, `\`${field.type.getText()}\``, said(field)]);
  });
  return [row(["Field", "Type", "What it is"]), row(["---", "---", "---"]), ...rows].join("\n");
}

const row = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ")).join(" | ")} |`;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(page());
