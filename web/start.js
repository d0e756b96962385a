// What must work before the engine is there, and when it has broken: the theme, links, keeping the draft, the
// page of an error, and the copy of the page that works offline. The build puts it into the page.
(() => {
  const root = document.documentElement;
  /** More than any comparison needs; a link that says more is no link of ours. */
  const INFLATED_MAX = 256 * 1024;

  const stored = (key) => {
    try {
      return localStorage.getItem(`creditcast.${key}`);
    } catch {
      return null;
    }
  };

  const theme = stored("theme");
  if (theme) root.dataset.theme = theme;

  /** What comes out of a stream that `bytes` go into, which ends as soon as it is too much. */
  async function through(stream, bytes) {
    const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
    const chunks = [];
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
      length += value.length;
      if (length > INFLATED_MAX) {
        reader.cancel();
        throw new RangeError("too large");
      }
      chunks.push(value);
    }
  }

  /** The draft as it was shown last. */
  let draft = stored("draft");
  let newer;

  /** Where the part of the program is that comes later, if the build has parted it. */
  const later = document.querySelector("meta[name=later]")?.content;
  const laterStyle = document.querySelector("meta[name=later-style]")?.content;
  let isWhole = !later;

  /** The mark of a page that has broken for want of that part. */
  const BROKEN = "creditcast.broken";

  function hasBroken() {
    try {
      return sessionStorage.getItem(BROKEN);
    } catch {
      return null;
    }
  }

  /** What a page calls that opens with nothing but the preset is known; any other has to have all. */
  const wantsWhole = later && (location.hash.length > 1 || draft || hasBroken()) ? true : false;
  const coming = wantsWhole ? rest() : null;

  /** What comes later: the rest of the program, and what it looks like. */
  function rest() {
    return { module: fetch(later), look: styled() };
  }

  function styled() {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: laterStyle });
    document.head.append(link);
    return new Promise((resolve, reject) => {
      link.onload = resolve;
      link.onerror = () => {
        link.remove();
        reject(new Error("a part of the page did not arrive"));
      };
    });
  }

  const creditcast = {
    /** A text as it stands in a link. */
    async packed(text) {
      const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text));
      const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      return letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    },

    /** The text of a link. Throws a RangeError if it is too large, and anything if it is damaged. */
    async unpacked(packed) {
      if (packed.length > INFLATED_MAX) throw new RangeError("too large");
      const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
      const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
      const text = await through(new DecompressionStream("deflate-raw"), bytes);
      return new TextDecoder("utf-8", { fatal: true }).decode(text);
    },

    /** Keeps the draft; in this tab at least, where the browser does not let pages save. */
    keep(text) {
      draft = text;
      try {
        localStorage.setItem("creditcast.draft", text);
        return true;
      } catch {
        return false;
      }
    },

    /** Forgets the copy of the page that works offline. */
    async forget() {
      const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
      const names = (await globalThis.caches?.keys()) ?? [];
      const own = names.filter((name) => name.startsWith("creditcast-"));
      await Promise.all([...registrations.map((worker) => worker.unregister()), ...own.map((name) => caches.delete(name))]);
      draft = null;
    },

    /** Whether the release that waits has other prices; nothing if none waits. */
    newer: () => newer,

    /** Lets the release that waits take the place of this one. */
    renew: () => location.reload(),

    /** Whether all of the program is here. */
    isWhole: () => isWhole,

    /** Whether all of it must be here before the page begins. */
    wantsWhole: () => wantsWhole,

    /** Fetches the part that comes later, and adds it to the first, which has these exports. */
    async complete(exports) {
      try {
        const { module, look } = coming ?? rest();
        await WebAssembly.instantiateStreaming(module, { "": exports });
        await look;
        isWhole = true;
      } catch (error) {
        // What would tell it may be in the part that has not come.
        if (wantsWhole) fail(error);
        throw error;
      }
    },
  };
  globalThis.creditcast = creditcast;

  /** The page of an error: what happened, what is safe, and the ways on. */
  function fail(reason) {
    const page = document.getElementById("page");
    if (!page) return;
    const failure = document.createElement("div");
    failure.append(document.getElementById("failure").content.cloneNode(true));
    const part = (name) => failure.querySelector(`[data-${name}]`);
    part("reason").textContent = String(reason);
    part(draft ? "untouched" : "safe").remove();
    if (!draft) ["copy", "afresh"].forEach((name) => part(name).remove());
    // The engine's listeners go with the element that they are on.
    page.replaceWith(failure);
    part("reload").addEventListener("click", () => location.reload());
    part("copy")?.addEventListener("click", copyLink);
    part("afresh")?.addEventListener("click", startAfresh);
    failure.querySelector("h1").focus();

    async function copyLink() {
      const link = `${location.href.split("#")[0]}#1.${await creditcast.packed(draft)}`;
      try {
        await navigator.clipboard.writeText(link);
        part("said").textContent = "Link copied. It holds the whole plan and is sent nowhere.";
      } catch {
        part("said").textContent = link;
      }
    }

    function startAfresh() {
      try {
        const kept = { saved: Date.now(), document: JSON.parse(draft) };
        localStorage.setItem(`creditcast.plan.Before the error`, JSON.stringify(kept));
        localStorage.removeItem("creditcast.draft");
        location.hash = "";
        location.reload();
      } catch {
        part("said").textContent = "This browser does not let pages save: copy the link first, then reload.";
      }
    }
  }

  /** Opens the page once more, with all of its program: it may have called what was not here yet. */
  function openWhole() {
    try {
      sessionStorage.setItem(BROKEN, "yes");
      location.reload();
      return true;
    } catch {
      return false;
    }
  }

  /** The engine has broken, or has never come. Other scripts in this window are none of ours. */
  function heard({ error, reason = error, target }) {
    const isEngine = /wasm/.test(reason?.stack);
    if (isEngine && !isWhole && !wantsWhole && openWhole()) return;
    const isOurs = isEngine || target instanceof HTMLScriptElement;
    if (isOurs || document.querySelector("#page > .shell")) fail(reason ?? "a part of the page did not arrive");
  }
  addEventListener("error", heard, true);
  addEventListener("unhandledrejection", heard);

  // What the browser looks up for its first number and its first day takes a while, which there is before the
  // engine is here.
  const money = { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" };
  setTimeout(() => {
    new Intl.NumberFormat([], money).format(0);
    new Intl.DateTimeFormat([], { month: "long", day: "numeric" }).format(0);
  });

  const { serviceWorker } = navigator;
  const { worker, prices } = root.dataset;

  /** Says that another release waits, once it says which prices it has. */
  function announce(waiting) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      newer = data !== prices;
      creditcast.renew = () => waiting.postMessage("take over");
      dispatchEvent(new Event("newer"));
    };
    waiting.postMessage("prices", [port2]);
  }

  async function workOffline() {
    let had = serviceWorker.controller;
    serviceWorker.addEventListener("controllerchange", () => {
      // Another release has taken over: what is on the page is of the old one.
      if (had) location.reload();
      had = serviceWorker.controller;
    });
    const registration = await serviceWorker.register(worker);
    const look = () => registration.waiting && had && announce(registration.waiting);
    look();
    registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", look));
  }
  // Without it the page works as well, as long as there is a connection.
  if (serviceWorker && worker) addEventListener("load", () => workOffline().catch(() => {}));
})();
