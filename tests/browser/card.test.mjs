// The rate card: what the vendor sells and charges, and a card of one's own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, field, importScenario, LOOKS, open, saved, show } from "./calculator.mjs";

const npm = new URL("../../target/npm/dist/inline.js", import.meta.url);

/** A hundred contacts by hand a month, of each an e-mail. */
const SIMPLE = {
  card: "lusha-help-centre",
  subscription: { plan: "pro", start: "2027-01-01" },
  usage: [{ action: "platform.reveal", every: "month", count: 100, points: { email: 1 } }],
  horizon: { months: 12 },
};
/** The same as it goes out: with the revision of its card. */
const PINNED = { ...SIMPLE, card: "lusha-help-centre@2026-09-28" };

const heading = (page) => page.locator("#answer").innerText();
const text = (page) => page.getByRole("textbox", { name: "Rate card as JSON" }).first();
const marks = (page) => page.locator(".marks li").allInnerTexts();
const verdict = (page) => page.locator(".card-editor .finding-words > p").first().innerText();

async function openCard(t, context) {
  const opened = await open(t, context);
  await importScenario(opened.page, SIMPLE);
  await show(opened.page, "Rate card");
  await opened.page.getByRole("heading", { name: /^The rules/ }).waitFor();
  return opened;
}

