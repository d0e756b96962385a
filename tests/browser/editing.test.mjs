// What a scenario holds beside counts and shares: said in sentences, put in order, undone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { field, importScenario, LOOKS, open, saved, type } from "./calculator.mjs";

const STEP = { action: "api.contacts", every: "month", count: 100, batch: 25, points: { email: 1 } };

/** A month with three steps in two workflows, whose keys may spend 150 credits and as many as there are. */
const TEAM = {
  card: "lusha-help-centre",
  subscription: { plan: "premium", billing: "monthly", start: "2027-01-01" },
  keys: [{ id: "hubspot", monthlyCap: 150 }, { id: "zapier" }],
  usage: [
    { ...STEP, workflow: "First", key: "hubspot" },
    { ...STEP, workflow: "First", count: 10, key: "zapier" },
    { ...STEP, workflow: "Second", count: 1 },
  ],
  horizon: { months: 1 },
};

const scenario = async (page) => JSON.parse(await saved(page, "Export scenario"));
const answer = (page) => page.locator("#answer").innerText();
const counts = async (page) => (await scenario(page)).usage.map(({ count }) => count);
const also = (page, name) => page.locator(".also").getByRole("button", { name, exact: true }).click();
const preset = async (page, name) => {
  await page.getByRole("button", { name: "Start from a preset" }).click();
  await page.locator(".menu:popover-open").getByRole("button", { name: new RegExp(`^${name}`) }).click();
};

test("a sales team is the vendor's own estimate, said as such", async (t) => {
  const { page } = await open(t);
  await preset(page, "A sales team of five");
  // 5 people: 60 e-mails at 1 credit and 10 calls at 5 are 110 a month, for five 550.
  const estimate = page.locator(".rule-of-thumb");
  assert.match(await estimate.innerText(), /^5 people × \(60 e-mails × 1 \+ 10 calls × 5\) = 550 credits a month/);
  assert.match(await estimate.getByRole("link").getAttribute("href"), /^https:\/\/info\.lusha\.com\//);
  assert.equal(await page.locator(".total .why").innerText(), "6,600");
  await field(page, "How many contacts").first().click();
  await page.getByRole("textbox", { name: "How many contacts" }).fill("100");
  assert.match(await estimate.innerText(), /= 750 credits a month/);
});

test("each preset is answered, and one step back is the plan before", async (t) => {
  const { page, complaints } = await open(t);
  const before = await scenario(page);
  for (const name of ["A sales team", "A CRM enrichment", "An API integration", "A recruiting workspace"]) {
    await preset(page, name);
    assert.match(await answer(page), /^(Enough|Almost enough)/, name);
    await page.getByLabel("Undo").click();
    assert.deepEqual(await scenario(page), before);
  }
  await preset(page, "An empty page");
  assert.match(await page.locator(".brief .lede").innerText(), /^Say what the team does, or start from one of these/);
  await page.getByRole("button", { name: "A recruiting workspace" }).click();
  assert.match(await answer(page), /^(Enough|Almost enough)/);
  assert.deepEqual(complaints, []);
});

test("a key has a name, a cap and the steps that use it", async (t) => {
  const { page } = await open(t);
  await importScenario(page, TEAM);
  // 100 e-mails in 4 requests are 104 credits, ten in one 11, one in one 2.
  assert.equal(await page.locator(".total .why").innerText(), "117");
  await page.getByRole("button", { name: "Credits a month: 150" }).click();
  await page.getByRole("textbox", { name: "Credits a month" }).fill("5");
  assert.equal(await page.locator(".total .why").innerText(), "13");
  await page.getByRole("textbox", { name: "Credits a month" }).fill("many");
  assert.match(await page.locator(".wrong-note").innerText(), /must be a number/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".total .why").innerText(), "117");
  await page.getByRole("button", { name: "Name: hubspot" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("crm");
  await page.keyboard.press("Enter");
  assert.equal((await scenario(page)).usage[0].key, "crm");
  await page.getByRole("button", { name: "Name: crm" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("zapier");
  await page.keyboard.press("Enter");
  assert.match(await answer(page), /^Nothing is computed yet/);
  await page.getByLabel("Undo").click();
  await page.getByRole("button", { name: "Name: crm" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  assert.deepEqual((await scenario(page)).usage.map(({ key }) => key), [undefined, "zapier", undefined]);
});

test("a cap begins at what the plan grants, where there is none", async (t) => {
  const { page } = await open(t);
  await importScenario(page, TEAM);
  await page.getByRole("button", { name: "Credits a month: no cap" }).click();
  const slider = page.getByRole("slider", { name: "Credits a month" });
  assert.deepEqual(await slider.evaluate(({ value, max }) => [value, max]), ["3400", "3400"]);
  await page.getByRole("button", { name: "One less" }).click();
  assert.equal((await scenario(page)).keys[1].monthlyCap, 3_399);
});

test("what is named after its kind is not called so twice", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...TEAM, keys: undefined, usage: [STEP] });
  await also(page, "a key");
  await also(page, "a list of records");
  assert.match(await page.locator(".besides").innerText(), /^Key 1\s+has no cap\.[^]*\nList 1\s+holds/);
});

test("a step takes a key, a user or a list of records as it goes", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...TEAM, keys: undefined, usage: [STEP] });
  await field(page, "How many contacts").click();
  await page.locator(".drawer").getByRole("button", { name: "user", exact: true }).click();
  await field(page, "How many contacts").click();
  await page.locator(".drawer").getByRole("button", { name: "list", exact: true }).click();
  const { users, lists, usage } = await scenario(page);
  assert.deepEqual(users, [{ id: "user 1" }]);
  assert.deepEqual(lists, [{ id: "list 1", size: 1000, found: { email: 1 } }]);
  assert.equal(usage[0].user, "user 1");
  assert.equal(usage[0].points, undefined);
  await type(page, "Records", "50");
  // Fifty records are paid for once; the other fifty visits are free but for their requests.
  assert.equal(await page.locator(".total .why").innerText(), "54");
  await field(page, "Share with e-mail address paid for before").click();
  await page.getByRole("textbox", { name: "Share with e-mail address paid for before" }).fill("100");
  assert.equal(await page.locator(".total .why").innerText(), "4");
});

