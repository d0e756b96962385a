// <creditcast-calculator> as a page has it, from the package and without a bundler.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { assertAccessible } from "./accessible.mjs";
import { launch, serve } from "./site.mjs";

const packageFolder = fileURLToPath(new URL("../../target/npm/", import.meta.url));
const { simulate } = createRequire(import.meta.url)("../../target/npm/dist/inline.cjs");
const browser = await launch({ after });

/** Only what comes from the page's own server may run, or look like anything. */
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'";

const TODAY = "2026-11-22";

const PLAIN = "<creditcast-calculator></creditcast-calculator>";

const SCENARIO = {
  card: "lusha-help-centre",
  subscription: { plan: "pro", start: "2027-01-01" },
  usage: [{ action: "platform.reveal", every: "week", count: 10, points: { email: 0.8, phone: 0.35 }, repeat: 0 }],
  horizon: { months: 12 },
};

/** A page with this inside its body, and what its calculators have told by their `change` events. */
async function open(t, body, { lang = "en-GB", policy = STRICT, answer, now = TODAY, css = "", ...context } = {}) {
  const html = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>A site</title>
    <meta name="viewport" content="width=device-width"><link rel="stylesheet" href="site.css">
    <script src="site.js"></script><script type="module" src="dist/element.js"></script>
    <body><main><h1>Prices</h1>${body}</main>`;
  const own = {
    "/index.html": { headers: { "content-type": "text/html", "content-security-policy": policy }, body: html },
    "/site.css": { headers: { "content-type": "text/css" }, body: css },
    "/site.js": { headers: { "content-type": "text/javascript" }, body: SITE },
  };
  const address = await serve(t, packageFolder, { answer: (path) => answer?.(path) ?? own[path] });
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 }, ...context });
  t.after(() => page.close());
  await page.clock.setFixedTime(new Date(now));
  const [complaints, asked] = [[], []];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").at(-1)));
  await page.goto(address);
  return { page, complaints, asked, calculator: page.locator("creditcast-calculator").first() };
}

const SITE = `window.told = []; addEventListener("change", ({ detail }) => detail && told.push(detail));`;

const answerOf = (calculator) => calculator.locator("h2").innerText();
const scenarioOf = (calculator) => calculator.evaluate((element) => element.scenario);
const told = (page) => page.evaluate(() => window.told);

/** Gives the first calculator a scenario and waits for what it says to it. */
async function give(page, scenario) {
  await page.evaluate(async (scenario) => {
    document.querySelector("creditcast-calculator").scenario = scenario;
    await new Promise(requestAnimationFrame);
  }, scenario);
}

test("attributes say what is asked at first", async (t) => {
  const attributes = `card="lusha-v3" plan="premium" billing="annual" seats="7" months="24" start="2027-03-01"`;
  const { calculator, complaints } = await open(t, `<creditcast-calculator ${attributes}></creditcast-calculator>`);
  await calculator.locator("h2").waitFor();
  const { card, subscription, horizon } = await scenarioOf(calculator);
  assert.deepEqual(
    { card, subscription, horizon },
    {
      card: "lusha-v3",
      subscription: { plan: "premium", billing: "annual", seats: 7, start: "2027-03-01" },
      horizon: { months: 24 },
    },
  );
  assert.equal(await calculator.getByLabel("Plan", { exact: true }).inputValue(), "premium");
  assert.equal(await calculator.getByLabel("Users").inputValue(), "7");
  assert.deepEqual(complaints, []);
});

test("without attributes it begins with the first card, from the next month on", async (t) => {
  const { calculator } = await open(t, PLAIN, { now: "2026-12-05" });
  await calculator.locator("h2").waitFor();
  const { card, subscription, usage } = await scenarioOf(calculator);
  assert.deepEqual([card, subscription], ["lusha-help-centre", { plan: "pro", start: "2027-01-01" }]);
  assert.deepEqual(usage.map(({ action }) => action), ["platform.reveal", "api.contacts"]);
});

test("an attribute that changes later changes that, and keeps what the reader has chosen", async (t) => {
  const { page, calculator } = await open(t, `<creditcast-calculator plan="pro"></creditcast-calculator>`);
  await calculator.getByLabel("Reveal a contact", { exact: true }).fill("7");
  await page.evaluate(() => {
    const element = document.querySelector("creditcast-calculator");
    element.setAttribute("plan", "premium");
    element.setAttribute("card", "lusha-v3");
  });
  const { card, subscription, usage } = await scenarioOf(calculator);
  assert.deepEqual([card, subscription.plan, usage[0].count], ["lusha-v3", "premium", 7]);
});

test("a scenario is taken as it is, and answered by the engine", async (t) => {
  const { page, calculator } = await open(t, PLAIN);
  await calculator.locator("h2").waitFor();
  const changes = [{ on: "2027-05-10", kind: "freeze", months: 1 }];
  const scenario = { ...SCENARIO, title: "Kept", subscription: { ...SCENARIO.subscription, changes } };
  await give(page, scenario);
  assert.deepEqual(await scenarioOf(calculator), scenario);
  assert.deepEqual(await calculator.evaluate(({ report }) => report), simulate(scenario));
  await give(page, null);
  assert.equal((await scenarioOf(calculator)).title, undefined);
});

test("a scenario that came before the element's code is taken", async (t) => {
  const { page, calculator } = await open(t, "");
  await page.evaluate(async (scenario) => {
    const element = Object.assign(document.createElement("later-calculator"), { scenario });
    document.body.append(element);
    (await import("./dist/element.js")).define("later-calculator");
  }, SCENARIO);
  await page.locator("later-calculator h2").waitFor();
  const answered = await page.locator("later-calculator").evaluate(({ report }) => report);
  assert.deepEqual(answered, simulate(SCENARIO));
  assert.equal(await calculator.count(), 0);
});

test("each new answer is told by a change event, once", async (t) => {
  const { page, calculator } = await open(t, PLAIN);
  await calculator.locator("h2").waitFor();
  await give(page, SCENARIO);
  await give(page, structuredClone(SCENARIO));
  await calculator.getByLabel("Reveal a contact", { exact: true }).fill("11");
  await calculator.evaluate((element) => element.setAttribute("lang", "de"));
  await calculator.locator("h2", { hasText: "838,80" }).waitFor();
  const events = await told(page);
  assert.deepEqual(events.map(({ scenario }) => scenario.usage[0].count), [20, 10, 11]);
  const { scenario, report, problems } = events.at(-1);
  assert.deepEqual(report, simulate(scenario));
  assert.deepEqual(problems, []);
});

test("a number is typed, stepped, slid and chosen without a mouse", async (t) => {
  const { page, calculator } = await open(t, PLAIN);
  await calculator.locator("h2").waitFor();
  const count = async () => (await scenarioOf(calculator)).usage[0].count;
  const field = calculator.getByRole("spinbutton", { name: "Reveal a contact", exact: true });
  await field.focus();
  await page.keyboard.press("ArrowUp");
  assert.equal(await count(), 21);
  await page.keyboard.press("PageDown");
  assert.equal(await count(), 11);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("33");
  assert.equal(await count(), 33);
  await calculator.getByRole("slider", { name: "Reveal a contact: slider" }).focus();
  await page.keyboard.press("ArrowLeft");
  assert.equal(await count(), 32);
  await calculator.getByLabel("Plan", { exact: true }).focus();
  await page.keyboard.type("Premium");
  assert.equal((await scenarioOf(calculator)).subscription.plan, "premium");
});

test("every field is reached by Tab, in the order of reading, and nothing holds the focus", async (t) => {
  const { page, calculator } = await open(t, `${PLAIN}<a href="#">After</a>`);
  await calculator.locator("h2").waitFor();
  const names = [];
  for (let i = 0; i < 60 && names.at(-1) !== "After"; i++) {
    await page.keyboard.press("Tab");
    names.push(await page.evaluate(() => {
      const { activeElement } = document;
      const focused = activeElement.shadowRoot?.activeElement ?? activeElement;
      return focused.ariaLabel ?? focused.innerText.split("\n")[0];
    }));
  }
  assert.deepEqual(names.slice(0, 4), ["Price list", "Months", "Plan", "Users"]);
  assert.equal(names.at(-1), "After");
  const [slider, remove] = ["Reveal a contact: slider", "Remove: Reveal a contact"];
  const others = [slider, remove, "Add what else is done", "As a table", "Credits used"];
  for (const name of others) assert.ok(names.includes(name), `${name}: ${names.join()}`);
});

test("the focus and the caret stay where they are while answers come", async (t) => {
  const { page, calculator } = await open(t, PLAIN);
  const field = calculator.getByLabel("Reveal a contact", { exact: true });
  await field.fill("1234");
  await field.press("Home");
  await page.keyboard.type("5");
  await page.waitForTimeout(400);
  await page.keyboard.type("6");
  assert.equal(await field.inputValue(), "561234");
});

const unfold = (calculator) => calculator.evaluate(({ shadowRoot }) => {
  for (const one of shadowRoot.querySelectorAll("details")) one.open = true;
});

/** axe is put into the page by its text. */
const LOOSE = "default-src * 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'";

for (const [how, context] of [
  ["in the light", {}],
  ["in the dark", { colorScheme: "dark" }],
  ["on the narrowest screen", { viewport: { width: 320, height: 640 }, hasTouch: true }],
]) {
  test(`axe finds no fault ${how}, everything unfolded`, async (t) => {
    const { page, calculator } = await open(t, PLAIN, { ...context, policy: LOOSE });
    await calculator.getByText("Where the pages disagree").waitFor();
    await unfold(calculator);
    await assertAccessible(page);
    await calculator.getByLabel("Reveal a contact", { exact: true }).fill("90");
    await assertAccessible(page);
    await calculator.getByLabel("Reveal a contact", { exact: true }).fill("many");
    await assertAccessible(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(overflow, 0);
  });
}

test("a site's own properties and parts change how it looks", async (t) => {
  const css = `creditcast-calculator { --creditcast-yours: rgb(1, 2, 3); color-scheme: dark; }
    creditcast-calculator::part(answer) { font-size: 17px; }`;
  const { page, calculator } = await open(t, PLAIN, { css, colorScheme: "light" });
  await calculator.locator("h2").waitFor();
  const style = (locator, name) => locator.evaluate((element, name) => getComputedStyle(element)[name], name);
  assert.equal(await style(calculator.getByLabel("Plan", { exact: true }), "color"), "rgb(1, 2, 3)");
  assert.equal(await style(calculator.locator("h2"), "fontSize"), "17px");
  assert.equal(await style(calculator.locator(".calculator"), "backgroundColor"), "rgb(14, 20, 17)");
  assert.equal(await style(page.locator("body"), "backgroundColor"), "rgba(0, 0, 0, 0)");
});

test("every part that the types name is there", async (t) => {
  const types = await readFile(new URL("../../crates/wasm/js/element.d.ts", import.meta.url), "utf8");
  const [, list] = types.match(/the parts ([^.]+)\./);
  const named = [...list.matchAll(/`([\w-]+)`/g)].map(([, name]) => name);
  const { page, calculator } = await open(t, PLAIN);
  await calculator.getByText("Where the pages disagree").waitFor();
  await calculator.getByLabel("Reveal a contact", { exact: true }).fill("many");
  await calculator.getByRole("alert").waitFor();
  const parts = await page.evaluate(() => {
    const found = document.querySelector("creditcast-calculator").shadowRoot.querySelectorAll("[part]");
    return [...found].flatMap(({ part }) => [...part]);
  });
  assert.deepEqual([...new Set(parts)].sort(), named.sort());
});

test("in German, figures, money and days are written and typed as Germans do", async (t) => {
  const { page, calculator } = await open(t, `<creditcast-calculator lang="de"></creditcast-calculator>`);
  await calculator.locator("h2").waitFor();
  await give(page, { ...SCENARIO, usage: [{ ...SCENARIO.usage[0], count: 1250 }] });
  const said = (await answerOf(calculator)).replaceAll("\u00a0", " ");
  assert.match(said, /run out on 1\. Januar 2027, and [\d.]+ of 66\.250 units .* cost 838,80 \$\./);
  const field = calculator.getByLabel("Reveal a contact", { exact: true });
  assert.equal(await field.inputValue(), "1.250");
  await field.fill("2.500");
  assert.equal((await scenarioOf(calculator)).usage[0].count, 2500);
  await calculator.getByLabel("Reveal a contact: Phone number found, percent").fill("12,5");
  assert.equal((await scenarioOf(calculator)).usage[0].points.phone, 0.125);
  await page.evaluate(() => document.querySelector("creditcast-calculator").setAttribute("lang", "en-GB"));
  assert.match(await answerOf(calculator), /1 January 2027, and [\d,]+ of 132,500 units .* cost \$838\.80\./);
});

test("the language of the page is taken where the element has none, and one that is none does no harm", async (t) => {
  const body = `${PLAIN}<creditcast-calculator lang="no such"></creditcast-calculator>`;
  const { page, complaints } = await open(t, body, { lang: "de" });
  const answers = page.locator("creditcast-calculator h2");
  await answers.nth(1).waitFor();
  assert.match(await answers.nth(0).innerText(), /838,80/);
  assert.match(await answers.nth(1).innerText(), /838\.80/);
  assert.deepEqual(complaints, []);
});

test("what is wrong is said at its field, and the last answer stays", async (t) => {
  const { page, calculator } = await open(t, PLAIN);
  const before = await answerOf(calculator);
  const field = calculator.getByLabel("Reveal a contact", { exact: true });
  await field.fill("1.5");
  const message = calculator.locator(`#${await field.getAttribute("aria-describedby")}`);
  assert.match(await message.innerText(), /not a whole number/);
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.equal(await answerOf(calculator), before);
  const { problems, report, scenario } = (await told(page)).at(-1);
  assert.deepEqual([problems.map(({ path }) => path), scenario.usage[0].count], [["/usage/0/count"], 1.5]);
  assert.equal(report.totals.asked, (await told(page))[0].report.totals.asked);
  await calculator.getByRole("alert").getByRole("button").click();
  assert.ok(await field.evaluate((element) => element === element.getRootNode().activeElement));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("15");
  await message.waitFor({ state: "detached" });
  assert.equal(await calculator.getByRole("alert").count(), 0);
  assert.deepEqual((await told(page)).at(-1).problems, []);
});

