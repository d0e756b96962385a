/**
 * Descriptions of elements, and the one function that makes a page like them.
 *
 * Views say all of what should be there, each time. What is there already stays the same node, so that
 * the focus, the caret and what a reader has unfolded survive every answer.
 */

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "g", "path", "line", "circle", "rect", "text", "pattern"]);

/** What is a property of an element and no attribute; it is set when its children stand. */
const PROPERTIES = new Set(["value", "checked", "disabled"]);

/** What a node was last made of. */
const made = new WeakMap();

/**
 * An element: `h("p", { class: "note" }, "Words")`. Among the attributes, `key` tells it from its
 * neighbours, `on…` are listeners, and `style` holds custom properties. What is `null`, `undefined` or
 * `false` is left out.
 */
export function h(tag, attributes, ...children) {
  return { tag, attributes: attributes ?? {}, children: children.flat(Infinity).filter(isThere) };
}

const isThere = (value) => value !== null && value !== undefined && value !== false && value !== "";

/** Makes the children of a node those that are wanted. */
export function patch(parent, wanted) {
  const keys = new Set(wanted.map(keyOf));
  const old = [...parent.childNodes].filter((node) => isKept(node, keys) || node.remove());
  const keyed = new Map(old.map((node) => [made.get(node)?.attributes.key, node]));
  let next = parent.firstChild;
  for (const child of wanted) {
    const key = keyOf(child);
    const found = key === undefined ? next : keyed.get(key);
    const node = fits(found, child) ? found : create(child);
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
    update(node, child);
  }
  while (next) {
    const last = next;
    next = next.nextSibling;
    last.remove();
  }
}

const keyOf = (child) => child.attributes?.key;

function isKept(node, keys) {
  const key = made.get(node)?.attributes.key;
  return key === undefined || keys.has(key);
}

function fits(node, child) {
  if (!node) return false;
  const { tag, attributes } = made.get(node) ?? {};
  return tag === child.tag && attributes?.key === keyOf(child);
}

function create(child) {
  if (child.tag === undefined) return document.createTextNode("");
  return DRAWN.has(child.tag) ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
}

function update(node, child) {
  if (child.tag === undefined) {
    if (node.data !== String(child)) node.data = child;
    return;
  }
  const before = made.get(node)?.attributes ?? {};
  made.set(node, child);
  const names = new Set([...Object.keys(before), ...Object.keys(child.attributes)]);
  const [late, early] = [[], []];
  for (const name of names) (PROPERTIES.has(name) ? late : early).push(name);
  for (const name of early) set(node, name, child.attributes[name], before[name]);
  patch(node, child.children);
  for (const name of late) setProperty(node, name, child.attributes[name]);
}

function set(node, name, value, before) {
  if (name === "key" || (value === before && name !== "style")) return;
  if (name.startsWith("on")) node[name] = value ?? null;
  else if (name === "style") setCustom(node, value ?? {});
  else if (!isThere(value)) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}

/** By the object model, which a Content-Security-Policy for styles lets pass. */
function setCustom(node, properties) {
  for (const [name, value] of Object.entries(properties)) node.style.setProperty(name, value);
}

/** Writing the same value again would move the caret. */
function setProperty(node, name, value) {
  const wanted = value ?? (name === "value" ? "" : false);
  if (node[name] !== wanted) node[name] = wanted;
}
