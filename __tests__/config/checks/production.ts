import type { Check } from "../../../config/checks/check";
import { merged } from "../../../config/inherit";
import { loadEnvironment } from "../../../config/load";
import { sentence } from "../../../config/problem";
import type { Environment } from "../../../config/schema/environment";

/** Production with `changes` merged into it; `null` removes. What the schema would refuse is not noticed. */
export function production(changes: object = {}): Environment {
  return merged(loadEnvironment("production"), changes) as Environment;
}

/** What a check says about production with `changes`: the part of each sentence that follows the file. */
export function saidOf(check: Check, changes: object = {}): readonly string[] {
  const findings = [...check(production(changes))];
  return findings.map((finding) => sentence({ ...finding, file: "" }).slice(2));
}
