import type { Environment } from "../config/schema/environment";
import type { Usage } from "./usage";

/** How long one promises to pay. */
export type CommitmentTerm = "1-year" | "3-year";

/** What is estimated: an environment, how it is used, and how it is paid for. */
export interface Subject {
  readonly environment: Environment;
  readonly usage: Usage;
  /** @default - nothing is promised */
  readonly commitment?: CommitmentTerm;
  /** Services on Spot pods, which Google may stop at any time. @default - none */
  readonly spotServices?: readonly string[];
}

/** Hours of a month, as Google's price pages count. */
export const MONTHLY_HOURS = 730;
/** Days of a month. */
export const MONTHLY_DAYS = MONTHLY_HOURS / 24;
