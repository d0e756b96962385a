// What is taken along, and what comes back: links, saved plans, files, a printed page, a program.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { along, assertAccessible, field, importScenario, LOOKS, open, saved, show, sums, type, visit, visitor } from "./calculator.mjs";

const links = JSON.parse(await readFile(new URL("../fixtures/links.json", import.meta.url), "utf8"));
const npmFolder = fileURLToPath(new URL("../../target/npm", import.meta.url));

const SIMPLE = {
  card: "lusha-help-centre",
  subscription: { plan: "pro", start: "2027-01-01" },
  usage: [{ action: "platform.reveal", every: "month", count: 100, points: { email: 1 } }],
  horizon: { months: 12 },
};
const PINNED = { ...SIMPLE, card: "lusha-help-centre@2026-09-28" };

const answer = (page) => page.locator("#answer").innerText();
const packed = (text) => `#1.${deflateRawSync(text).toString("base64url")}`;
const linkOf = (document) => packed(JSON.stringify(document));
const held = (link) => JSON.parse(inflateRawSync(Buffer.from(link.split("#1.")[1], "base64url")).toString());

/** What the page says that lasts. */
const notice = (page) => page.getByRole("alert");
/** What the page says of what was just done. */
const toast = (page) => page.locator("#said:popover-open");

/** The link that the sheet shows, once it is of what is on the desk. */
async function link(page) {
  const line = (await along(page)).getByLabel("The link");
  const shown = () => line.inputValue();
  for (let last; last !== (await shown()) || !last; await page.waitForTimeout(900)) last = await shown();
  const text = await shown();
  await page.keyboard.press("Escape");
  return text;
}

for (const { name, link, figures } of links) {
  test(`a link gives the same figures for ever: ${name}`, async (t) => {
    const { page, address } = await open(t);
    await page.goto(`${address}#${link}`);
    await toast(page).getByText("Opened from the link.").waitFor();
    const { totals, runsOut } = JSON.parse(await saved(page, "Export report"));
    const { cost, spent, expired, remaining, asked, served } = totals;
    const found = { cost: cost.amount, spent, expired, remaining, unserved: asked - served };
    assert.deepEqual(runsOut ? { ...found, runsOut: runsOut.date ?? runsOut.slice(0, 10) } : found, figures);
    // The address is that of a view again: what is changed from here on is not what the link says.
    assert.equal(await page.evaluate(() => location.hash), "#plan");
  });
}

test("a link brings back all that it was made of, with the revision of the card", async (t) => {
  const { page, address } = await open(t);
  await importScenario(page, { title: "Zürich & <Söhne>", ...SIMPLE });
  const text = await link(page);
  assert.ok(text.startsWith(`${address}#1.`), text);
  const { version, scenarios, baseline } = held(text);
  assert.deepEqual([version, scenarios, baseline], [1, [{ title: "Zürich & <Söhne>", ...PINNED }], 0]);
  const { page: other } = await open(t);
  await other.goto(text.replace(address, new URL(other.url()).origin + "/"));
  await toast(other).waitFor();
  assert.equal(await answer(other), await answer(page));
  assert.equal(await other.locator(".title b").innerText(), "Zürich & <Söhne>");
});

test("the other scenarios of a comparison come along", async (t) => {
  const { page, address } = await open(t);
  const others = [{ ...PINNED, title: "Second" }, { ...PINNED, title: "Third" }];
  await page.goto(address + linkOf({ version: 1, scenarios: [{ ...PINNED, title: "First" }, ...others], baseline: 2 }));
  await toast(page).waitFor();
  const { scenarios, baseline } = held(await link(page));
  assert.deepEqual([scenarios.map(({ title }) => title), baseline], [["First", "Second", "Third"], 2]);
});

test("what was on the desk before a link is one undo away", async (t) => {
  const { page, address } = await open(t);
  await importScenario(page, SIMPLE);
  const before = await answer(page);
  await page.evaluate((hash) => (location.hash = hash), linkOf({ version: 1, scenarios: [{ ...PINNED, horizon: { months: 2 } }] }));
  await toast(page).getByText("Opened from the link.").waitFor();
  assert.match(await answer(page), /The 2 months cost \$139\.80\.$/);
  await toast(page).getByRole("button", { name: "Undo" }).click();
  assert.equal(await answer(page), before);
});

const REFUSED = {
  "cut short": [links[0].link.slice(0, 60), /damaged or was cut short/],
  "of no letters of a link": ["1.%%%", /damaged or was cut short/],
  empty: ["1.", /damaged or was cut short/],
  "of no JSON": [packed("hello").slice(1), /does not hold a comparison/],
  "of a list": [linkOf([1, 2]).slice(1), /no comparison of creditcast/],
  "of a later form": [linkOf({ version: 2, scenarios: [PINNED] }).slice(1), /made by a newer creditcast/],
  "of seven scenarios": [linkOf({ version: 1, scenarios: Array(7).fill(PINNED) }).slice(1), /more than six/],
  "of a bomb": [packed("[" + " ".repeat(400 * 1024 * 1024) + "]").slice(1), /holds more than a comparison can/],
};