test("the account is said in sentences too", async (t) => {
  const { page } = await open(t);
  await importScenario(page, TEAM);
  await also(page, "credits at the start");
  await page.getByRole("textbox", { name: "There at the start" }).fill("250");
  await also(page, "buying by itself");
  assert.match(await answer(page), /^Nothing is computed yet/);
  await page.getByRole("textbox", { name: "Price of one" }).fill("0.1");
  const { subscription } = await scenario(page);
  assert.equal(subscription.openingBalance, 250);
  assert.equal(subscription.autoTopUp.below, 100);
  await field(page, "Buys below").click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  assert.equal((await scenario(page)).subscription.autoTopUp, undefined);
});

test("steps are put in order by buttons, by keys and by the mouse", async (t) => {
  const { page } = await open(t);
  await importScenario(page, TEAM);
  await field(page, "How many contacts").first().click();
  await page.getByRole("button", { name: "Move down" }).click();
  assert.deepEqual(await counts(page), [10, 100, 1]);
  // Past the end of its workflow a step joins the next one.
  await page.getByRole("button", { name: "Move down" }).click();
  assert.deepEqual((await scenario(page)).usage.map(({ workflow }) => workflow), ["First", "Second", "Second"]);
  await page.keyboard.press("Escape");
  const grip = (index) => page.getByRole("button", { name: `Move step ${index}, with the arrow keys` });
  await grip(2).focus();
  await page.keyboard.press("ArrowUp");
  assert.deepEqual((await scenario(page)).usage.map(({ workflow }) => workflow), ["First", "First", "Second"]);
  await page.locator("#step-1").scrollIntoViewIfNeeded();
  const [from, to] = [await grip(1).boundingBox(), await page.locator("#step-1 .said").boundingBox()];
  await page.mouse.move(from.x + 4, from.y + 4);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y + 4, { steps: 4 });
  assert.equal(await page.locator(".step[data-over]").count(), 1);
  await page.mouse.up();
  assert.deepEqual(await counts(page), [100, 10, 1]);
  await page.getByLabel("Undo").click();
  assert.deepEqual(await counts(page), [10, 100, 1]);
});

