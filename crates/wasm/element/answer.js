/** The answer: the engine's sentence, what follows from it, and what is wrong with the question. */
import { h } from "./dom.js";
import { idOf, says } from "./fields.js";

export function answer(form) {
  const { report } = form.answer ?? {};
  return [
    form.problems.length > 0 && problems(form, Boolean(report)),
    report && h("h2", { key: "answer", class: "answer", part: "answer" }, sentence(form, report)),
    report && h("p", { key: "follows", class: "follows" }, follows(form, report)),
    report?.warnings.map(({ code, message }) =>
      h("p", { key: `warning-${code}-${message}`, class: "note", part: "notice" }, form.locale.say(message))),
  ].flat().filter(Boolean);
}

/** The verdict in ink, the rest quieter, and every figure in the reader's way of writing. */
function sentence(form, { answer, runsOut }) {
  const verdict = answer.indexOf(". ") + 1;
  const rest = form.locale.pieces(answer.slice(verdict));
  const isLost = (kind) => kind === "day" && runsOut !== null;
  // "The 12 months" is no result.
  const isResult = ({ kind }, place) => kind && !rest[place + 1].text.startsWith(" month");
  const said = (piece, place) =>
    isResult(piece, place) ? h("b", { class: isLost(piece.kind) ? "lost" : undefined }, piece.text) : piece.text;
  return [h("b", null, form.locale.say(answer.slice(0, verdict))), rest.map(said)];
}

function follows({ answer: { card, scenario }, locale }, { totals }) {
  const { months } = scenario.horizon;
  const monthly = locale.money({ ...totals.cost, amount: totals.cost.amount / months }, 2);
  if (card.wallet === "money") return ["A month costs ", h("b", null, monthly), " on average."];
  const each = (amount) => h("b", null, locale.count(Math.round(amount / months)));
  const missing = h("b", { class: "lost" }, locale.count(totals.missing));
  return [
    "That is ", h("b", null, monthly), " a month, and ", each(totals.spent), " credits of ", each(totals.granted),
    " that come.", totals.missing > 0 && [" For credits to last it takes ", missing, " more."],
  ];
}

/** How many things there are to mend, each with the way to its field. */
function problems(form, hasAnswer) {
  const { length } = form.problems;
  const head = length === 1 ? "One thing has to be mended." : `${length} things have to be mended.`;
  return h("div", { key: "problems", class: "problems", part: "problems", role: "alert" },
    h("p", null, h("b", null, head), hasAnswer && " What stands below is the last answer."),
    h("ul", null, form.problems.map((problem) => h("li", { key: problem.path + problem.code }, wayTo(form, problem)))));
}

function wayTo(form, problem) {
  const place = form.fields.get(problem.path) ?? problem.path;
  const text = (place && `${place}: `) + says(form, problem);
  if (!form.fields.has(problem.path)) return text;
  const go = ({ target }) => target.getRootNode().getElementById(idOf(problem.path)).focus();
  return h("button", { type: "button", class: "quiet", onclick: go }, text);
}
