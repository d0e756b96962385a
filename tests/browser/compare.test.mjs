// Several plans on the same work, and advice, as a person meets them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { along, assertAccessible, field, importScenario, LOOKS, open, show } from "./calculator.mjs";

const heading = (page) => page.locator("#answer");
const head = (page, name) => page.locator("thead th").filter({ hasText: name });
const figures = (page, row) => page.locator("tr").filter({ has: page.getByRole("rowheader", { name: row, exact: true }) }).locator("td");

/** The view, with its answer. */
async function compared(page) {
  await show(page, "Compare");
  await page.locator("table.compare").waitFor();
}

/** Puts a vendor's only plan beside the others. */
async function choose(page, name) {
  if (!(await page.getByRole("group", { name, exact: true }).isVisible())) await page.getByText("Choose what is compared").click();
  await page.getByRole("group", { name, exact: true }).getByRole("checkbox").check();
}

/** A team of five, which Pro and Premium serve by hand. */
const team = {
  card: "lusha-help-centre",
  subscription: { plan: "premium", billing: "monthly", start: "2027-01-01", seats: 5 },
  usage: [{ action: "platform.reveal", every: "month", count: 100, points: { email: 1 } }],
  horizon: { months: 12 },
};

test("what else is on the card stands beside the plan, the cheapest that serves everything first", async (t) => {
  const { page, complaints } = await open(t);
  await importScenario(page, team);
  await compared(page);
  assert.match(await heading(page).innerText(), /^Pro, yearly is the cheapest that serves everything: \$1,975\.80, which is \$2,823\.00 less than your plan\.$/);
  assert.deepEqual(await figures(page, "Cost").allInnerTexts(), ["$4,798.80", "$1,975.80", "$2,635.20", "$3,599.40"]);
  assert.deepEqual(await figures(page, "Served").allInnerTexts(), ["all", "all", "all", "all"]);
  assert.deepEqual(complaints, []);
});

test("what would be cheaper if the vendor grants it is said beside what surely serves", async (t) => {
  const { page } = await open(t);
  await compared(page);
  assert.equal(
    await heading(page).innerText(),
    "Pro, yearly does all of it for $629.40, if the vendor grants it: its pages disagree. " +
      "The cheapest that surely serves everything is Premium, yearly: $3,599.40, which is $2,760.60 more than your plan.",
  );
});

test("two plans stand side by side on a phone", async (t) => {
  const { page } = await open(t, { viewport: { width: 390, height: 844 } });
  await compared(page);
  const second = await page.locator(".compare thead th").nth(1).boundingBox();
  assert.ok(second.x + second.width <= 390, `the second ends at ${second.x + second.width}`);
});

test("what cannot take the work is named, with its reason", async (t) => {
  const { page } = await open(t);
  await importScenario(page, team);
  await compared(page);
  const rest = page.getByRole("region", { name: "Without a column" });
  assert.match(await rest.locator("li").filter({ hasText: "Starter, monthly" }).innerText(), /at most 1 user, not 5/);
  assert.match(await rest.locator("li").filter({ hasText: "Scale, yearly" }).innerText(), /Sold by quote/);
  // Both ways of billing fail alike, and are named in one line.
  assert.equal(await rest.getByText(/^Starter has at most 1 user, not 5/).count(), 1);
});

test("a plan is pinned, and what the others cost is told against it", async (t) => {
  const { page } = await open(t);
  await importScenario(page, team);
  await compared(page);
  await page.getByRole("button", { name: "Pin Premium, yearly" }).click();
  await head(page, "Premium, yearly").filter({ hasText: "Baseline" }).waitFor();
  assert.ok(await page.evaluate(() => document.activeElement.closest(".compare") !== null));
  await page.waitForFunction(() => document.querySelector("tr:nth-child(2) td")?.innerText === "$1,199.40 more");
  assert.deepEqual(await figures(page, "Against the baseline").allInnerTexts(), ["$1,199.40 more", "$1,623.60 less", "$964.20 less", "–"]);
});

