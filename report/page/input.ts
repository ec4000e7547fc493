import type { PlannedChange } from "../../cli/deploy/plan";
import type { Environment } from "../../config/schema/environment";
import type { LocalEnvironment } from "../../config/schema/local";
import type { Architecture } from "../model/architecture";
import type { Summary } from "../../cost/render/summary";
import type { Policy } from "../../policies/policy";

/** What a resource must be, as the report tells it. */
export type Rule = Pick<Policy, "id" | "alike" | "types" | "must" | "holds" | "relaxable">;

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
  readonly cost?: Summary | undefined;
  /** One entry a stack. @default - the page has no section on changes */
  readonly plans?: readonly StackPlan[] | undefined;
  /** Revision of the code, as git abbreviates it. @default - not told */
  readonly revision?: string | undefined;
  /** When it was made, which the page tells. */
  readonly madeAt: Date;
}
