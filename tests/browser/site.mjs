// A folder served on this machine, and the browser that visits it.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Serves `folder` until the test `t` ends, and gives its address, which ends in a slash. Before a file,
 * `answer(path)` is asked: it may give `{ status, headers, body }` instead. `headers` go with every file.
 */
export async function serve(t, folder, { headers = {}, answer = () => undefined } = {}) {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const own = answer(path);
    const file = own ?? (await fileAt(folder, path, headers));
    response.writeHead(file.status ?? 200, file.headers).end(file.body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

async function fileAt(folder, path, headers) {
  const file = join(folder, normalize(decodeURIComponent(path)));
  try {
    const body = await readFile(file);
    return { body, headers: { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers } };
  } catch {
    return { status: 404, headers: { "content-type": "text/html" }, body: "<!doctype html><p>Not found" };
  }
}

/** The Chromium that CHROMIUM names, until the test `t` ends. */
export async function launch(t) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  t.after(() => browser.close());
  return browser;
}
