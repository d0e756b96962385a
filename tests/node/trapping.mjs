// An engine with a fault: a copy of the package's module in which one function traps.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import binaryen from "binaryen";

/** Where a module's data begin, above its stack, and how much of them is spoiled. */
const DATA = 0x10_0000;
const SPOILED = 0x1_0000;

/** Writes `faulty.wasm` into a project: `finish` spoils the memory of its instance and traps, all else is as it was. */
export async function writeFaulty({ folder, installed }) {
  const module = binaryen.readBinary(await readFile(join(installed, "dist/engine.wasm")));
  const name = binaryen.getExportInfo(module.getExport("finish")).value;
  const { params, results } = binaryen.getFunctionInfo(module.getFunction(name));
  module.removeFunction(name);
  const [at, ones, length] = [DATA, 0xff, SPOILED].map((number) => module.i32.const(number));
  const body = module.block(null, [module.memory.fill(at, ones, length), module.unreachable()]);
  module.addFunction(name, params, results, [], body);
  await writeFile(join(folder, "faulty.wasm"), module.emitBinary());
  module.dispose();
}