test("what has no field is said with its place", async (t) => {
  const { page, calculator } = await open(t, PLAIN);
  await calculator.locator("h2").waitFor();
  await give(page, { ...SCENARIO, colour: "green" });
  assert.match(await calculator.getByRole("alert").innerText(), /\/colour: /);
  await give(page, { card: "nobody" });
  assert.match(await calculator.getByRole("alert").innerText(), /There is no card/);
});

test("a plan that is sold by quote asks for what was agreed", async (t) => {
  const { calculator } = await open(t, PLAIN);
  await calculator.getByLabel("Plan", { exact: true }).selectOption("scale");
  assert.match(await calculator.getByRole("alert").innerText(), /2 things/);
  await calculator.getByLabel("Credits a month").fill("10000");
  await calculator.getByLabel("Price a month in USD").fill("900.50");
  await calculator.getByRole("alert").waitFor({ state: "detached" });
  assert.match(await answerOf(calculator), /\$10,806\.00/);
});

test("another card keeps the steps that it can do", async (t) => {
  const { calculator } = await open(t, PLAIN);
  await calculator.getByLabel("Enrich contacts by API", { exact: true }).fill("31");
  // What the first card's pages disagree in is nothing to the second.
  await calculator.getByText("Where the pages disagree").waitFor();
  await calculator.getByLabel("Price list").selectOption("generect");
  await calculator.locator("h2", { hasText: "Everything is served" }).waitFor();
  const { card, subscription, usage } = await scenarioOf(calculator);
  assert.equal(card, "generect");
  assert.equal(subscription.plan, "payg");
  assert.deepEqual(simulate({ card, subscription, usage, horizon: { months: 12 } }).warnings, []);
  await calculator.getByLabel("Price list").selectOption("lusha-v3");
  await calculator.locator("h2", { hasText: "838.80" }).waitFor();
});

