// A folder served as hosts serve pages: compressed, and named by digests, so that it may be kept.
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

/** Serves `folder`, and gives its address and a way to end. What is compressed once is kept. */
export async function serveCompressed(folder) {
  const kept = new Map();
  const answer = async (path) => {
    const bytes = await readFile(join(folder, normalize(path)));
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    const headers = { "content-type": type, "cache-control": path.endsWith(".html") ? "no-cache" : "max-age=31536000" };
    if (type === TYPES[".woff2"]) return { status: 200, headers, body: bytes };
    return { status: 200, headers: { ...headers, "content-encoding": "br" }, body: brotliCompressSync(bytes, QUALITY) };
  };
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    if (!kept.has(path)) kept.set(path, await answer(path).catch(() => ({ status: 404, headers: {}, body: "" })));
    const { status, headers, body } = kept.get(path);
    response.writeHead(status, headers).end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  // What a host has compressed before must not be measured.
  const names = (await readdir(folder)).filter((name) => TYPES[extname(name)]);
  await Promise.all(names.map(async (name) => kept.set(`/${name}`, await answer(name))));
  const address = `http://localhost:${server.address().port}/`;
  return { address, close: () => (server.closeAllConnections(), server.close()) };
}
