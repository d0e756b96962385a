/** How much of one step there can be before credits run out, all else as it is. */
import { withValue } from "./draft.js";

/**
 * The largest count of the step of this index up to `most` with which nothing is refused for want of
 * credits; `undefined` where that is not to be told, since it is more than `most` or there are no credits.
 */
export function enoughOf(engine, { scenario, card }, index, most) {
  const lasts = (count) => {
    const tried = withValue(scenario, `/usage/${index}/count`, count);
    return engine.simulate(tried, { daily: false }).runsOut === null;
  };
  if (card.wallet === "money" || lasts(most)) return undefined;
  let [enough, tooMuch] = [-1, most];
  while (tooMuch - enough > 1) {
    const between = Math.floor((enough + tooMuch) / 2);
    if (lasts(between)) enough = between;
    else tooMuch = between;
  }
  return Math.max(enough, 0);
}