test("workflows are added, renamed, and their names taken away", async (t) => {
  const { page } = await open(t);
  await importScenario(page, TEAM);
  await page.getByRole("button", { name: "Workflow: First" }).click();
  await page.getByRole("textbox", { name: "Workflow" }).fill("CRM");
  await page.keyboard.press("Enter");
  assert.deepEqual((await scenario(page)).usage.map(({ workflow }) => workflow), ["CRM", "CRM", "Second"]);
  await page.getByRole("button", { name: "+ Add a workflow" }).click();
  await page.getByRole("textbox", { name: "Workflow" }).fill("Signals");
  await page.getByRole("button", { name: "Done", exact: true }).click();
  assert.equal((await scenario(page)).usage[3].workflow, "Signals");
  await page.getByRole("button", { name: "Workflow: CRM" }).click();
  await page.getByRole("textbox", { name: "Workflow" }).fill("");
  await page.keyboard.press("Enter");
  assert.deepEqual((await scenario(page)).usage.map(({ workflow }) => workflow), [undefined, undefined, "Second", "Signals"]);
  await field(page, "How many contacts").first().click();
  await page.getByRole("button", { name: "workflow", exact: true }).click();
  assert.equal((await scenario(page)).usage[0].workflow, "Workflow 4");
});

test("another vendor's card takes each step as what it has for it, and says what it has not", async (t) => {
  const { page } = await open(t);
  const choose = async (card) => {
    await field(page, "Rate card").click();
    await page.getByRole("radio", { name: card }).check();
  };
  const work = async () => (await scenario(page)).usage.map(({ action, points }) => [action, points]);
  await importScenario(page, { ...TEAM, keys: [], usage: [{ ...STEP, points: { email: 0.8, phone: 0.35 } }] });
  await choose(/^Generect ?read/);
  assert.deepEqual(await work(), [["email.find", { result: 0.8 }], ["phone.find", { result: 0.35 }]]);
  const usage = [STEP, { action: "workspace.csvExport", every: "month", count: 300 }];
  await importScenario(page, { ...TEAM, keys: [], usage });
  await choose(/^Generect ?read/);
  await page.getByText(/^Generect has nothing for: /).first().waitFor();
  assert.equal((await work()).length, 1);
  await page.getByLabel("Undo").click();
  assert.equal((await work()).length, 2);
});

test("the keys that undo everywhere undo here", async (t) => {
  const { page } = await open(t);
  await importScenario(page, TEAM);
  const before = await counts(page);
  await page.getByRole("button", { name: "+ Add a step" }).click();
  await page.keyboard.press("Escape");
  assert.equal((await counts(page)).length, before.length + 1);
  await page.keyboard.press("Control+z");
  assert.deepEqual(await counts(page), before);
  await page.keyboard.press("Control+Shift+z");
  assert.equal((await counts(page)).length, before.length + 1);
});

test("what is wrong with a share is said in hundredths, in which it is typed", async (t) => {
  const { page } = await open(t, { locale: "de-DE" });
  await importScenario(page, TEAM);
  await field(page, "Share with e-mail address").first().click();
  const share = page.getByRole("textbox", { name: "Share with e-mail address" });
  const wrong = page.locator(".wrong-note");
  await share.fill("150");
  assert.equal(await wrong.innerText(), "This is out of range. Give a number from 0% to 100%.");
  await share.fill("33,333");
  assert.equal(await wrong.innerText(), "This has more than two decimals. Round it.");
  // No group of thousands begins with 0: it is no 5.
  await share.fill("0.005");
  assert.equal(await wrong.innerText(), "This has more than two decimals. Round it.");
  await share.fill("35,5 %");
  assert.equal((await scenario(page)).usage[0].points.email, 0.355);
});

