import { environmentNames, ENVIRONMENTS_FOLDER, loadAnyEnvironment } from "../config/load";
import { didYouMean } from "../config/nearest";
import { type Saving, savings } from "./advice";
import { estimate, type Estimate } from "./estimate";
import type { Prices } from "./prices";
import { fixed } from "./range";
import type { Subject } from "./subject";
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

/** The environment to price; nothing for one in a cluster of one's own. */
function subjectOf(name: string, { usage, folder = ENVIRONMENTS_FOLDER }: Basis): Subject | undefined {
  const names = environmentNames(folder);
  if (!names.includes(name)) {
    const fix = didYouMean(name, names, "choose one of them");
    throw new UsageError(
      `Got environment "${name}", expected one of ${names.join(", ")}; ${fix}${fix.endsWith("?") ? "" : "."}`,
    );
  }
  const environment = loadAnyEnvironment(name, folder);
  return "kubernetes" in environment ? undefined : { environment, usage };
}

/**
 * What an environment costs.
 *
 * @throws UsageError when there is no such environment
 * @throws ConfigError when its file is wrong
 */
export function estimateFile(name: string, basis: Basis): Estimate {
  const subject = subjectOf(name, basis);
  return subject ? estimate(subject, basis.prices) : nothing(name, basis);
}

/**
 * What an environment costs, and what would save how much.
 *
 * @throws UsageError when there is no such environment
 * @throws ConfigError when its file is wrong
 */
export function adviseFile(name: string, basis: Basis): Advised {
  const subject = subjectOf(name, basis);
  if (!subject) return { estimate: nothing(name, basis), savings: [] };
  return { estimate: estimate(subject, basis.prices), savings: savings(subject, basis.prices) };
}
