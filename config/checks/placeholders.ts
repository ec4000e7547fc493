import { didYouMean } from "../nearest";
import { PLACEHOLDER, PLACEHOLDERS } from "../placeholders";
import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

const KNOWN = PLACEHOLDERS.map((name) => `{${name}}`);

/** Variables ask only for what will be filled in. */
export function* checkPlaceholders({ services }: Environment): Iterable<Finding> {
  for (const [service, { env }] of Object.entries(services)) {
    for (const [variable, value] of Object.entries(env)) {
      for (const [got] of value.matchAll(PLACEHOLDER)) {
        if (KNOWN.includes(got)) continue;
        const fix = didYouMean(got, KNOWN, "write the value itself");
        yield { path: ["services", service, "env", variable], got, expected: `${KNOWN.join(", ")} or no braces`, fix };
      }
    }
  }
}