for (const [how, [fragment, says]] of Object.entries(REFUSED)) {
  test(`a link ${how} is refused in words, and nothing is lost`, async (t) => {
    const { page, address, complaints } = await open(t);
    await importScenario(page, SIMPLE);
    const before = await answer(page);
    await page.goto(`${address}#${fragment}`);
    assert.match(await notice(page).innerText(), says);
    assert.match(await notice(page).innerText(), /Nothing was changed\./);
    assert.equal(await answer(page), before);
    await notice(page).getByRole("button", { name: "All right" }).click();
    assert.equal(await notice(page).count(), 0);
    assert.deepEqual(complaints, []);
  });
}

test("what a link brings is shown and not run", async (t) => {
  const { page, address, complaints } = await open(t);
  const script = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>";
  const scenario = { ...PINNED, title: script, usage: [{ ...PINNED.usage[0], workflow: script, key: script }], keys: [{ id: script }] };
  const text = JSON.stringify({ version: 1, scenarios: [scenario] });
  await page.goto(address + packed(text.replace("{", '{"__proto__":{"polluted":true},')));
  await toast(page).waitFor();
  assert.equal(await page.evaluate(() => ({}).polluted), undefined);
  assert.equal(await page.locator(".title b").innerText(), script);
  assert.ok((await page.title()).startsWith("creditcast"));
  assert.deepEqual(complaints, []);
});

test("the draft is there after a reload", async (t) => {
  const { page } = await open(t);
  assert.equal(await page.getByText("saved in this browser").count(), 0);
  await importScenario(page, SIMPLE);
  await type(page, "How many contacts", "150");
  await page.getByText("saved in this browser").waitFor();
  const before = await answer(page);
  await page.reload();
  assert.equal(await answer(page), before);
  assert.match(await field(page, "How many contacts").innerText(), /150/);
});

test("a draft with a fault is there after a reload, over the figures of the last complete plan", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  await type(page, "How many contacts", "150");
  await page.keyboard.press("Enter");
  const brought = await sums(page, "Spent");
  assert.ok(brought.length > 0);
  await field(page, "Share with e-mail address").click();
  await page.locator("#drawer-control").fill("120");
  await page.getByText("The figures below are those of the last complete plan.").waitFor();
  const before = await answer(page);
  await page.reload();
  assert.equal(await answer(page), before);
  assert.deepEqual(await sums(page, "Spent"), brought);
  await show(page, "Ledger");
  await page.getByRole("table", { name: /^The ledger/ }).waitFor();
  assert.equal(await answer(page), before);
  await page.getByRole("button", { name: "Go back to it" }).click();
  await show(page, "Plan");
  assert.match(await field(page, "How many contacts").innerText(), /150/);
  assert.match(await answer(page), /^Enough/);
  await page.reload();
  assert.match(await answer(page), /^Enough/);
});

test("plans are saved under names, opened, renamed, deleted and brought back", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  const first = await answer(page);
  const sheet = await along(page);
  await sheet.getByRole("button", { name: "Save", exact: true }).click();
  await toast(page).getByText("Give the plan a name first.").waitFor();
  await sheet.getByLabel("Name of the plan").fill("Outbound");
  await sheet.getByRole("button", { name: "Save", exact: true }).click();
  await toast(page).getByText("Saved as “Outbound” in this browser.").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".title b").innerText(), "Outbound");

  await importScenario(page, { ...SIMPLE, horizon: { months: 3 } });
  await along(page);
  await sheet.getByLabel("Rename Outbound").click();
  await sheet.getByLabel("New name").fill("Outbound 2027");
  await sheet.getByRole("button", { name: "Rename", exact: true }).click();
  await toast(page).getByText("“Outbound” is called “Outbound 2027” now.").waitFor();
  await sheet.getByRole("button", { name: "Delete Outbound 2027" }).click();
  assert.equal(await sheet.getByRole("button", { name: "Outbound 2027", exact: true }).count(), 0);
  await toast(page).getByRole("button", { name: "Undo" }).click();

  await page.reload();
  await along(page);
  await sheet.getByRole("button", { name: "Outbound 2027", exact: true }).click();
  assert.equal(await answer(page), first);
});

test("a browser that does not let pages save says so, and loses nothing", async (t) => {
  const profile = await visitor(t);
  await profile.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  const { address } = await open(t);
  const { page, complaints } = await visit(profile, address);
  await importScenario(page, SIMPLE);
  await notice(page).getByText("This browser does not let pages save. Copy the link to keep your work.").waitFor();
  const before = await answer(page);
  const sheet = await along(page);
  await sheet.getByLabel("Name of the plan").fill("Kept");
  await sheet.getByRole("button", { name: "Save", exact: true }).click();
  await notice(page).getByText("It was not saved").waitFor();
  assert.equal(await answer(page), before);
  assert.deepEqual(complaints, []);
});

