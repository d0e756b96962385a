// An estimate in a component of one's own.
import { useMemo, useState } from "react";
import { useCreditcast } from "./useCreditcast.js";

export function Estimate() {
  const [count, setCount] = useState(30);
  const { creditcast, error } = useCreditcast();
  const answer = useMemo(() => creditcast && answerTo(creditcast, count), [creditcast, count]);
  const follow = ({ target }) => setCount(target.valueAsNumber);
  return (
    <section>
      <label>
        Contacts a week <input type="number" min="0" defaultValue={count} onChange={follow} />
      </label>
      <p role="status">{error?.message ?? answer ?? "Working it out"}</p>
    </section>
  );
}

function answerTo(creditcast, count) {
  const usage = [{ action: "platform.reveal", every: "week", count, points: { email: 0.8, phone: 0.35 } }];
  const subscription = { plan: "pro", start: "2027-01-01" };
  const scenario = { card: "lusha-help-centre", subscription, usage, horizon: { months: 12 } };
  // An empty field is NaN: `validate` tells what is wrong and never throws.
  const [problem] = creditcast.validate(scenario);
  return problem ? problem.message : creditcast.simulate(scenario, { daily: false }).answer;
}
