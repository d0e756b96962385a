// The calculator, used as a person uses it.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  along,
  assertAccessible,
  field,
  importScenario,
  LOOKS,
  open,
  saved,
  sums,
  type,
} from "./calculator.mjs";

const npm = new URL("../../target/npm/dist/inline.js", import.meta.url);

/** So many contacts a month, of each an e-mail at one credit. */
const SIMPLE = {
  card: "lusha-help-centre",
  subscription: { plan: "pro", start: "2027-01-01" },
  usage: [{ action: "platform.reveal", every: "month", count: 100, points: { email: 1 } }],
  horizon: { months: 12 },
};

/** One contact by API with both points: 1 for the request, 1 for the e-mail, 5 for the phone. */
const SEVEN = {
  ...SIMPLE,
  subscription: { plan: "premium", start: "2027-01-01" },
  usage: [{ action: "api.contacts", every: "once", count: 1, points: { email: 1, phone: 1 } }],
};

const answer = (page) => page.locator("#answer").innerText();
const spent = (page) => page.locator(".total .why").innerText();

/** The RFC 8785 form of plain data: keys in order, numbers as JavaScript writes them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys.sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

test("the page opens with an answer, and asks nobody but its own host", async (t) => {
  const { page, address, complaints, requests } = await open(t);
  assert.match(await answer(page), /^Enough\. .*The 12 months cost \$838\.80\.$/);
  await saved(page, "Export report");
  await page.mouse.wheel(0, 5000);
  assert.deepEqual(requests.filter((url) => !url.startsWith(address) && !url.startsWith("blob:")), []);
  assert.deepEqual(complaints, []);
});

test("letters that only a reader's own names have are fetched when there is one", async (t) => {
  const { page, requests } = await open(t);
  const letters = () => requests.filter((url) => url.endsWith("-letters.woff2"));
  await page.evaluate(() => document.fonts.ready);
  assert.deepEqual(letters(), []);
  const fetched = page.waitForRequest((request) => request.url().endsWith("-letters.woff2"));
  const usage = [{ ...SEVEN.usage[0], key: "Zürich" }];
  await importScenario(page, { ...SEVEN, keys: [{ id: "Zürich" }], usage });
  await fetched;
});

test("plan and count change the figures", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  assert.equal(await spent(page), "1,200");
  await type(page, "How many contacts", "150");
  assert.equal(await spent(page), "1,800");
  await field(page, "Plan").click();
  await page.getByRole("radio", { name: /^Premium/ }).check();
  assert.match(await answer(page), /The 12 months cost \$4,798\.80\.$/);
  // 3,400 come each month and 150 go; at a renewal what is over 6,800, two months' credits, expires:
  // of 6,500 + 3,400 in the third month 3,100, from then on of 6,650 + 3,400 each time 3,250.
  assert.deepEqual((await sums(page, "Left")).slice(0, 4), ["3,250", "6,500", "6,650", "6,650"]);
  assert.deepEqual((await sums(page, "Expired")).slice(0, 4), ["–", "–", "−3,100", "−3,250"]);
});

test("another answer to an open question is worked out at once", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SEVEN);
  assert.equal(await spent(page), "7");
  const question = page.getByRole("group", { name: "Is a request's fee dropped when data points are charged?" });
  await question.last().getByRole("radio", { name: "A request that charges a data point has no fee" }).check();
  assert.equal(await spent(page), "6");
  assert.equal(JSON.parse(await saved(page, "Export scenario")).policies.requestFee, "waived");
});

test("a number says why, by keyboard", async (t) => {
  const { page } = await open(t);
  const button = page.getByRole("button", { name: "Granted", exact: true });
  await button.focus();
  await page.keyboard.press("Enter");
  const why = page.locator(".tip:popover-open");
  await why.getByText(/Credits of the plan/).first().waitFor();
  assert.match(await why.innerText(), /, read 28 Sep 2026; /);
  assert.match(await why.getByRole("link").first().getAttribute("href"), /^https:\/\//);
  await page.keyboard.press("Escape");
  assert.equal(await why.count(), 0);
  assert.ok(await button.evaluate((element) => element === document.activeElement));
});

test("every rule that charges shows the vendor's sentence", async (t) => {
  const { page } = await open(t);
  const { sources, rules } = JSON.parse(await saved(page, "Export report"));
  const shown = await page.locator(".spending tbody tr").count();
  const charging = Object.keys(rules).filter((id) => !id.startsWith("subscription."));
  assert.ok(shown > 3 && shown <= charging.length);
  for (const row of await page.locator(".spending tbody tr").all()) {
    const says = await row.locator(".cite > span").textContent();
    assert.ok(Object.values(sources).some((source) => source.says === says), says);
  }
});

test("what is wrong is said, and the last figures stay", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  await type(page, "How many contacts", "1oo");
  assert.equal(await answer(page), "Nothing is computed yet: one thing needs you.");
  assert.match(await page.locator(".problems").innerText(), /must be a number.*last complete plan/s);
  assert.equal(await spent(page), "1,200");
  assert.equal(await page.getByRole("textbox", { name: "How many contacts" }).getAttribute("aria-invalid"), "true");
  assert.ok(await (await along(page)).getByRole("button", { name: "Export report" }).isDisabled());
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "How many contacts" }).press("Escape");
  assert.match(await answer(page), /^Enough\./);
  assert.ok(await field(page, "How many contacts").evaluate((element) => element === document.activeElement));
});

test("an emptied number is what it was until another is typed", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  const before = await answer(page);
  await type(page, "How many contacts", "");
  const number = page.getByRole("textbox", { name: "How many contacts" });
  assert.equal(await number.inputValue(), "");
  assert.equal(await answer(page), before);
  assert.equal(await page.locator(".problems").count(), 0);
  await number.fill("50");
  assert.equal(await spent(page), "600");
});

test("Escape puts back the whole step that another action was chosen for", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  const scenario = async () => JSON.parse(await saved(page, "Export scenario"));
  const before = await scenario();
  await field(page, "What is done").click();
  await page.getByRole("combobox", { name: "What is done" }).selectOption({ label: "Enrich contacts by API" });
  assert.equal(await field(page, "To a request").count(), 1);
  await page.keyboard.press("Escape");
  assert.deepEqual(await scenario(), before);
  await page.getByLabel("Undo").click();
  assert.equal((await scenario()).usage[0].action, "api.contacts");
});

test("the label at the run-out counts what is refused for want of credits alone", async (t) => {
  const { page } = await open(t);
  const month = { every: "month", points: { email: 1 } };
  const over = { ...month, action: "api.contacts", count: 500, key: "zapier" };
  const usage = [{ ...month, action: "platform.reveal", count: 4_000 }];
  const plan = { ...SEVEN, keys: [{ id: "zapier", monthlyCap: 100 }], horizon: { months: 1 } };
  const label = () => page.locator(".score .plot").first().textContent();
  await importScenario(page, { ...plan, usage });
  assert.match(await label(), /600 units refused in all/);
  await importScenario(page, { ...plan, usage: [over, ...usage] });
  const [, wanting] = (await answer(page)).match(/([\d,]+) for want of credits/);
  assert.match(await label(), new RegExp(`\\D${wanting} units refused for want of credits`));
});

test("the excerpt of the ledger tells what comes on a day apart from what expires on it", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  const table = page.getByRole("table", { name: "Days on which something happens" });
  const lines = await table.locator("tbody tr").evaluateAll((rows) => rows.map(({ cells }) => [...cells].map((cell) => cell.innerText)));
  const lost = lines.findIndex(([, said]) => said === "Credits expire");
  const came = lines.findIndex(([, said]) => said === "Credits come");
  assert.equal(lines[lost][0], lines[came][0]);
  assert.match(lines[lost][2], /^−/);
  assert.match(lines[came][2], /^\+/);
  assert.equal(Math.abs(lost - came), 1);
});

test("the bill says credits without decimals, and speaks of a year where one is paid", async (t) => {
  const { page } = await open(t);
  const changes = [{ on: "2027-02-01", kind: "topUp", amount: 2_500, price: "50.00" }];
  await importScenario(page, { ...SIMPLE, subscription: { ...SIMPLE.subscription, changes } });
  const bill = page.getByRole("region", { name: "months cost" });
  assert.match(await bill.innerText(), /\b2,500 credits more/);
  assert.match(await bill.innerText(), /Without tax\.(?! A year)/);
  await importScenario(page, { ...SIMPLE, subscription: { ...SIMPLE.subscription, billing: "annual" } });
  assert.match(await bill.innerText(), /A year is paid at its start\./);
});

test("where only what expires is in doubt, no more than the rest is said to be the same", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...SIMPLE, usage: [] });
  const disagree = page.getByRole("region", { name: "Where the pages disagree" });
  await disagree.getByText("what is charged, paid and served is the same.").waitFor();
  assert.match(await disagree.innerText(), /credits expire/);
});

test("the way to a problem leads to its field", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  await field(page, "Plan").click();
  await page.getByRole("radio", { name: /^Scale/ }).check();
  await page.getByRole("button", { name: "Go there" }).first().click();
  await page.getByRole("textbox", { name: "Agreed credits" }).fill("5,000");
  await page.getByRole("button", { name: "Go there" }).click();
  await page.getByRole("textbox", { name: "Agreed price" }).fill("900");
  assert.match(await answer(page), /The 12 months cost \$10,800\.00\.$/);
});

test("what was changed can be undone and done again", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  await field(page, "What is done").click();
  await page.getByRole("button", { name: "Remove" }).click();
  assert.match(await answer(page), /^Nothing is asked for\./);
  await page.getByLabel("Undo").click();
  assert.equal(await spent(page), "1,200");
  await page.getByRole("button", { name: "Redo" }).click();
  assert.equal(await spent(page), "0");
});

test("steps are added, switched off and copied", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  await page.getByRole("button", { name: "Add a step" }).click();
  assert.equal(await field(page, "What is done").count(), 2);
  await page.getByRole("combobox", { name: "What is done" }).selectOption({ label: "Export a company" });
  await type(page, "How many companies", "10");
  assert.equal(await spent(page), "1,320");
  await page.getByRole("button", { name: "Copy" }).click();
  assert.equal(await spent(page), "1,440");
  await page.getByRole("button", { name: "Switch off" }).click();
  assert.equal(await spent(page), "1,320");
});

test("a scenario comes back as it went", async (t) => {
  const { page } = await open(t);
  const scenario = { title: "A plan", note: "kept", ...SIMPLE, policies: { rolloverCap: "carried" } };
  await importScenario(page, scenario);
  await page.getByText("The plan was taken.").first().waitFor();
  // What is taken along says by which revision of its card it was worked out.
  const card = "lusha-help-centre@2026-09-28";
  assert.deepEqual(JSON.parse(await saved(page, "Export scenario")), { ...scenario, card });
});

test("a file that is no scenario changes nothing, or is shown as it is", async (t) => {
  const { page } = await open(t);
  const before = await answer(page);
  await importScenario(page, "{ not JSON");
  await page.getByRole("alert").filter({ hasText: "This is no JSON: " }).waitFor();
  assert.equal(await answer(page), before);
  await importScenario(page, { ...SIMPLE, horizons: {}, usage: [{ action: "fly" }] });
  assert.match(await page.locator(".problems").innerText(), /“horizons” is not known here.*no action "fly"/s);
  await page.getByRole("button", { name: "Go back to it" }).click();
  assert.equal(await answer(page), before);
});

test("a report has the same bytes as the npm module's", async (t) => {
  const { simulate } = await import(npm);
  const { page } = await open(t);
  const annual = { ...SIMPLE.subscription, billing: "annual", seats: 3 };
  const generect = [{ action: "email.find", every: "weekday", count: 333, matched: 0.37, points: { result: 0.5 } }];
  const scenarios = [
    SIMPLE,
    SEVEN,
    { ...SIMPLE, subscription: annual, policies: { requestFee: "waived" } },
    { ...SIMPLE, card: "generect", subscription: { plan: "payg", start: "2027-01-31" }, usage: generect },
  ];
  for (const scenario of scenarios) {
    await importScenario(page, scenario);
    assert.equal(await saved(page, "Export report"), canonical(simulate(scenario)));
  }
});

test("every card can be chosen, and asks for what its vendor does not publish", async (t) => {
  const { page, complaints } = await open(t);
  await field(page, "Rate card").click();
  const choices = page.getByRole("group", { name: "Rate card" }).first().getByRole("radio");
  await choices.nth(4).waitFor();
  const count = await choices.count();
  for (let index = 0; index < count; index += 1) {
    const card = choices.nth(index);
    await card.check();
    const terms = field(page, "Agreed credits");
    if (await terms.count()) {
      await type(page, "Agreed credits", "10000");
      await type(page, "Agreed price", "450.50");
      await field(page, "Rate card").click();
    }
    assert.match(await answer(page), /The 12 months cost /);
  }
  assert.deepEqual(complaints, []);
});

test("amounts as large as a wallet holds are drawn", async (t) => {
  const { page, complaints } = await open(t);
  const terms = { per: "month", credits: 200_000_000, price: "1000000.00" };
  await importScenario(page, {
    ...SIMPLE,
    subscription: { ...SIMPLE.subscription, terms },
    usage: [{ ...SIMPLE.usage[0], count: 100_000_000 }],
  });
  assert.equal(await spent(page), "1,200,000,000");
  assert.deepEqual(complaints, []);
});

test("old prices say so", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...SIMPLE, card: "lusha-2026-06" });
  assert.match(
    await page.locator(".prices").innerText(),
    /^Prices as a third party read them on 1 Jun 2026\. Check them at lusha\.com\/pricing before you decide\.$/,
  );
});

test("the answer is spoken once typing has paused", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  await type(page, "How many contacts", "1000000");
  await page.getByRole("status").filter({ hasText: "Not enough." }).waitFor({ state: "attached" });
});

for (const [how, context] of Object.entries(LOOKS)) {
  test(`everyone can use it ${how}`, async (t) => {
    const { page } = await open(t, { reducedMotion: "reduce", ...context });
    await assertAccessible(page);
    await importScenario(page, SIMPLE);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(width <= 0, `the page is ${width} pixels too wide`);
    await type(page, "How many contacts", "x");
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await field(page, "Rate card").click();
    await assertAccessible(page);
  });
}

test("what is spent is told apart by rule, category, workflow, key and user", async (t) => {
  const { page } = await open(t);
  // 100 e-mails by hand, and 100 by API in 4 requests that cost 1 each: 100 and 104 a month.
  const month = { every: "month", count: 100, points: { email: 1 } };
  await importScenario(page, {
    ...SEVEN,
    keys: [{ id: "zapier" }],
    users: [{ id: "ada" }],
    usage: [
      { ...month, action: "platform.reveal", workflow: "Outbound", user: "ada" },
      { ...month, action: "api.contacts", batch: 25, workflow: "Enrich", key: "zapier" },
    ],
  });
  const rows = async (by) => {
    await page.getByRole("group", { name: "Told apart by" }).getByRole("radio", { name: by }).check();
    const table = page.getByRole("table", { name: `What was bought, by ${by}` });
    const lines = await table.locator("tbody tr").all();
    return Promise.all(lines.map(async (line) => (await line.locator("th, td:not(.source-column)").allInnerTexts()).join(" ")));
  };
  assert.deepEqual(await rows("workflow"), ["Enrich 1,200 1,248 51.0%", "Outbound 1,200 1,200 49.0%"]);
  assert.deepEqual(await rows("key"), ["zapier 1,200 1,248 51.0%", "No key 1,200 1,200 49.0%"]);
  assert.equal(await page.getByRole("heading", { name: "“zapier” takes 51 of every 100 credits" }).count(), 1);
  assert.deepEqual(await rows("user"), ["No user 1,200 1,248 51.0%", "ada 1,200 1,200 49.0%"]);
  assert.deepEqual(await rows("category"), ["Data points 2,400 2,400 98.0%", "Workflow 1,200 48 2.0%"]);
  await page.getByRole("button", { name: "2,400", exact: true }).press("Enter");
  assert.match(await page.locator(".tip:popover-open").innerText(), /, read \d+ \w+ 2026; /);
  assert.equal((await rows("rule")).length, 3);
});

test("a part of what is spent is told to the nearest hundredth, and never as all or nothing", async (t) => {
  const { page } = await open(t);
  const part = (workflow, count) => ({ ...SEVEN.usage[0], action: "platform.reveal", points: { email: 1 }, workflow, count });
  for (const [of, said] of [[647, 65], [999, 99]]) {
    await importScenario(page, { ...SEVEN, usage: [part("Most", of), part("Rest", 1_000 - of)] });
    await page.getByRole("group", { name: "Told apart by" }).getByRole("radio", { name: "workflow" }).check();
    assert.equal(await page.getByRole("heading", { name: `“Most” takes ${said} of every 100 credits` }).count(), 1);
  }
});

test("months that are drawn together are told apart when they are asked for", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...SIMPLE, horizon: { months: 24 } });
  const heads = page.locator(".sums thead th");
  assert.equal(await heads.count(), 8 + 1);
  await page.getByRole("button", { name: "Show months" }).click();
  assert.equal(await heads.count(), 24 + 1);
  assert.deepEqual((await sums(page, "Spent")).slice(0, 24), Array(24).fill("−100"));
  // The rows keep their names where months are moved aside.
  const scroller = page.locator(".score .scroller");
  await scroller.evaluate((box) => box.scrollTo(500, 0));
  const [name, plot, box] = await Promise.all(
    [page.getByRole("rowheader", { name: "Spent" }), page.locator(".plot").first(), scroller].map((part) => part.boundingBox()),
  );
  assert.equal(name.x, box.x);
  assert.ok(plot.x < box.x - 300 && plot.width === 24 * 57, `${plot.x}, ${plot.width}`);
  await page.getByRole("button", { name: "Show quarters" }).click();
  assert.equal(await heads.count(), 8 + 1);
});

test("on a phone they are moved aside, too, within the window", async (t) => {
  const { page } = await open(t, { viewport: { width: 390, height: 844 } });
  await importScenario(page, { ...SIMPLE, horizon: { months: 24 } });
  await page.getByRole("button", { name: "Show months" }).click();
  const plot = await page.locator(".plot").first().boundingBox();
  assert.equal(plot.width, 24 * 57);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});

test("what no field owns leads to the first of what it is made of, and is told where the answer has left the view", async (t) => {
  const { page } = await open(t);
  const keys = ["zapier", "hubspot"].map((id) => ({ id, monthlyCap: 500 }));
  await importScenario(page, { ...SIMPLE, keys });
  await page.locator(".problems").getByText("The caps of all keys together").waitFor();
  assert.equal(await page.locator(".problems code").count(), 0);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.locator(".glance").getByText("One thing needs you").waitFor();
  await page.getByRole("button", { name: "Go there" }).click();
  await page.getByRole("textbox", { name: "Credits a month" }).fill("100");
  assert.match(await answer(page), /^Enough/);
});

test("the last complete plan comes back, and what was typed can be had again", async (t) => {
  const { page } = await open(t);
  const before = await answer(page);
  await importScenario(page, { ...SIMPLE, usage: [{ action: "fly" }] });
  await page.getByRole("button", { name: "Go back to it" }).click();
  assert.equal(await answer(page), before);
  await page.getByRole("button", { name: "Undo" }).last().click();
  assert.match(await answer(page), /^Nothing is computed yet/);
});

test("when the first day moves, all that would stand before it can move along", async (t) => {
  const { page } = await open(t);
  await importScenario(page, {
    ...SIMPLE,
    subscription: { plan: "pro", start: "2027-01-01", changes: [{ on: "2027-01-15", kind: "topUp", amount: 50, price: "5.00" }] },
    usage: [
      { ...SIMPLE.usage[0], from: "2027-01-10", until: "2027-02-10" },
      { ...SIMPLE.usage[0], from: "2027-06-01" },
    ],
  });
  await field(page, "First day").first().click();
  await page.locator("#drawer-control").fill("2027-02-01");
  const problems = page.locator(".problems");
  await problems.getByText("Top up 50: This is before the subscription starts").waitFor();
  await page.getByRole("button", { name: "Move all that has a day by 31 days" }).click();
  const { subscription, usage } = JSON.parse(await saved(page, "Export scenario"));
  assert.equal(subscription.changes[0].on, "2027-02-15");
  assert.deepEqual(usage.map(({ from, until }) => [from, until]), [["2027-02-10", "2027-03-13"], ["2027-07-02", undefined]]);
});
