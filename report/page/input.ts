import type { PlannedChange } from "../../cli/deploy/plan";
import type { Environment } from "../../config/schema/environment";
import type { LocalEnvironment } from "../../config/schema/local";
import type { Architecture } from "../model/architecture";
import type { Rule } from "../rules";

/** One line of an estimate. */
export interface CostItem {
  /** What it is billed under, such as `Cloud SQL`. */
  readonly group: string;
  readonly name: string;
  /** US dollars a month. */
  readonly lowUsd: number;
  /** US dollars a month. */
  readonly highUsd: number;
  /** What it is worked out from: quantity, price and source. */
  readonly basis: string;
}

/** An estimate of what an environment costs a month. */
export interface Cost {
  readonly items: readonly CostItem[];
  /** US dollars a month. */
  readonly lowUsd: number;
  /** US dollars a month. */
  readonly highUsd: number;
}

/** What a plan would do to a stack. */
export interface StackPlan {
  readonly stack: string;
  readonly changes: readonly PlannedChange[];
}

/** All that a page is made of. */
export interface ReportInput {
  readonly environment: Environment | LocalEnvironment;
  readonly architecture: Architecture;
  /** What every resource is held against. */
  readonly rules: readonly Rule[];
  /** @default - the page has no section on cost */
  readonly cost?: Cost | undefined;
  /** One entry a stack. @default - the page has no section on changes */
  readonly plans?: readonly StackPlan[] | undefined;
  /** Revision of the code, as git abbreviates it. @default - not told */
  readonly revision?: string | undefined;
  /** When it was made, which the page tells. */
  readonly madeAt: Date;
}
