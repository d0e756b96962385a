// "The same bytes": the RFC 8785 canonical JSON of a result.

/** The canonical JSON of plain data: keys in the order of their UTF-16 units, numbers and texts as JavaScript has them. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  const entries = keys.sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${entries.join(",")}}`;
}

/** Characters shown around a difference. */
const AROUND = 80;

/** Fails unless two canonical texts are the same, and shows where they part. */
export function assertSameBytes(actual, expected, what) {
  if (actual === expected) return;
  let at = 0;
  while (actual[at] === expected[at]) at += 1;
  const [from, to] = [Math.max(0, at - AROUND), at + AROUND];
  throw new Error(`${what}: the bytes part at ${at}\n  ${actual.slice(from, to)}\n  ${expected.slice(from, to)}`);
}
