import { didYouMean } from "../nearest";
import { DOMAIN, PLACEHOLDER } from "../placeholders";
import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/** Variables ask only for what will be filled in. */
export function* checkPlaceholders({ services }: Pick<Environment, "services">): Iterable<Finding> {
  for (const [service, { env }] of Object.entries(services)) {
    for (const [variable, value] of Object.entries(env)) {
      for (const [got] of value.matchAll(PLACEHOLDER)) {
        if (got === DOMAIN) continue;
        const fix = didYouMean(got, [DOMAIN], "write the value itself");
        yield { path: ["services", service, "env", variable], got, expected: `${DOMAIN} or no braces`, fix };
      }
    }
  }
}