test("another vendor's plan is chosen, and taken away again", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...team, usage: [{ action: "need.email", every: "month", count: 1000 }] });
  await compared(page);
  await page.getByText("Choose what is compared").click();
  await page.getByRole("group", { name: "Generect", exact: true }).getByRole("checkbox").check();
  await head(page, "Generect").first().waitFor();
  await page.getByRole("group", { name: "Generect", exact: true }).getByRole("checkbox").uncheck();
  await page.waitForFunction(() => ![...document.querySelectorAll("thead .what")].some((what) => what.innerText === "Generect"));
});

test("where the best changes is told in words that the engine's fractions stand behind", async (t) => {
  const { page } = await open(t);
  await importScenario(page, team);
  await compared(page);
  const changes = page.locator(".break-evens li");
  // 100 e-mails a month of 600 that Pro brings: six times; the count is whole at each hundredth.
  assert.match((await changes.allInnerTexts()).join("\n"), /Up to 6 times today’s use: Pro, yearly\./);
});

test("a plan of another card is named with it, wherever it is spoken of", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...team, usage: [{ ...team.usage[0], action: "need.email", points: undefined }] });
  await compared(page);
  await choose(page, "Generect");
  await page.waitForFunction(() => document.querySelector("#answer")?.innerText.startsWith("Pay-as-you-go (Generect) is the cheapest"));
  assert.match(await page.locator(".break-evens").innerText(), /\(Generect\)/);
  assert.match((await figures(page, "Credits used").allInnerTexts()).join(" "), /\$/);
});

test("a step on a list is asked of another card, and what is lost by it is said", async (t) => {
  const { page } = await open(t);
  const usage = [{ action: "api.contacts", every: "month", count: 100, list: "team", batch: 25 }];
  await importScenario(page, { ...team, usage, lists: [{ id: "team", size: 400, found: { email: 0.8, phone: 0.35 } }] });
  await compared(page);
  await choose(page, "Generect");
  const words = figures(page, "In words").filter({ hasText: "Work on a list goes on there without it" });
  await words.waitFor();
  assert.match(await words.innerText(), /^Serves all of it\./);
});

test("a plan that leads to another is called by both", async (t) => {
  const { page } = await open(t);
  const changes = [{ on: "2027-05-01", kind: "upgrade", plan: "premium" }];
  await importScenario(page, { ...team, subscription: { ...team.subscription, plan: "pro", changes } });
  await compared(page);
  assert.match(await head(page, "Your plan").innerText(), /Pro, then Premium; monthly/);
});

test("what only a freeze keeps from being compared is run without it", async (t) => {
  const { page } = await open(t);
  const changes = [{ on: "2027-05-01", kind: "freeze", months: 1 }];
  await importScenario(page, { ...team, subscription: { ...team.subscription, changes } });
  await compared(page);
  await page.getByRole("button", { name: "Run Pro, yearly without the freeze" }).click();
  const column = head(page, "Pro, yearly, without the freeze");
  await column.filter({ hasText: "1" }).waitFor();
  assert.deepEqual((await figures(page, "Cost").allInnerTexts()).includes("$1,975.80"), true);
});

test("where the best never changes that is said, and up to today's use in words", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...team, usage: [{ ...team.usage[0], count: 10 }] });
  await compared(page);
  assert.equal(
    await page.locator(".break-evens").innerText(),
    "Pro, yearly stays the best: no other is better at a tenth, a fifth or half of today’s use, nor at 2, 5 or 10 times it.",
  );
  await importScenario(page, { ...team, usage: [{ ...team.usage[0], count: 600 }] });
  await page.waitForFunction(() => /^Up to today’s use: Pro, yearly\./.test(document.querySelector(".break-evens")?.innerText));
});

test("what is served only if it is granted says so in its row", async (t) => {
  const { page } = await open(t);
  await compared(page);
  assert.ok((await figures(page, "Served").allInnerTexts()).includes("all, if granted"));
});

