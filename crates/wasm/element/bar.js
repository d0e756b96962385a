/** Used, expired and left, as parts of all that came in. */
import { h } from "./dom.js";

/** What is lost is hatched, so that colour is not its only sign. */
const TURNED = { patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
const hatch = h("pattern", { id: "hatch", width: 5, height: 5, ...TURNED }, h("path", { class: "hatch", d: "M0 0V5" }));

export function bar({ locale, answer: { report: { totals } } }) {
  const { opening, granted, toppedUp, spent, expired, remaining } = totals;
  const all = opening + granted + toppedUp;
  if (all === 0) return "";
  const part = (name, from, amount, fill) =>
    amount > 0 && h("rect", { class: name, fill, x: share(from, all), width: share(amount, all), height: "100%" });
  const [of, used, lost, left] = [all, spent, expired, remaining].map(locale.count);
  const label = `Of ${of} credits, ${used} are used, ${lost} expire and ${left} are left.`;
  return h("svg", { key: "bar", class: "bar", part: "bar", role: "img", "aria-label": label }, hatch,
    part("used", 0, spent), part("expired", spent, expired, "url(#hatch)"), part("left", spent + expired, remaining));
}

const share = (amount, all) => `${(amount / all) * 100}%`;
