/** Why a number is what it is: its rules, and the sentence of the vendor behind each. */
import { h } from "./dom.js";

const TRUST = {
  vendor: "the vendor’s own page",
  thirdPartyReading: "the vendor’s page as a third party read it",
  thirdPartyClaim: "a third party’s claim, not seen on the vendor’s pages",
  inference: "our inference; no page says it",
};

/**
 * A number with its words. Unfolded, it shows `body` and its rules: `{ id }`, and where a rule makes a part of
 * the number, how many units it was and what they came to.
 */
export function figure(form, { key, label, value, looks = "", rules = [], body }) {
  return h("details", { key, class: `figure ${looks}`, part: "figure" },
    h("summary", null, h("span", { class: "label" }, label), h("span", { class: "leader" }), h("b", null, value)),
    h("div", { class: "why" }, body, rules.map((part) => rule(form, part))));
}

function rule({ answer: { report }, locale }, { id, units, amount }) {
  const { title, sources } = report.rules[id];
  return h("div", { key: id, class: "rule" },
    h("p", { class: "part" }, h("b", null, title, units && `: ${locale.count(units)}`), amount && h("b", null, amount)),
    cited(sources, report.sources, locale));
}

/** The sentences of these sources. Only the vendor's own words stand in quotation marks. */
export function cited(ids, sources, locale) {
  return ids.map((id) => sources[id]).filter(Boolean).map(({ id, title, url, read, says, trust }) =>
    h("p", { key: id, class: `source ${trust}` },
      h("q", { class: trust === "vendor" ? "quoted" : "told" }, says),
      h("span", { class: "cited" },
        url ? h("a", { href: url, target: "_blank", rel: "noreferrer" }, title) : title,
        `, read ${locale.day(read, { dateStyle: "medium" })}; ${TRUST[trust]}`)));
}
