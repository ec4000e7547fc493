import { environmentNames, ENVIRONMENTS_FOLDER, loadAnyEnvironment } from "../config/load";
import { didYouMean } from "../config/nearest";
import { type Saving, savings } from "./advice";
import { estimate, type Estimate } from "./estimate";
import type { Prices } from "./prices";
import { fixed } from "./range";
import type { Usage } from "./usage";
import { UsageError } from "./usage-error";

/** Where environments are read from and what they are priced with. */
export interface Basis {
  readonly prices: Prices;
  readonly usage: Usage;
  /** @default - the environments of this project */
  readonly folder?: string | undefined;
}

/** An environment's estimate and what would make it smaller. */
export interface Advised {
  readonly estimate: Estimate;
  readonly savings: readonly Saving[];
}

/** A cluster of one's own costs nothing at Google. */
function nothing(environment: string, { prices }: Basis): Estimate {
  return {
    environment,
    isLocal: true,
    region: "a cluster of your own",
    pricesOf: prices.date,
    items: [],
    discounts: [],
    total: fixed(0),
  };
}

/**
 * What an environment costs, and what would save how much.
 *
 * @throws UsageError when there is no such environment
 * @throws ConfigError when its file is wrong
 */
export function estimateFile(name: string, basis: Basis): Advised {
  const { prices, usage, folder = ENVIRONMENTS_FOLDER } = basis;
  const names = environmentNames(folder);
  if (!names.includes(name)) {
    const fix = didYouMean(name, names, "choose one of them");
    throw new UsageError(
      `Got environment "${name}", expected one of ${names.join(", ")}; ${fix}${fix.endsWith("?") ? "" : "."}`,
    );
  }
  const environment = loadAnyEnvironment(name, folder);
  if ("kubernetes" in environment) return { estimate: nothing(name, basis), savings: [] };
  const subject = { environment, usage };
  return { estimate: estimate(subject, prices), savings: savings(subject, prices) };
}
