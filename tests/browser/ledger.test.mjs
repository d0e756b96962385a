// The ledger: every line of a plan's run, and why it is what it is.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessible, field, importScenario, LOOKS, open, show } from "./calculator.mjs";

const npm = new URL("../../target/npm/dist/inline.js", import.meta.url);

/** Two workflows with a key each; more is asked for than 600 credits pay. */
const TWO = {
  title: "Two workflows",
  card: "lusha-help-centre",
  subscription: {
    plan: "pro",
    start: "2027-01-01",
    changes: [{ on: "2027-03-10", kind: "topUp", amount: 500, price: "55.00" }],
  },
  keys: [{ id: "zapier" }, { id: "=hubspot" }],
  usage: [
    {
      name: "Reveal by hand", workflow: "Outbound", action: "platform.reveal", every: "week", count: 20,
      points: { email: 1, phone: 0.25 },
    },
    {
      name: "Enrich", workflow: "CRM", key: "zapier", action: "api.contacts", every: "week", count: 50, batch: 25,
      points: { email: 0.8, phone: 0.4 },
    },
    { name: "Watch", workflow: "CRM", key: "=hubspot", action: "api.companies", every: "month", count: 10, points: { company: 1 } },
  ],
  horizon: { months: 4 },
};

const heading = (page) => page.locator("#answer").innerText();
const lines = (page) => page.locator(".ledger-lines tbody tr");

/** The view of the ledger of a scenario. */
async function openLedger(t, scenario = TWO, context = {}) {
  const opened = await open(t, context);
  await importScenario(opened.page, scenario);
  await show(opened.page, "Ledger");
  await opened.page.getByRole("table", { name: /^The ledger/ }).waitFor();
  return opened;
}

/** What the engine's own ledger says. */
async function told(scenario = TWO) {
  const { simulate } = await import(npm);
  return simulate(scenario, { ledger: true });
}

/** Chooses another answer in the field of a sentence. */
async function choose(page, name, answer) {
  await field(page, name).click();
  await page.getByRole("radio", { name: answer }).check();
  await page.getByRole("button", { name: "Done" }).click();
}

/** The text of the file that the lines go out as. */
async function exported(page, kind) {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: `Export these lines as ${kind}` }).click();
  return readFile(await (await download).path(), "utf8");
}

const number = (text) => Number(text.replaceAll(",", "").replace("−", "-").replace("+", "").replace("–", "0"));

test("the lines are those of the engine, and add up from balance to balance", async (t) => {
  const { page, complaints } = await openLedger(t);
  const { totals } = await told();
  let before = 0;
  for (const row of await lines(page).all()) {
    const [amount, balance] = (await row.locator(".figure").allInnerTexts()).map(number);
    assert.equal(before + amount, balance, await row.innerText());
    before = balance;
  }
  assert.equal(before, totals.remaining);
  const sums = await page.locator(".worked .worked-line, .worked-total").allInnerTexts();
  const sum = (name) => number(sums.find((text) => text.startsWith(name))?.split("\n").at(-1) ?? "0");
  assert.deepEqual(
    [sum("Granted"), sum("Topped up"), sum("Charged"), sum("Expired"), sum("Left")],
    [totals.granted, totals.toppedUp, 0 - totals.spent, 0 - totals.expired, totals.remaining],
  );
  assert.deepEqual(complaints, []);
});

test("a day is named once", async (t) => {
  const { page } = await openLedger(t);
  const days = await page.locator(".ledger-lines .when:not(.again)").allInnerTexts();
  assert.equal(days[0], "Fri 1 Jan");
  assert.equal(new Set(days).size, days.length);
});

test("refused lines say what the vendor's API answers", async (t) => {
  const { page } = await openLedger(t);
  const { refusals, refusalsDaily } = await told();
  const refused = lines(page).filter({ hasText: "Refused for want of credits" });
  assert.equal(await refused.count(), refusalsDaily.length);
  const byApi = refused.filter({ hasText: "enrich" }).first();
  const answer = refusals.find((row) => row.answer).answer;
  assert.match(await byApi.innerText(), new RegExp(`^.*${answer.status} \\{`, "s"));
  await byApi.getByRole("button").click();
  assert.equal(await page.getByRole("heading", { level: 2 }).first().innerText(), "Why it was refused");
  const why = await page.locator(".chosen-line").innerText();
  assert.match(why, /contacts? in \d+ requests?.*They cost more than there was\./s);
  assert.match(why, new RegExp(`The API answers ${answer.status}`));
  assert.match(why, /, read \d+ \w+ 2026; /);
});