/** Lets the text of the card be another, at once. */
async function write(page, change) {
  const written = change(await text(page).inputValue());
  await text(page).evaluate((field, written) => {
    field.value = written;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, written);
}

/** The card of the page, edited as its own, with its text changed. */
async function openOwn(t, change) {
  const opened = await openCard(t);
  await opened.page.getByRole("button", { name: "Edit as your own" }).click();
  if (change) await write(opened.page, change);
  return opened;
}

/** The smallest card that there can be, from the page that explains cards. */
async function tiny() {
  const { card } = await import(npm);
  const whole = card("lusha-help-centre");
  const source = { id: "page", title: "Tiny's pricing", url: "https://example.org/", read: "2026-11-20", says: "A credit.", trust: "vendor" };
  const running = whole.rules.filter((rule) => rule.price === undefined && rule.id !== "subscription.rollover" && rule.id !== "subscription.freeze");
  return {
    id: "tiny", revision: "2026-11-20", vendor: "Tiny", title: "<img src=x onerror=\"document.title='run'\">", wallet: "credits",
    currency: "USD", pricesAt: "https://example.org/", points: [{ id: "email", title: "E-mail address" }],
    plans: [{ id: "small", title: "Small", creditsPerMonth: 100, price: { monthly: "10.00" }, seats: { included: 1 },
      sources: { price: ["page"], credits: ["page"], seats: ["page"], rollover: ["page"] } }],
    actions: [{ id: "find", title: "Find an address", surface: "api", unit: "contact", points: ["email"], charges: ["find.email"],
      needs: ["need.email"], once: ["points"], sources: ["page"] }],
    rules: [{ id: "find.email", title: "Address found", category: "dataPoints", price: 1, of: "point", point: "email", sources: ["page"] },
      ...running.map((rule) => ({ ...rule, sources: ["page"] }))],
    sources: [source],
  };
}

test("the card in force is shown: plans, what is charged, limits, switches, rules with their sentences", async (t) => {
  const { page, complaints } = await openCard(t);
  const { card } = await import(npm);
  const { plans, actions, rules, policies, sources } = card("lusha-help-centre");
  assert.match(await heading(page), new RegExp(`^${plans.length} plans, ${actions.length} things to do\\. .*5 credits\\.$`));
  const premium = page.getByRole("table", { name: /^Plans/ }).getByRole("row", { name: /^Premium/ });
  assert.deepEqual((await premium.innerText()).split("\t").slice(1), ["3,400", "$399.90", "$299.95", "5 to 25", "$49.90"]);
  assert.match(await page.getByRole("row", { name: /^Pro your plan/ }).innerText(), /600/);
  const charged = await page.locator(".card-actions td.figure").allInnerTexts();
  assert.equal(charged.length, actions.flatMap((action) => action.charges).length);
  assert.equal(await page.locator(".card-rules tbody tr").count(), rules.length);
  for (const [index, row] of (await page.locator(".card-rules tbody tr").all()).entries()) {
    const says = await row.locator(".source > span").first().textContent();
    assert.ok(sources.some((source) => source.says === says), `rule ${index}: ${says}`);
  }
  assert.match(await page.getByRole("table", { name: /^Requests/ }).innerText(), /Premium\s+300 a minute, 1,800 an hour, 18,000 a day/);
  await page.locator("#switches").locator("xpath=../..").locator("summary").click();
  assert.equal(await page.locator("fieldset.facing").count(), policies.length);
  assert.deepEqual(complaints, []);
});

test("a price says why, by keyboard", async (t) => {
  const { page } = await openCard(t);
  await page.getByRole("button", { name: "$399.90" }).focus();
  await page.keyboard.press("Enter");
  const why = page.locator(".tip:popover-open");
  assert.match(await why.innerText(), /, read \d+ \w+ 2026; /);
  assert.match(await why.getByRole("link").first().getAttribute("href"), /^https:\/\//);
});

test("a switch of the card is part of the plan", async (t) => {
  const { page } = await openCard(t);
  await page.locator("#switches").locator("xpath=../..").locator("summary").click();
  await page.getByRole("radio", { name: "A request that charges a data point has no fee" }).check();
  assert.match(await page.locator(".consequence").innerText(), /of which you have answered one\.$/);
  assert.deepEqual(JSON.parse(await saved(page, "Export scenario")).policies, { requestFee: "waived" });
});

test("a built-in card becomes one of one's own, and its price counts at once", async (t) => {
  const { page } = await openOwn(t, (text) => {
    const card = JSON.parse(text);
    card.rules.find((rule) => rule.id === "platform.email").price = 3;
    return JSON.stringify(card, null, 2);
  });
  assert.match(await verdict(page), /^The card is right, and in force\./);
  assert.equal(await field(page, "Rate card").innerText(), "Lusha, as the help centre has it, edited");
  const scenario = JSON.parse(await saved(page, "Export scenario"));
  assert.equal(scenario.card.id, "lusha-help-centre-own");
  await show(page, "Plan");
  // A hundred e-mails at 3 of 600 credits a month, for a year.
  assert.equal(await page.locator(".total .why").innerText(), "3,600");
  const { simulate } = await import(npm);
  assert.equal(simulate(scenario).totals.spent, 3_600);
});

test("what is wrong stands at its line, and the last good card stays in force", async (t) => {
  const { page } = await openOwn(t, (text) => text.replace('"wallet": "credits"', '"wallet": "gold"'));
  const line = (await text(page).inputValue()).split("\n").findIndex((line) => line.includes("gold")) + 1;
  assert.match(await verdict(page), /not right yet\. The last good card stays in force\.$/);
  assert.ok((await marks(page)).some((mark) => new RegExp(`^Line ${line}\\s*Error\\. .*none of credits, money`).test(mark)), `${await marks(page)}`);
  assert.equal(await text(page).getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator(`.at-lines .error rect[y="${(line - 1) * 20}"]`).count(), 1);
  assert.equal(JSON.parse(await saved(page, "Export scenario")).card.wallet, "credits");
  await page.getByRole("button", { name: `Line ${line}`, exact: true }).first().click();
  const caret = await text(page).evaluate((field) => [document.activeElement === field, field.value.slice(0, field.selectionStart).split("\n").length]);
  assert.deepEqual(caret, [true, line]);
});

test("a figure is typed where it stands", async (t) => {
  const { page } = await openOwn(t);
  await text(page).evaluate((field) => {
    const at = field.value.indexOf('"creditsPerMonth": 600') + '"creditsPerMonth": 60'.length;
    field.focus();
    field.setSelectionRange(at, at + 1);
  });
  await page.keyboard.type("5");
  assert.match(await verdict(page), /^The card is right, and in force\./);
  assert.match(await page.getByRole("row", { name: /^Pro your plan/ }).innerText(), /605/);
  await page.keyboard.type(",");
  assert.match(await verdict(page), /^One thing is not right yet\./);
  assert.match(await page.getByRole("row", { name: /^Pro your plan/ }).innerText(), /605/);
  await page.keyboard.press("Backspace");
  assert.match(await verdict(page), /^The card is right, and in force\./);
});

test("errors and warnings are told apart", async (t) => {
  const { page } = await openOwn(t, (text) => {
    const card = JSON.parse(text);
    card.points.push({ id: "fax", title: "Fax number" });
    return JSON.stringify(card, null, 2);
  });
  assert.match(await verdict(page), /^The card is right, and in force\. .*worth a look\.$/);
  const [warning] = (await marks(page)).filter((mark) => mark.includes("fax") || mark.includes("Warning."));
  assert.match(warning, /^Line \d+\s*Warning\./);
  assert.equal(await page.locator(".marks .error").count(), 0);
  await write(page, (text) => text.replace('"per": 25', '"per": "many"'));
  assert.ok((await page.locator(".marks .error").count()) > 0);
});

test("a text that is no JSON says where it breaks off", async (t) => {
  const { page } = await openOwn(t, (text) => text.replace('"vendor": "Lusha",', '"vendor": "Lusha"'));
  const line = (await text(page).inputValue()).split("\n").findIndex((line) => line.includes('"vendor"')) + 1;
  assert.deepEqual(await marks(page), [`Line ${line}\nError. A comma or a closing bracket is missing at the end of this. Add it.`.replace("\n", "")]);
});

test("everything is undone, and one press leads back to the built-in card", async (t) => {
  const { page } = await openOwn(t, (text) => text.replace(", edited", ", mine"));
  const own = () => field(page, "Rate card").innerText();
  assert.match(await own(), /, mine$/);
  await page.getByLabel("Undo").click();
  assert.match(await own(), /, edited$/);
  assert.match(await text(page).inputValue(), /, edited/);
  await page.getByLabel("Redo").click();
  await page.getByRole("button", { name: "Back to the built-in card" }).click();
  assert.equal(await own(), "Lusha, as the help centre has it");
  assert.deepEqual(JSON.parse(await saved(page, "Export scenario")), PINNED);
  assert.equal(await page.locator(".card-editor").count(), 0);
  await page.getByLabel("Undo").click();
  assert.match(await own(), /, mine$/);
});

test("the editor is closed and opened again, and the card stays", async (t) => {
  const { page } = await openOwn(t, (text) => text.replace(", edited", ", mine"));
  await page.getByRole("button", { name: "Close the editor" }).click();
  assert.equal(await page.locator(".card-editor").count(), 0);
  await page.getByRole("button", { name: "Edit it" }).click();
  assert.match(await text(page).inputValue(), /, mine"/);
});

test("a pasted card of another vendor waits until the plan is fitted to it; its title is a text", async (t) => {
  const { page, complaints } = await openCard(t);
  await page.getByText("Paste a card").click();
  const pasted = await tiny();
  await page.getByRole("textbox", { name: "Rate card as JSON" }).fill(JSON.stringify(pasted, null, 2));
  await page.getByRole("button", { name: "Use pasted card" }).click();
  assert.match(await verdict(page), /^The card is right, but the plan cannot be run by it as it is\./);
  assert.match(await page.locator(".misfits").innerText(), /no plan "pro"/);
  assert.equal(await field(page, "Rate card").innerText(), "Lusha, as the help centre has it");
  await page.getByRole("button", { name: "Fit the plan to this card" }).click();
  assert.match(await verdict(page), /^The card is right, and in force\./);
  assert.equal(await field(page, "Rate card").innerText(), pasted.title);
  assert.equal(await heading(page), "1 plan, 1 thing to do. “E-mail address” costs most: 1 credit.");
  const scenario = JSON.parse(await saved(page, "Export scenario"));
  assert.deepEqual(scenario.card, pasted);
  assert.deepEqual([scenario.subscription.plan, scenario.usage[0].action], ["small", "find"]);
  await show(page, "Plan");
  assert.match(await heading(page), /The 12 months cost \$120\.00\.$/);
  assert.notEqual(await page.title(), "run");
  assert.equal(await page.locator("main img").count(), 0);
  assert.deepEqual(complaints, []);
});

test("nonsense that is pasted is told and changes nothing", async (t) => {
  const { page, complaints } = await openCard(t);
  for (const nonsense of ["", "[]", "null", "{", "[".repeat(200), '{"id":1}', '{"__proto__": {"id": "x"}}']) {
    await page.locator("#pasted-card").evaluate((field) => field.closest("details").setAttribute("open", ""));
    await page.locator("#pasted-card").fill(nonsense);
    await page.getByRole("button", { name: "Use pasted card" }).click();
    assert.match(await verdict(page), /not right yet\. The last good card stays in force\.$/, nonsense);
    assert.ok((await marks(page)).length > 0);
  }
  assert.deepEqual(JSON.parse(await saved(page, "Export scenario")), PINNED);
  assert.deepEqual(complaints, []);
});

test("every built-in card is shown, and is right as one's own", async (t) => {
  const { page, complaints } = await openCard(t);
  const { cards } = await import(npm);
  for (const { title } of cards()) {
    await field(page, "Rate card").click();
    await page.getByRole("radio", { name: title }).first().check();
    await page.getByRole("button", { name: "Done" }).click();
    assert.match(await heading(page), /things? to do\./);
    await page.getByRole("button", { name: "Edit as your own" }).click();
    assert.equal(await page.locator(".marks .error").count(), 0, `${title}: ${await marks(page)}`);
    await page.getByRole("button", { name: "Back to the built-in card" }).click();
  }
  assert.deepEqual(complaints, []);
});

for (const [how, context] of Object.entries(LOOKS)) {
  test(`everyone can use the rate card ${how}`, async (t) => {
    const { page } = await openCard(t, { reducedMotion: "reduce", ...context });
    await assertAccessible(page);
    await page.getByRole("button", { name: "Edit as your own" }).click();
    await page.waitForFunction(() => document.activeElement.matches("textarea"));
    await write(page, (text) => text.replace('"USD"', '"dollars"'));
    await assertAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(width <= 0, `the page is ${width} pixels too wide`);
  });
}