for (const [look, context] of Object.entries(LOOKS)) {
  test(`sentences beside the steps are accessible ${look}`, async (t) => {
    const { page, complaints } = await open(t, context);
    await preset(page, "A sales team");
    await assertAccessible(page);
    await preset(page, "An empty page");
    await assertAccessible(page);
    await importScenario(page, TEAM);
    await also(page, "a list of records");
    await page.getByRole("textbox", { name: "Name" }).waitFor();
    await assertAccessible(page);
    await page.getByRole("button", { name: "Workflow: First" }).click();
    await assertAccessible(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(complaints, []);
  });
}

test("a long name of a workflow stays in its column, and its drawer is as wide as others and in sight", async (t) => {
  const { page } = await open(t, { viewport: { width: 1440, height: 600 }, reducedMotion: "reduce" });
  const workflow = "Everything that the marketing team wants of it in each quarter of the year, and of the next";
  await importScenario(page, { ...TEAM, usage: TEAM.usage.map((step) => ({ ...step, workflow })) });
  const name = page.getByRole("button", { name: `Workflow: ${workflow}` });
  const [brief, sum] = [page.locator(".brief"), page.locator(".workflow-head > span")];
  const end = ({ x, width }) => x + width;
  assert.ok(end(await name.boundingBox()) <= (await sum.boundingBox()).x);
  assert.ok(end(await sum.boundingBox()) <= end(await brief.boundingBox()) + 1);
  await name.click();
  const named = await page.locator(".drawer").boundingBox();
  await field(page, "How many contacts").first().click();
  assert.equal((await page.locator(".drawer").boundingBox()).width, named.width);
  // All of a drawer is in sight, even where its field stood at the foot of the window.
  const last = field(page, "How many contacts").last();
  await last.evaluate((element) => scrollBy(0, element.getBoundingClientRect().bottom - innerHeight + 4));
  await last.press("Enter");
  await page.waitForFunction(() => document.querySelector(".drawer").getBoundingClientRect().bottom <= innerHeight);
});

test("what a step or a workflow loses the focus to is near it", async (t) => {
  const { page } = await open(t);
  await importScenario(page, TEAM);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.outerHTML);
  await field(page, "How many contacts").first().click();
  await page.getByRole("button", { name: "Move down" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "drawer-control");
  assert.equal(await page.locator("#step-1 #drawer-control").count(), 1);
  await page.getByRole("button", { name: "Remove", exact: true }).focus();
  await page.keyboard.press("Enter");
  // It was the last one but one of its workflow, whose name is the nearest that is left.
  assert.equal(await focused(), "field-usage-0-workflow");
});

test("a slider tells up to where credits last", async (t) => {
  const { page } = await open(t);
  await importScenario(page, {
    title: "One step",
    card: "lusha-help-centre",
    subscription: { plan: "pro", start: "2027-01-01" },
    usage: [
      { action: "platform.reveal", every: "month", count: 100, points: { email: 1 } },
      { action: "platform.reveal", every: "month", count: 50, points: { email: 1 } },
    ],
    horizon: { months: 12 },
  });
  await field(page, "How many contacts").first().click();
  // Each month brings 600 credits, of which the other step takes 50.
  const said = page.locator(".enough");
  assert.equal(await said.innerText(), "enough up to 550");
  const control = page.locator("#drawer-control");
  const slider = page.getByRole("slider", { name: "How many contacts" });
  await slider.focus();
  // What says so is not struck through by the frame of the focus, which the thumb has.
  assert.equal(await slider.evaluate((slider) => getComputedStyle(slider).outlineStyle), "none");
  await control.fill("550");
  assert.match(await page.locator("#answer").innerText(), /^Enough\./);
  await control.fill("551");
  await page.waitForFunction(() => !document.querySelector("#answer").innerText.startsWith("Enough."));
  assert.equal(await said.innerText(), "enough up to 550");
  // What takes all there is leaves nothing for the other.
  await field(page, "How many contacts").nth(1).click();
  await page.locator(".enough").getByText("enough up to 49").waitFor();
  await control.fill("1");
  await page.keyboard.press("Escape");
  await field(page, "How many contacts").first().click();
  await control.fill("700");
  await field(page, "How many contacts").nth(1).click();
  await page.getByText("the other steps alone take more than there is").waitFor();
  // A step that is switched off has a track, too, and ends as the reader writes them.
  await control.fill("6000");
  await page.keyboard.press("Escape");
  await field(page, "How many contacts").nth(1).click();
  await page.getByRole("button", { name: "Switch off" }).click();
  assert.equal(await page.locator(".track").count(), 1);
  await control.fill("4000");
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await field(page, "How many contacts").nth(1).click();
  assert.equal(await page.locator(".ends").innerText(), "0\n8,000");
});
