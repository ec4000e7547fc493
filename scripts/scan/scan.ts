import { join } from "node:path";
import { workspace } from "../../__tests__/support/synth";
import { synthEnvironment } from "../../__tests__/support/synth-app";
import { environmentNames } from "../../config/load";
import { ConfigError } from "../../config/problem";
import { PolicyError } from "../../policies/review";
import { scanStacks } from "./checkov";
import { readExceptions } from "./exceptions";
import { judge } from "./judge";
import { scoreObjects } from "./kube-score";
import { objectsOf } from "./objects";
import { ScanError } from "./scan-error";

/** Says everything that is wrong; whether nothing is. */
function scan(): boolean {
  const exceptions = readExceptions();
  const environments = Object.fromEntries(environmentNames().map((name) => [name, synthEnvironment(name)]));
  const objects = Object.fromEntries(
    Object.entries(environments).map(([name, synthesized]) => [name, objectsOf(name, synthesized)]),
  );
  const folder = workspace();
  const scans = [scanStacks(environments, join(folder, "stacks")), scoreObjects(objects, join(folder, "objects"))];

  const { excepted, sentences } = judge(
    scans.flatMap(({ findings }) => findings),
    exceptions,
  );
  for (const sentence of sentences) console.error(sentence);
  for (const { scanner, passed, findings } of scans) {
    const reasoned = findings.filter((finding) => excepted.includes(finding)).length;
    const others = findings.length - reasoned;
    console.log(`${scanner}: ${passed} checks passed, ${others} findings, ${reasoned} excepted for a reason`);
  }
  return sentences.length === 0;
}

try {
  process.exitCode = scan() ? 0 : 1;
} catch (error) {
  if (!(error instanceof ScanError || error instanceof ConfigError || error instanceof PolicyError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