test("steps are added and removed, each with its own number", async (t) => {
  const { calculator, complaints } = await open(t, PLAIN);
  await calculator.getByLabel("Add what else is done").selectOption("");
  await calculator.getByLabel("Add what else is done").selectOption("workspace.aiPrompt");
  await calculator.getByLabel("AI chat prompt", { exact: true }).fill("44");
  await calculator.getByRole("button", { name: "Remove: Reveal a contact" }).click();
  const { usage } = await scenarioOf(calculator);
  const counts = usage.map(({ action, count }) => [action, count]);
  assert.deepEqual(counts, [["api.contacts", 20], ["workspace.aiPrompt", 44]]);
  assert.equal(await calculator.getByLabel("AI chat prompt", { exact: true }).inputValue(), "44");
  assert.equal(await calculator.getByLabel("Add what else is done").inputValue(), "");
  assert.deepEqual(complaints, []);
});

test("what is enough is enough, and one more is not", async (t) => {
  const { calculator } = await open(t, PLAIN);
  await calculator.getByLabel("Reveal a contact", { exact: true }).fill("60");
  const said = await calculator.locator(".enough, .never").first().innerText();
  const enough = Number(said.match(/enough up to (\d+)/)[1]);
  const scenario = await scenarioOf(calculator);
  const lasts = (count) => {
    const [first, ...rest] = scenario.usage;
    return simulate({ ...scenario, usage: [{ ...first, count }, ...rest] }).runsOut === null;
  };
  assert.deepEqual([lasts(enough), lasts(enough + 1)], [true, false]);
});