test("a charge is a sum whose lines have the rule, the vendor's words, the link and the date", async (t) => {
  const { page } = await openLedger(t);
  await lines(page).filter({ hasText: "Enrich" }).first().getByRole("button").click();
  const why = page.locator(".chosen-line");
  // Fifty contacts in two requests: 2, forty e-mails at 1, twenty phones at 5.
  assert.equal(await why.getByRole("heading").first().innerText(), "Why 142");
  assert.match(await why.innerText(), /Enrich took 2 requests, 40 e-mail addresses and 20 phone numbers with key zapier\./);
  const amounts = await why.locator(".worked-line > dd:not(.by)").allInnerTexts();
  assert.deepEqual(amounts, ["2", "40", "100"]);
  assert.equal(await why.locator(".worked-total dd").innerText(), "142");
  for (const by of await why.locator(".worked-line .by").all()) {
    assert.match(await by.innerText(), /, read 28 Sep 2026; the vendor’s own page/);
    assert.match(await by.getByRole("link").first().getAttribute("href"), /^https:\/\//);
  }
  assert.match(await why.locator(".about-line").innerText(), /api\.requestFee, api\.email, api\.phone/);
});

test("the doubt about a line is settled beside it, and the line stays chosen", async (t) => {
  const { page } = await openLedger(t);
  await lines(page).filter({ hasText: "Enrich" }).first().getByRole("button").click();
  const doubt = page.getByRole("group", { name: /Is a request's fee dropped/ });
  assert.match(await doubt.innerText(), /142, or 140\./);
  assert.equal(await doubt.locator(".page-says > .source").count(), 2);
  await doubt.getByRole("radio", { name: "A request that charges a data point has no fee" }).check();
  assert.equal(await page.locator(".chosen-line").getByRole("heading").first().innerText(), "Why 140");
  assert.match(await page.locator(".chosen-line").innerText(), /140, or 142\..*This is not the default\./s);
  await page.getByLabel("Undo").click();
  assert.equal(await page.locator(".chosen-line").getByRole("heading").first().innerText(), "Why 142");
});

test("grants, top-ups and what expires are explained too", async (t) => {
  const free = { ...TWO, usage: [], subscription: { ...TWO.subscription, plan: "pro" } };
  const { page } = await openLedger(t, free);
  const why = page.locator(".chosen-line");
  await lines(page).filter({ hasText: "Grant" }).first().getByRole("button").click();
  assert.match(await why.innerText(), /^Why \+600.*On Friday 1 January 2027 these credits came: Pro\..*Before\s+0.*\+600.*Balance\s+600/s);
  await lines(page).filter({ hasText: "Top-up" }).getByRole("button").click();
  assert.match(await why.innerText(), /^Why \+500.*this was bought for \$55\.00\./s);
  await lines(page).filter({ hasText: "Expired" }).first().getByRole("button").click();
  assert.match(await why.innerText(), /this was lost unused\..*subscription\.rollover/s);
});

test("a frozen month and an end have lines of their own", async (t) => {
  const changes = [{ on: "2027-02-01", kind: "freeze", months: 1 }, { on: "2027-03-20", kind: "cancel" }];
  const { page } = await openLedger(t, { ...TWO, subscription: { ...TWO.subscription, changes } });
  const rows = (text) => lines(page).filter({ hasText: text });
  assert.match(await rows(/Frozen/).innerText(), /Mon 1 Feb.*until 1 March 2027/s);
  assert.match(await rows(/Ended/).innerText(), /Thu 1 Apr/);
  assert.ok((await rows("Refused while frozen").count()) > 3);
  await rows(/Frozen/).getByRole("button").click();
  assert.match(await page.locator(".chosen-line").innerText(), /^Why nothing happens.*Nothing is granted, served or paid\./s);
});

test("lines are chosen by keyboard, one after the other", async (t) => {
  const { page } = await openLedger(t);
  await lines(page).nth(1).getByRole("button").focus();
  await page.keyboard.press("Enter");
  const chosen = () => page.locator(".ledger-lines .chosen").getAttribute("class");
  const focused = () => page.evaluate(() => document.activeElement.id);
  assert.match(await chosen(), /chosen/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "line-3");
  assert.equal(await page.locator(".chosen .entry").getAttribute("aria-pressed"), "true");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "line-2");
  await page.getByRole("button", { name: "The next line" }).click();
  assert.equal(await page.locator(".chosen .entry").getAttribute("id"), "line-3");
  await page.getByRole("button", { name: "No line" }).click();
  assert.equal(await page.locator(".ledger-lines .chosen").count(), 0);
  await page.getByRole("heading", { name: "How it adds up" }).waitFor();
});

test("a sentence says which lines are shown", async (t) => {
  const { page } = await openLedger(t);
  const all = await lines(page).count();
  await choose(page, "What", /^what came in/);
  assert.deepEqual(await page.locator(".entry").allInnerTexts(), ["Grant", "Grant", "Grant", "Top-up", "Grant"]);
  await choose(page, "What", /^what was refused/);
  assert.ok((await lines(page).count()) > 0);
  await choose(page, "What", "everything");
  await choose(page, "Workflow", "CRM");
  assert.ok((await page.locator(".entry").allInnerTexts()).every((title) => /Enrich|Watch|Refused/.test(title)));
  await choose(page, "Key", "=hubspot");
  assert.ok((await page.locator(".key-column").allInnerTexts()).slice(1).every((key) => key === "=hubspot"));
  for (let undone = 0; undone < 5; undone += 1) await page.getByLabel("Undo").click();
  assert.equal(await lines(page).count(), all);
});

test("a span of days begins with what was carried into it", async (t) => {
  const { page } = await openLedger(t);
  await field(page, "From").click();
  const from = page.getByRole("textbox", { name: "From" });
  assert.equal(await from.inputValue(), "2027-01-01");
  await from.fill("2027-03-01");
  await page.keyboard.press("Enter");
  const [first] = await lines(page).allInnerTexts();
  const { ledger } = await told();
  const before = ledger.filter((entry) => entry.at < "2027-03-01").at(-1).balance;
  assert.match(first, new RegExp(`Carried to 1 March 2027\\s+${before}$`));
  await field(page, "To").click();
  await page.getByRole("textbox", { name: "To" }).fill("2027-02-01");
  await page.getByText("No line is like that in these days.").waitFor();
});

test("what is shown goes out as CSV and JSON, and no cell is computed", async (t) => {
  const { page } = await openLedger(t);
  await choose(page, "Key", "=hubspot");
  const rows = (await exported(page, "CSV")).trimEnd().split("\r\n");
  assert.equal(rows[0], '\ufeff"at","line","rule","workflow","key","user","requests","units","in","out","balance","answer"');
  const { ledger, refusalsDaily } = await told();
  const entries = ledger.filter((entry) => entry.key === "=hubspot");
  const refused = refusalsDaily.filter((row) => row.activity === 2);
  assert.equal(rows.length, 1 + entries.length + refused.length);
  const cells = (row) => row.slice(1, -1).split('","');
  const [first] = entries;
  assert.deepEqual(
    cells(rows[1]),
    [first.at, "Watch", first.rule, "CRM", "'=hubspot", "", first.requests, first.units, "", -first.amount, first.balance, ""].map(String),
  );
  assert.ok(rows.every((row) => !cells(row).some((cell) => /^[=+\-@\t]/.test(cell))));
  const out = rows.slice(1).reduce((sum, row) => sum + Number(cells(row).at(-3)), 0);
  assert.equal(out, -entries.reduce((sum, entry) => sum + entry.amount, 0));
  assert.deepEqual(JSON.parse(await exported(page, "JSON")).ledger, entries);
});

test("a long ledger comes a part at a time", async (t) => {
  const usage = Array.from({ length: 6 }, (_, index) => ({ ...TWO.usage[1], name: `Step ${index}`, every: "day", count: 1 }));
  const { page } = await openLedger(t, { ...TWO, usage, horizon: { months: 36 } });
  const count = number((await heading(page)).replace(" lines", ""));
  assert.ok(count > 5_000, `${count} lines`);
  assert.equal(await lines(page).count(), 200);
  const began = Date.now();
  await page.getByRole("button", { name: "Show 200 more" }).click();
  await page.getByText("400 of").waitFor();
  assert.equal(await lines(page).count(), 400);
  await page.locator("#line-0").click();
  await page.locator(".chosen-line").waitFor();
  assert.ok(Date.now() - began < 10_000, `${Date.now() - began} ms`);
});

test("the plan shows the days on which something turns, and the way to all of them", async (t) => {
  const { page } = await open(t);
  await importScenario(page, TWO);
  const { daily, runsOut } = await told();
  const out = page.getByRole("row", { name: /Credits run out/ });
  const [, , moved, charged, balance] = (await out.innerText()).split("\t");
  const day = daily.find((row) => row.date === runsOut.slice(0, 10));
  assert.deepEqual([number(moved), number(charged), number(balance)], [0, -day.spent, day.balance]);
  await page.getByRole("link", { name: "Open the ledger" }).click();
  await page.getByRole("table", { name: /^The ledger/ }).waitFor();
  assert.match(page.url(), /#ledger$/);
});

test("what is wrong with the plan is said, and the last ledger stays", async (t) => {
  const { page } = await openLedger(t);
  const before = await lines(page).count();
  await importScenario(page, { ...TWO, usage: [{ action: "fly" }] });
  assert.match(await page.locator(".problems").innerText(), /no action "fly"/);
  assert.equal(await lines(page).count(), before);
});

test("money has a ledger too", async (t) => {
  const usage = [{ action: "email.find", every: "week", count: 100, points: { result: 0.5 } }];
  const { page } = await openLedger(t, { ...TWO, card: "generect", keys: [], subscription: { plan: "payg", start: "2027-01-01" }, usage });
  assert.match(await lines(page).nth(1).innerText(), /−\$\d+\.\d\d/);
});

for (const [how, context] of Object.entries(LOOKS)) {
  test(`everyone can use the ledger ${how}`, async (t) => {
    const { page } = await openLedger(t, TWO, { reducedMotion: "reduce", ...context });
    await assertAccessible(page);
    await lines(page).filter({ hasText: "Refused" }).first().getByRole("button").click();
    await assertAccessible(page);
    await lines(page).filter({ hasText: "Enrich" }).first().getByRole("button").click();
    await assertAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(width <= 0, `the page is ${width} pixels too wide`);
    await field(page, "Workflow").click();
    await assertAccessible(page);
  });
}