test("a browser that forbids to look works as any other", async (t) => {
  const profile = await visitor(t);
  await profile.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  const { address } = await open(t);
  const { page, complaints } = await visit(profile, address);
  await importScenario(page, SIMPLE);
  await notice(page).getByText("This browser does not let pages save.").waitFor();
  assert.deepEqual(complaints, []);
});

test("what was kept and cannot be read is put aside, not written over", async (t) => {
  const profile = await visitor(t);
  const { address } = await open(t);
  await profile.addInitScript(() => {
    if (!localStorage.getItem("creditcast.unread")) localStorage.setItem("creditcast.draft", "{ broken");
  });
  const { page, complaints } = await visit(profile, address);
  await notice(page).getByText("It was put aside").waitFor();
  await importScenario(page, SIMPLE);
  assert.equal(await page.evaluate(() => localStorage.getItem("creditcast.unread")), "{ broken");
  assert.deepEqual(complaints, []);
});

test("everything can be forgotten, after a question", async (t) => {
  const { page } = await open(t);
  const opening = await answer(page);
  await importScenario(page, SIMPLE);
  const sheet = await along(page);
  await sheet.getByText("Forget everything").click();
  await sheet.getByRole("button", { name: "Forget all of it" }).click();
  await toast(page).getByText("Everything is forgotten.").waitFor();
  assert.equal(await answer(page), opening);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await page.reload();
  assert.equal(await answer(page), opening);
});

test("the link is copied, and what cannot be copied is shown", async (t) => {
  const { page } = await open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  const text = await link(page);
  await (await along(page)).getByRole("button", { name: "Copy link" }).click();
  await toast(page).getByText("Link copied. It holds the whole plan and is sent nowhere.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("denied"))));
  await (await along(page)).getByRole("button", { name: "Copy link" }).click();
  assert.equal(await page.getByLabel("Copy it from here").inputValue(), text);
});

test("the months go into a spreadsheet, and nothing in them is run there", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { title: '=HYPERLINK("http://x")', ...SIMPLE, horizon: { months: 3 } });
  const csv = await saved(page, "Export months");
  const first = `"'=HYPERLINK(""http://x"")","${PINNED.card}"`;
  assert.deepEqual(csv.split("\r\n"), [
    '\ufeff"Scenario","Card","From","Carried in","Granted","Topped up","Spent","Expired","Left","Paid, USD"',
    `${first},"2027-01-01","0","600","0","100","0","500","69.9"`,
    `${first},"2027-02-01","500","600","0","100","0","1000","69.9"`,
    `${first},"2027-03-01","1000","600","0","100","400","1100","69.9"`,
    "",
  ]);
});

test("every sign that begins a formula is made safe", async (t) => {
  const { page } = await open(t);
  for (const sign of ["=", "+", "-", "@", "\t", "\r"]) {
    await importScenario(page, { title: `${sign}1`, ...SIMPLE, horizon: { months: 1 } });
    assert.ok((await saved(page, "Export months")).includes(`"'${sign}1",`), JSON.stringify(sign));
  }
});

test("the picture says what it is of, and stands alone", async (t) => {
  const { page } = await open(t, { colorScheme: "dark" });
  await importScenario(page, { title: "Out & about <1>", ...SIMPLE, usage: [{ ...SIMPLE.usage[0], count: 700 }] });
  const svg = await saved(page, "Export picture");
  for (const said of ["Out &amp; about &lt;1>", "Not enough.", PINNED.card, "prices read on 28 Sep 2026", "creditcast, estimate", "Out on"]) {
    assert.ok(svg.includes(said), said);
  }
  assert.ok(!/var\(|light-dark|class=|http:\/\/(?!www\.w3\.org)/.test(svg), "its colours are in it");
  const shape = await page.evaluate((svg) => {
    const { documentElement } = new DOMParser().parseFromString(svg, "image/svg+xml");
    return [documentElement.tagName, documentElement.querySelectorAll("parsererror").length];
  }, svg);
  assert.deepEqual(shape, ["svg", 0]);
});

test("the picture comes as PNG too", async (t) => {
  const { page } = await open(t);
  const sheet = await along(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    sheet.getByRole("button", { name: "Export picture as PNG" }).click(),
  ]);
  const png = await readFile(await download.path());
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2400, 1260]);
  assert.ok(png.length > 20_000, "something is drawn");
});