test("a few that are not served are counted, and not hidden in a percent", async (t) => {
  const { page } = await open(t);
  const subscription = { plan: "scale", start: "2027-01-01", terms: { per: "month", credits: 50_000, price: "1.00" } };
  await importScenario(page, { ...team, subscription, usage: [{ ...team.usage[0], count: 50_008 }], horizon: { months: 1 } });
  await compared(page);
  // Paid for the year the same terms bring enough.
  await page.getByText("Choose what is compared").click();
  await page.getByRole("checkbox", { name: "Scale, yearly" }).first().uncheck();
  const said = "None serves everything. Your plan serves the most, all but 8 of 50,008: $1.00.";
  await page.waitForFunction((said) => document.querySelector("#answer")?.innerText === said, said);
});

test("advice is tried with one press, undone with another, and stands beside the plan with a third", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...team, subscription: { ...team.subscription, plan: "pro" } });
  await page.getByRole("heading", { name: "What would be better" }).scrollIntoViewIfNeeded();
  const yearly = page.locator(".advice li").filter({ hasText: "saves $659.40" }).first();
  await yearly.waitFor();
  await yearly.getByRole("button", { name: "Try it" }).click();
  await field(page, "Paid").filter({ hasText: "for the year" }).waitFor();
  // By then there is other advice, so that the first has to be asked for again.
  await yearly.waitFor({ state: "detached" });
  await page.getByLabel("Undo").click();
  await field(page, "Paid").filter({ hasText: "monthly" }).waitFor();
  const title = await yearly.getByRole("heading").innerText();
  await yearly.getByRole("link", { name: "Compare" }).click();
  await head(page, title).waitFor();
});

test("advice after which credits run out says when, in the colour of loss", async (t) => {
  const { page } = await open(t);
  const usage = [
    { ...team.usage[0], count: 600, until: "2027-06-30" },
    { ...team.usage[0], every: "once", count: 610, from: "2027-08-01" },
    { ...team.usage[0], count: 600, from: "2027-09-01" },
  ];
  const terms = { per: "month", credits: 600, price: "60.00" };
  await importScenario(page, { ...team, subscription: { plan: "pro", start: "2027-01-01", terms }, usage });
  await page.getByRole("heading", { name: "What would be better" }).scrollIntoViewIfNeeded();
  const freeze = page.locator(".advice li").filter({ hasText: "Freeze it" }).first();
  await freeze.waitFor();
  assert.equal(await freeze.locator(".lost").innerText(), "With this, credits run out on 1 August 2027.");
  assert.match(await freeze.locator(".because").innerText(), /leaves under 1% of what is asked for unserved/);
});

for (const [how, context] of Object.entries(LOOKS)) {
  test(`axe finds nothing to complain of, ${how}`, async (t) => {
    const { page } = await open(t, context);
    await compared(page);
    await page.getByText("Choose what is compared").click();
    await assertAccessible(page);
  });
}

test("the plan as it is, and plans that are saved, can stand beside what becomes of it", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...team, title: "Saved" });
  await along(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.keyboard.press("Escape");
  await importScenario(page, team);
  await compared(page);
  await page.getByText("Choose what is compared").click();
  const whatIf = page.getByRole("group", { name: "What if" });
  await whatIf.getByRole("checkbox", { name: "Premium as it is at $4,798.80" }).check();
  await whatIf.getByRole("checkbox", { name: "Saved" }).check();
  await show(page, "Plan");
  await field(page, "How many contacts").first().click();
  await page.locator("#drawer-control").fill("200");
  await compared(page);
  await head(page, "Premium as it is at $4,798.80").waitFor();
  // Your plan uses twice as much by now.
  const used = figures(page, "Credits used");
  await used.first().getByText("2,400", { exact: true }).waitFor();
  const others = (await used.allInnerTexts()).slice(1).map((figure) => figure.replace(/\D/g, ""));
  assert.equal(others.filter((figure) => figure === "1200").length, 2, `${others}`);
});