test("each number shows its rule and the vendor's sentence", async (t) => {
  const { page, calculator } = await open(t, PLAIN);
  await calculator.locator("h2").waitFor();
  const { rules, sources, totals, spending } = await calculator.evaluate(({ report }) => report);
  const figure = (name) => calculator.locator("details", { has: page.getByText(name, { exact: true }) });
  const used = figure("Credits used");
  assert.equal(await used.locator("summary b").innerText(), `−${totals.spent.toLocaleString("en-GB")}`);
  await used.locator("summary").focus();
  await page.keyboard.press("Enter");
  for (const { rule } of spending.flatMap((row) => row.rules)) {
    const shown = used.locator(".rule", { hasText: rules[rule].title }).first();
    for (const id of rules[rule].sources) assert.ok((await shown.innerText()).includes(sources[id].says), id);
  }
  for (const name of ["Cost a month", "Cost a year", "Credits granted"]) {
    assert.ok((await figure(name).locator("q").count()) > 0, name);
  }
});

test("the picture of the balance says in words what it shows", async (t) => {
  const { page, calculator } = await open(t, PLAIN);
  await calculator.locator("h2").waitFor();
  await give(page, { ...SCENARIO, usage: [{ ...SCENARIO.usage[0], count: 60 }] });
  const { runsOut, daily } = await calculator.evaluate(({ report }) => report);
  const words = "The balance begins with 600 on 1 January 2027, runs out on 22 January 2027 and ends with";
  assert.equal(runsOut, "2027-01-22T09:00:00Z");
  const caption = await calculator.locator("figcaption").innerText();
  assert.ok(caption.startsWith(words) && caption.includes(` ${daily.at(-1).balance} on 31 December 2027`), caption);
  assert.match(await calculator.locator("svg.chart").getAttribute("aria-label"), /runs out on 22 January 2027/);
});