test("the program that is copied runs with the npm package", async (t) => {
  const { page } = await open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  await importScenario(page, { title: "`${1}` \\ </script>", ...SIMPLE });
  await (await along(page)).getByRole("button", { name: "Copy JavaScript" }).click();
  await toast(page).getByText("JavaScript copied.").waitFor();
  const program = await page.evaluate(() => navigator.clipboard.readText());
  const folder = await mkdtemp(join(tmpdir(), "creditcast-program-"));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "node_modules"));
  await symlink(npmFolder, join(folder, "node_modules/creditcast"));
  await writeFile(join(folder, "program.mjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "program.mjs")]);
  assert.match(stdout, /^Enough\. .* The 12 months cost USD 838\.80\.\n/);
});

test("a file can be dropped anywhere", async (t) => {
  const { page } = await open(t);
  const data = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "scenario.json", { type: "application/json" }));
    return data;
  }, JSON.stringify(SIMPLE));
  await page.dispatchEvent("#answer", "drop", { dataTransfer: data });
  await toast(page).getByText("The plan was taken.").waitFor();
  assert.match(await answer(page), /The 12 months cost \$838\.80\.$/);
});

test("a step that was removed comes back from where that is said", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  const before = await answer(page);
  await field(page, "What is done").click();
  await page.getByRole("button", { name: "Remove" }).click();
  await toast(page).getByText("Step removed.").waitFor();
  await toast(page).getByRole("button", { name: "Undo" }).click();
  assert.equal(await answer(page), before);
  assert.equal(await toast(page).count(), 0);
});

/** The number of pages of a PDF. */
const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;

const PRINTED = {
  "what the page opens with": undefined,
  "a plan that runs out": { ...SIMPLE, title: "A plan that runs out", usage: [{ ...SIMPLE.usage[0], count: 700 }] },
  "a wallet of money": {
    ...SIMPLE,
    card: "generect",
    subscription: { plan: "payg", start: "2027-01-31" },
    usage: [{ action: "email.find", every: "weekday", count: 333, matched: 0.37, points: { result: 0.5 } }],
  },
  "twenty steps over three years": {
    ...SIMPLE,
    title: "A great deal of work",
    usage: Array.from({ length: 20 }, (_, index) => ({ ...SIMPLE.usage[0], workflow: `Workflow ${index % 7}`, count: 10 + index })),
    horizon: { months: 36 },
  },
};

/** Lusha's prices are not on a page that we could read ourselves. */
const PRICES = Object.fromEntries(
  Object.entries(PRINTED)
    .filter(([, scenario]) => (scenario?.card ?? PINNED.card).startsWith("lusha"))
    .map(([what]) => [what, "Prices as a third party read them on"]),
);

for (const [what, scenario] of Object.entries(PRINTED)) {
  for (const format of ["A4", "Letter"]) {
    test(`the estimate of ${what} is one page of ${format}`, async (t) => {
      const { page } = await open(t, { colorScheme: "dark" });
      if (scenario) await importScenario(page, scenario);
      await link(page);
      await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle, { timeout: 3000 })));
      assert.equal(pages(await page.pdf({ format })), 1);
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      const estimate = page.locator(".estimate");
      const text = await estimate.innerText();
      for (const said of ["Estimate", "What is paid", "not affiliated with, endorsed or checked by", PRICES[what] ?? "Prices read on", "#1."]) {
        assert.ok(text.includes(said), said);
      }
      assert.equal(await page.locator("main").isVisible(), false);
    });
  }
}

test("what is printed is drawn before it is", async (t) => {
  const { page } = await open(t);
  await page.evaluate(() => {
    window.print = () => (window.printed = document.querySelector(".estimate")?.textContent);
  });
  await (await along(page)).getByRole("button", { name: "Print estimate" }).click();
  await page.waitForFunction(() => window.printed?.includes("What is paid"));
});

test("the sheet is used by keyboard, and gives the focus back", async (t) => {
  const { page } = await open(t);
  const button = page.getByRole("button", { name: "Take it along" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByText("Forget everything").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "along-title");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), "Close");
  await page.keyboard.press("Escape");
  assert.ok(await button.evaluate((element) => element === document.activeElement));
});

for (const [how, context] of Object.entries(LOOKS)) {
  test(`everyone can take things along ${how}`, async (t) => {
    const { page } = await open(t, { reducedMotion: "reduce", ...context });
    await importScenario(page, SIMPLE);
    const sheet = await along(page);
    await sheet.getByLabel("Name of the plan").fill("A plan with rather a long name, longer than any column");
    await sheet.getByRole("button", { name: "Save", exact: true }).click();
    await toast(page).waitFor();
    for (const summary of await sheet.locator("summary").all()) await summary.click();
    await assertAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const within = await sheet.evaluate((element) => element.scrollWidth - element.clientWidth);
    assert.ok(width <= 0 && within <= 0, `the page is ${width}, the sheet ${within} pixels too wide`);
  });
}
