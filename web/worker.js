// The page's program once more, in a thread of its own: there it works out what would take too long where people type.

let program;

addEventListener("message", async ({ data }) => {
  if (data.script) {
    program = start(data);
    return;
  }
  try {
    postMessage(await answer(data));
  } catch (error) {
    postMessage({ question: data.question, failed: String(error?.message ?? error) });
  }
});

async function start({ script, module, later }) {
  const { default: init, answer } = await import(script);
  const exports = await init({ module_or_path: module });
  let arrived;
  const arrive = async () => later && WebAssembly.instantiateStreaming(fetch(later), { "": exports });
  return { answer, whole: () => (arrived ??= arrive()) };
}

async function answer({ question, request, isWhole }) {
  const { answer, whole } = await program;
  if (isWhole) await whole();
  return { question, ...answer(question, request) };
}
