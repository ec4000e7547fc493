import type { Construct } from "constructs";
import { EphemeralResource } from "../shared/ephemeral-resource";
import type { Generator } from "./generators";

/** A reference to a value that is made up anew in every run, and that nothing keeps but what it is handed to. */
export function generatedValue(scope: Construct, id: string, generator: Generator): string {
  if (generator.kind === "bytes") {
    return new EphemeralResource(scope, id, "random_bytes", { length: generator.length }).attribute(generator.encoding);
  }
  return new EphemeralResource(scope, id, "random_password", {
    length: generator.length,
    special: false,
    min_lower: 1,
    min_upper: 1,
    min_numeric: 1,
  }).attribute("result");
}
