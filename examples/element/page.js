// Follows what a visitor plans.
const calculator = document.querySelector("creditcast-calculator");

calculator.addEventListener("change", ({ detail: { scenario, report, problems } }) => {
  // While something is wrong, `report` is still the last good answer.
  if (problems.length > 0) return;
  document.querySelector("#summary").textContent = `${scenario.subscription.plan}: ${report.answer}`;
  // `scenario` is plain data: keep it, and give it back later with `calculator.scenario = scenario`.
});
