/** What a reader should know before deciding: where the pages disagree, how old the prices are, who speaks. */
import { h } from "./dom.js";
import { withValue } from "./draft.js";
import { cited } from "./why.js";

export function foot(form) {
  const { report } = form.answer;
  return [
    form.doubt && form.doubt.switches.length > 0 && doubt(form),
    h("p", { key: "prices", class: "prices", part: "notice" }, prices(form)),
    h("p", { key: "notice", class: "notice", part: "notice" }, report.about.notice),
  ].filter(Boolean);
}

/** Between what it lies, and the answers of the vendor's pages to choose from. */
function doubt(form) {
  const { locale, doubt: { answer, switches } } = form;
  return h("details", { key: "doubt", class: "doubt", part: "doubt" },
    h("summary", null, h("span", { class: "marked" }, "Where the pages disagree")),
    h("p", null, locale.say(answer)),
    switches.map(({ policy }) => question(form, policy)));
}

function question(form, policy) {
  const { title, options, default: usual } = form.answer.card.policies.find(({ id }) => id === policy);
  const chosen = form.draft.policies?.[policy] ?? usual;
  const choose = (id) => form.set(withValue(form.draft, `/policies/${policy}`, id));
  return h("fieldset", { key: policy }, h("legend", null, title), options.map(({ id, title, sources }) => [
    h("label", null,
      h("input", { type: "radio", name: policy, checked: id === chosen, onchange: () => choose(id) }),
      ` ${title}`, id === usual && h("small", null, " the default")),
    cited(sources, of(form.answer.card), form.locale),
  ]));
}

const of = ({ sources }) => Object.fromEntries(sources.map((source) => [source.id, source]));

/** When the prices were read, and what to do when that is long ago. */
function prices({ answer: { card, report: { about } }, locale }) {
  const isOld = new Date().toISOString().slice(0, 10) >= about.staleAfter;
  const link = { href: card.pricesAt, target: "_blank", rel: "noreferrer" };
  const place = card.pricesAt && h("a", link, host(card.pricesAt));
  const read = `Prices read on ${locale.day(about.revision, { dateStyle: "medium" })}. `;
  if (isOld) return h("span", { class: "marked" }, read, "Check them", place && [" at ", place], " before you decide.");
  return [read, place && ["They stand at ", place, "."]];
}

/** An address as people read it. */
const host = (url) => url.replace(/^\w+:\/\/(www\.)?/, "").replace(/\/$/, "");
