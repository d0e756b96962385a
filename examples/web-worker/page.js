// Draws many futures off the main thread: the page stays quick, tells how far it is, and can stop.
import { forecast } from "creditcast/worker";

const [start, stop, progress, answer] = ["start", "stop", "progress", "answer"].map((id) => document.getElementById(id));

const request = {
  scenario: {
    card: "lusha-help-centre",
    subscription: { plan: "pro", start: "2027-01-01" },
    usage: [{ action: "platform.reveal", every: "week", count: 50, points: { email: 0.8, phone: 0.35 } }],
    horizon: { months: 12 },
  },
  // Nobody knows how many it will be: at least 30 a week, most likely 50, at most 90.
  spread: [{ activity: 0, low: 30, likely: 50, high: 90 }],
  paths: Number(new URLSearchParams(location.search).get("paths") ?? 10_000),
  // The same seed draws the same futures.
  seed: 1,
};

start.addEventListener("click", async () => {
  const controller = new AbortController();
  stop.onclick = () => controller.abort();
  [start.disabled, stop.disabled] = [true, false];
  answer.textContent = "";
  try {
    const { signal } = controller;
    const onProgress = ({ done, of }) => (progress.value = of ? done / of : 0);
    const { answer: said } = await forecast(request, { signal, onProgress });
    answer.textContent = said;
  } catch (error) {
    // A call that was given up is rejected with the reason of its signal.
    answer.textContent = error.name === "AbortError" ? "Stopped." : error.message;
  }
  [start.disabled, stop.disabled] = [false, true];
});
