import { readFileSync } from "node:fs";
import { join } from "node:path";
import { measure, type Subject, type Usage } from "./measure";
import { ProjectCopy } from "./project-copy";

const PROJECT_ROOT = join(__dirname, "..");
const { app } = JSON.parse(readFileSync(join(PROJECT_ROOT, "cdktf.json"), "utf8")) as { app: string };
const [, ...APP_ARGUMENTS] = app.split(" ");

const copies = {
  floor: new ProjectCopy().precompiled(),
  ordinary: new ProjectCopy().ordinary(),
  five: new ProjectCopy().withServices(5),
  fifty: new ProjectCopy().withServices(50),
};

const subject = (name: string, copy: ProjectCopy | undefined, args: readonly string[], runs: number): Subject => ({
  name,
  arguments: args,
  folder: copy?.folder ?? PROJECT_ROOT,
  runs,
});

function line(name: string, { seconds, cpuSeconds, peakMegabytes }: Usage): string {
  return [
    name.padEnd(44),
    seconds.toFixed(2).padStart(9),
    cpuSeconds.toFixed(2).padStart(9),
    peakMegabytes.toFixed(0).padStart(9),
  ].join("");
}

const SYNTH = "synth of production (the app of cdktf.json)";
const FLOOR = "precompiled, run by plain node (the floor)";
const ORDINARY = "barrel imports, ts-node with type check";
const FIVE = "5 services";
const FIFTY = "50 services";
const HELP = "fmctl --help, as npm installs it";
const NODE = "node -e 0";
const FMCTL = join("node_modules", ".bin", "fmctl");

try {
  const usages = measure([
    subject(SYNTH, undefined, APP_ARGUMENTS, 7),
    subject(FLOOR, copies.floor, ["main.js"], 7),
    subject(FIVE, copies.five, APP_ARGUMENTS, 5),
    subject(FIFTY, copies.fifty, APP_ARGUMENTS, 5),
    subject(HELP, undefined, [FMCTL, "--help"], 15),
    subject(NODE, undefined, ["-e", "0"], 15),
    subject(ORDINARY, copies.ordinary, ["-r", "ts-node/register", "main.ts"], 2),
  ]);
  const of = (name: string) => usages.get(name)!;
  console.log(`${"medians".padEnd(44)}${"wall s".padStart(9)}${"CPU s".padStart(9)}${"peak MB".padStart(9)}`);
  for (const [name, usage] of usages) console.log(line(name, usage));
  console.log();
  const ratio = (what: string, value: number, bound: string) =>
    console.log(`${what.padEnd(44)}${value.toFixed(2).padStart(9)}   ${bound}`);
  ratio("synth / floor, time", of(SYNTH).seconds / of(FLOOR).seconds, "at most 2.5");
  ratio("ordinary / synth, time", of(ORDINARY).seconds / of(SYNTH).seconds, "at least 10");
  ratio("ordinary / synth, memory", of(ORDINARY).peakMegabytes / of(SYNTH).peakMegabytes, "at least 6");
  ratio("fmctl --help / node -e 0, time", of(HELP).seconds / of(NODE).seconds, "at most 3");
  ratio("50 services / 5 services, time", of(FIFTY).seconds / of(FIVE).seconds, "at most 2");
} finally {
  for (const copy of Object.values(copies)) copy.remove();
}
