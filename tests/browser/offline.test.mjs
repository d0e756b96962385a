// Without a connection: the page as it was visited, of one release and never of two.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { folder, visitor } from "./calculator.mjs";
import { serve } from "./site.mjs";

/** A copy of the page that a test may change. */
async function release(t) {
  const copy = await mkdtemp(join(tmpdir(), "creditcast-release-"));
  t.after(() => rm(copy, { recursive: true }));
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** Publishes another release in a folder: another title, and other prices if asked for. */
async function publish(folder, { prices }) {
  const page = join(folder, "index.html");
  const worker = join(folder, "sw.js");
  const before = await readFile(page);
  const html = before.toString().replace("<title>", "<title>New: ");
  await writeFile(page, html);
  const digest = async (bytes) => Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("base64");
  const script = (await readFile(worker, "utf8")).replace(await digest(before), await digest(Buffer.from(html)));
  const named = script.replace(/RELEASE:\s*"\w+"/, 'RELEASE:"another"');
  await writeFile(worker, prices ? named.replace(/PRICES:\s*"\w+"/, 'PRICES:"others"') : named);
}

/** A page whose files are kept for when there is no connection. */
async function kept(t, address) {
  const profile = await visitor(t, { serviceWorkers: "allow" });
  const page = await profile.newPage();
  await page.goto(address);
  await page.locator("#answer").waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  return { profile, page };
}

test("the page works without a connection after the first visit", async (t) => {
  const address = await serve(t, folder);
  const { profile, page } = await kept(t, address);
  const before = await page.locator("#answer").innerText();
  await profile.setOffline(true);
  for (const path of ["", "index.html", "?from=mail#plan"]) {
    await page.goto(address + path);
    assert.equal(await page.locator("#answer").innerText(), before);
  }
  const complaints = [];
  // What the reload itself cuts off is not missed.
  page.on("requestfailed", (request) => {
    const { errorText } = request.failure();
    if (errorText !== "net::ERR_ABORTED") complaints.push(`${request.url()}: ${errorText}`);
  });
  await page.reload();
  await page.locator("#answer").waitFor();
  assert.deepEqual(complaints, []);
});

for (const [what, prices, says] of [
  ["new prices", true, "New prices are here. Your plan stays as it is."],
  ["the same prices", false, "A newer creditcast is here. Your plan stays as it is."],
]) {
  test(`a release with ${what} waits until the reader reloads`, async (t) => {
    const copy = await release(t);
    const address = await serve(t, copy);
    const { page } = await kept(t, address);
    await publish(copy, { prices });
    await page.reload();
    await page.getByRole("alert").getByText(says).waitFor();
    assert.doesNotMatch(await page.title(), /^New: /);
    await page.getByRole("button", { name: "Reload" }).click();
    await page.waitForFunction(() => document.title.startsWith("New: "));
    await page.locator("#answer").waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
  });
}

test("a release of which a file is another than it says is not taken", async (t) => {
  const copy = await release(t);
  const address = await serve(t, copy);
  const { profile, page } = await kept(t, address);
  await publish(copy, { prices: true });
  // Half of the release has arrived at the host: its page is that of no release.
  await writeFile(join(copy, "index.html"), (await readFile(join(copy, "index.html"), "utf8")).replace("New: ", "Half: "));
  await page.reload();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
  });
  await page.waitForTimeout(1_000);
  assert.equal(await page.getByRole("alert").count(), 0);
  await profile.setOffline(true);
  await page.reload();
  await page.locator("#answer").waitFor();
  assert.doesNotMatch(await page.title(), /^(New|Half): /);
});

test("what is forgotten is not there without a connection either", async (t) => {
  const address = await serve(t, folder);
  const { page } = await kept(t, address);
  await page.getByRole("button", { name: "Take it along" }).click();
  await page.getByText("Forget everything").click();
  await page.getByRole("button", { name: "Forget all of it" }).click();
  await page.getByText("Everything is forgotten.").first().waitFor();
  // The page is open still, and may want a file of its own.
  await page.evaluate(() => fetch("worker.js"));
  assert.deepEqual(await page.evaluate(() => caches.keys()), []);
});
