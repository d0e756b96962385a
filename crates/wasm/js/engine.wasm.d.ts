/** The module itself. What an import of it gives depends on the bundler; `load({ wasm })` takes each. */
declare const wasm: string | URL | WebAssembly.Module;
export default wasm;
