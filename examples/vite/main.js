// Ranks the plans of a card for one use. Vite finds the module by itself: `npx vite`, or `npx vite build`.
import { load } from "creditcast";

const count = document.querySelector("#count");
const plans = document.querySelector("#plans");

const scenario = (contacts) => ({
  card: "lusha-help-centre",
  subscription: { plan: "pro", start: "2027-01-01" },
  usage: [{ action: "platform.reveal", every: "week", count: contacts, points: { email: 0.8, phone: 0.35 } }],
  horizon: { months: 12 },
});

load().then((creditcast) => {
  function rank() {
    const { ranked } = creditcast.compare({ scenario: scenario(count.valueAsNumber || 0) });
    plans.replaceChildren(...ranked.map(({ candidate, serves, cost }) => {
      const line = document.createElement("li");
      line.textContent = `${candidate.plan}, ${candidate.billing}: serves ${serves}, ${cost.currency} ${cost.amount}`;
      return line;
    }));
  }
  count.addEventListener("input", rank);
  rank();
});