test("who is speaking, and how old prices are, is said", async (t) => {
  const { calculator } = await open(t, PLAIN);
  await calculator.locator("h2").waitFor();
  const text = ({ calculator }) => calculator.locator(".calculator").innerText();
  assert.match(await text({ calculator }), /creditcast is independent: not affiliated with/);
  assert.match(await text({ calculator }), /Prices read on 28 Sept? 2026\. They stand at lusha\.com\/pricing\./);
  const old = await open(t, PLAIN, { now: "2026-12-27" });
  await old.calculator.locator("h2").waitFor();
  assert.match(await text(old), /Prices read on 28 Sept? 2026\. Check them at lusha\.com\/pricing before you decide\./);
});

test("an answer that is chosen where the pages disagree is asked", async (t) => {
  const { page, calculator } = await open(t, PLAIN);
  await calculator.getByText("Where the pages disagree").click();
  const other = calculator.getByRole("radio", { checked: false }).first();
  const policy = await other.getAttribute("name");
  await other.check();
  const { policies, ...rest } = await scenarioOf(calculator);
  assert.deepEqual(Object.keys(policies), [policy]);
  assert.deepEqual((await told(page)).at(-1).report, simulate({ ...rest, policies }));
});

test("two calculators share one engine, and each has its own scenario", async (t) => {
  const body = `${PLAIN}<creditcast-calculator plan="premium"></creditcast-calculator>`;
  const { page, asked } = await open(t, body);
  await page.locator("creditcast-calculator h2").nth(1).waitFor();
  assert.equal(asked.filter((name) => name === "engine.wasm").length, 1);
  const plans = await page.evaluate(() =>
    [...document.querySelectorAll("creditcast-calculator")].map(({ scenario }) => scenario.subscription.plan));
  assert.deepEqual(plans, ["pro", "premium"]);
});

