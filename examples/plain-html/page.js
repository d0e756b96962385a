// Asks what so many contacts cost, an e-mail address for each and a phone number for every second one.
import { load, CreditcastError } from "creditcast";

// The module is fetched once, from beside the package's JavaScript, and never leaves the page.
const creditcast = await load();

const count = document.querySelector("#count");
const answer = document.querySelector("#answer");
const source = document.querySelector("#source");

function ask() {
  const contacts = count.valueAsNumber;
  try {
    const { total, lines, sources } = creditcast.quote({
      card: "lusha-help-centre",
      action: "platform.reveal",
      count: contacts,
      points: { email: contacts, phone: Math.floor(contacts / 2) },
    });
    answer.textContent = `${total.toLocaleString()} credits`;
    // Every line of a quote names the rule that made it, and the sentences of the vendor behind that rule.
    source.textContent = lines.map((line) => `${line.title}: “${sources[line.sources[0]].says}”`).join(" ");
  } catch (error) {
    if (!(error instanceof CreditcastError)) throw error;
    // All problems at once, each with its place in the request.
    answer.textContent = error.problems.map(({ path, message }) => `${path}: ${message}`).join(" ");
    source.textContent = "";
  }
}

count.addEventListener("input", ask);
ask();
