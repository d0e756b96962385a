// Lets the page work without a connection: it holds every file of one release, and answers with these alone.
// The build says which (`publish.mjs`); a file that is another than it says is not taken.
const { FILES, RELEASE, PRICES } = self.creditcast;
const CACHE = `creditcast-${RELEASE}`;

async function fetchAll() {
  const cache = await caches.open(CACHE);
  const take = async ([path, integrity]) => {
    const response = await fetch(path, { cache: "no-cache", integrity });
    if (!response.ok) throw new Error(`${path} answers ${response.status}`);
    await cache.put(path, response);
  };
  await Promise.all(Object.entries(FILES).map(take));
}

async function forgetOthers() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith("creditcast-") && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The file that a request is for, if it is one of ours. */
function fileOf({ method, url }) {
  const path = url.split(/[?#]/)[0];
  if (method !== "GET" || !path.startsWith(self.registration.scope)) return undefined;
  const name = path.slice(self.registration.scope.length).replace(/^index\.html$/, "") || "./";
  return name in FILES ? name : undefined;
}

async function answer(request, name) {
  // Opening it would make it anew once all is forgotten.
  return (await caches.match(name, { cacheName: CACHE })) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(fetchAll()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
addEventListener("fetch", (event) => {
  const name = fileOf(event.request);
  if (name) event.respondWith(answer(event.request, name));
});
addEventListener("message", ({ data, ports }) => {
  if (data === "prices") ports[0].postMessage(PRICES);
  if (data === "take over") self.skipWaiting();
});
