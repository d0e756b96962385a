// One outcome from each shell: the result, or `{ problems }` where the input has some. So that shells can be
// compared, all of them answer in this one form.
import { execFile, execFileSync } from "node:child_process";
import { packageFolder } from "./program.mjs";

/** Gives the outcome of a case from the command line, with the very text that it printed. */
export async function fromCli(scenario) {
  const { options = {} } = scenario;
  const flags = [options.ledger ? "--ledger" : [], options.daily === false ? "--no-daily" : []].flat();
  const text = await runCli(["--json", scenario.call, ...flags, "-"], JSON.stringify(scenario.input));
  return { text, outcome: outcomeOf(scenario.call, JSON.parse(text)) };
}

/** Runs the command line and gives what it printed; exit code 1 says that the input has problems. */
export function runCli(words, input) {
  return new Promise((resolve, reject) => {
    const done = (error, stdout, stderr) =>
      error && error.code !== 1 ? reject(new Error(stderr || error.message)) : resolve(stdout.trimEnd());
    execFile(cli(), words, { maxBuffer: 1 << 28 }, done).stdin.end(input);
  });
}

let built;

/** The command line that CREDITCAST_CLI names, or one that is built now. */
function cli() {
  return process.env.CREDITCAST_CLI ?? (built ??= build());
}

function build() {
  const words = ["build", "--package", "creditcast", "--locked", "--message-format", "json"];
  const said = execFileSync("cargo", words, { cwd: new URL("../../", import.meta.url), stdio: ["ignore", "pipe", "inherit"] });
  const messages = said.toString().trim().split("\n").map((line) => JSON.parse(line));
  return messages.find((message) => message.executable)?.executable;
}

/** Gives the outcome of a case from an engine of the npm package. */
export function fromEngine(engine, { call, input, options }) {
  try {
    return outcomeOf(call, engine[call](...argumentsOf(call, input, options)));
  } catch (error) {
    if (error.code !== "invalid") throw error;
    return { problems: error.problems };
  }
}

function argumentsOf(call, input, options) {
  if (call === "simulate") return [input, options];
  return call === "diff" ? [input.before, input.after] : [input];
}

/** The engine of the npm package. */
export async function loadEngine() {
  const { load } = await import(`${packageFolder}dist/index.node.js`);
  return load();
}

/** An answer in the one form: a validation lists problems where the other calls refuse with them, and advice is a list. */
export function outcomeOf(call, answer) {
  if (call === "validate") return { problems: answer };
  return call === "advise" && Array.isArray(answer) ? { advice: answer } : answer;
}