test("a calculator that is taken out and put in elsewhere goes on", async (t) => {
  const { page, calculator, complaints } = await open(t, `${PLAIN}<div id="there"></div>`);
  await calculator.getByLabel("Reveal a contact", { exact: true }).fill("17");
  await page.evaluate(async () => {
    const element = document.querySelector("creditcast-calculator");
    element.remove();
    await new Promise((done) => setTimeout(done, 800));
    element.setAttribute("plan", "premium");
    document.querySelector("#there").append(element);
  });
  const moved = page.locator("#there creditcast-calculator");
  await moved.locator("h2", { hasText: "4,798.80" }).waitFor();
  assert.equal((await scenarioOf(moved)).usage[0].count, 17);
  await moved.getByLabel("Reveal a contact", { exact: true }).fill("18");
  assert.equal((await scenarioOf(moved)).usage[0].count, 18);
  assert.deepEqual(complaints, []);
});

test("another tag is a calculator too, and a tag that is taken is left alone", async (t) => {
  const { page, complaints } = await open(t, "<price-finder plan='premium'></price-finder>");
  await page.evaluate(async () => {
    const { define } = await import("./dist/element.js");
    define("price-finder");
    define("price-finder");
    define();
  });
  assert.match(await page.locator("price-finder h2").innerText(), /4,798\.80/);
  assert.deepEqual(complaints, []);
});

test("until there is an answer, and where there will be none, the page's own words stand", async (t) => {
  let isLost = true;
  const lost = { status: 500, headers: { "content-type": "text/plain" }, body: "" };
  const answer = (path) => (isLost && /engine\.wasm|bytes\.js/.test(path) ? lost : undefined);
  const body = "<creditcast-calculator><p>Ask us for a price.</p></creditcast-calculator>";
  const { page, calculator } = await open(t, body, { answer });
  await calculator.getByRole("alert").waitFor();
  assert.ok(await page.getByText("Ask us for a price.").isVisible());
  isLost = false;
  await calculator.getByRole("button", { name: "Try again" }).click();
  await calculator.locator("h2").waitFor();
  assert.ok(!(await page.getByText("Ask us for a price.").isVisible()));
});

test("a screen reader is told the answer when typing has paused, and not the first one", async (t) => {
  const { page, calculator } = await open(t, PLAIN);
  await calculator.locator("h2").waitFor();
  const status = calculator.getByRole("status");
  await page.waitForTimeout(900);
  assert.equal(await status.innerText(), "");
  await calculator.getByLabel("Reveal a contact", { exact: true }).fill("90");
  await calculator.locator("[role=status]", { hasText: "Not enough" }).waitFor();
  assert.equal(await status.innerText(), await answerOf(calculator));
});

test("beside the module it weighs less than 25 KiB, the loader included", async () => {
  const files = ["element.js", "index.js", "host.js", "loading.js", "engine.js", "glue.js"];
  let weight = 0;
  for (const name of files) weight += gzipSync(await readFile(`${packageFolder}/dist/${name}`), { level: 9 }).length;
  assert.ok(weight < 25 * 1024, String(weight));
});

test("importing it where there are no elements does nothing", async () => {
  const { CreditcastCalculator, define } = await import("../../target/npm/dist/element.js");
  define("other-tag");
  assert.equal(typeof CreditcastCalculator, "function");
  assert.equal(typeof createRequire(import.meta.url)("../../target/npm/dist/element.cjs").define, "function");
});
