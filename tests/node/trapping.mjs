// An engine with a fault: a copy of the package's module in which one function traps.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import binaryen from "binaryen";

/** Writes `faulty.wasm` into a project: `finish` traps, all else is as it was. */
export async function writeFaulty({ folder, installed }) {
  const module = binaryen.readBinary(await readFile(join(installed, "dist/engine.wasm")));
  const name = binaryen.getExportInfo(module.getExport("finish")).value;
  const { params, results } = binaryen.getFunctionInfo(module.getFunction(name));
  module.removeFunction(name);
  module.addFunction(name, params, results, [], module.unreachable());
  await writeFile(join(folder, "faulty.wasm"), module.emitBinary());
  module.dispose();
}
