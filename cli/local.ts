import { join } from "node:path";
import { localEngine } from "./local/engine";
import { runLocal } from "./local/run-local";
import { interrupts } from "./shared/interrupts";
import { Output } from "./shared/output";

const output = new Output(process.stdout, process.stderr);
const { stop, kill } = interrupts(process, output);

void runLocal({
  args: process.argv.slice(2),
  env: process.env,
  project: join(__dirname, ".."),
  output,
  engine: localEngine(stop),
  stop,
  kill,
}).then((code) => {
  process.exitCode = code;
});
