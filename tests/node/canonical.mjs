// "The same bytes": the RFC 8785 canonical JSON of a result.

/** The canonical JSON of plain data: keys in the order of their UTF-16 units, numbers and texts as JavaScript has them. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  const entries = keys.sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${entries.join(",")}}`;
}
