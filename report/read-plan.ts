import { readFileSync } from "node:fs";
import { plannedChanges, type ShownPlan } from "../cli/deploy/plan";
import type { Architecture, Stack } from "./model/architecture";
import type { PlanFile } from "./options";
import type { StackPlan } from "./page/input";
import { ReportError } from "./report-error";

const HOW = "write it with `terraform show -json PLAN > FILE`";

function parsed(file: string): ShownPlan {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new ReportError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}); ${HOW}.`);
  }
  try {
    const plan = JSON.parse(text) as (ShownPlan & { format_version?: unknown; planned_values?: unknown }) | null;
    if (typeof plan?.format_version === "string" && plan.planned_values !== undefined) return plan;
  } catch {
    throw new ReportError(`${file} is not JSON; ${HOW}.`);
  }
  throw new ReportError(`${file} is JSON, but not that of a plan; ${HOW}.`);
}

function addressesOf({ resource_changes: changes = [] }: ShownPlan): readonly string[] {
  return changes.map(({ address }) => address.replace(/\[.*$/, ""));
}

/** The stack that has more of the plan's resources than any other. */
function likeliest(plan: ShownPlan, stacks: readonly Stack[]): Stack | undefined {
  const addresses = addressesOf(plan);
  const scored = stacks
    .map((stack) => ({ stack, score: stack.resources.filter(({ address }) => addresses.includes(address)).length }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  return first && first.score > (second?.score ?? 0) ? first.stack : undefined;
}

/**
 * What a plan would change, without any value.
 *
 * @throws ReportError when it is no plan, or it cannot be said of which stack
 */
export function readPlan({ stack, file }: PlanFile, { stacks }: Architecture): StackPlan {
  const plan = parsed(file);
  const names = stacks.map(({ id }) => id).join(", ");
  if (stack !== undefined && !stacks.some(({ id }) => id === stack)) {
    throw new ReportError(`--plan ${stack}=${file}: got the stack "${stack}", expected one of ${names}.`);
  }
  const of = stack ?? likeliest(plan, stacks)?.id;
  if (of === undefined) {
    throw new ReportError(
      `--plan ${file}: it has no resource that tells its stack; say it: --plan STACK=${file}, with one of ${names}.`,
    );
  }
  return { stack: of, changes: plannedChanges(plan) };
}

/** @throws ReportError as {@link readPlan}, and for two plans of one stack */
export function readPlans(files: readonly PlanFile[], architecture: Architecture): readonly StackPlan[] {
  const plans = files.map((file) => readPlan(file, architecture));
  const twice = plans.find(({ stack }, index) => plans.findIndex((each) => each.stack === stack) !== index);
  if (twice) throw new ReportError(`--plan: got two plans of the stack ${twice.stack}, expected one; leave one out.`);
  const order = architecture.stacks.map(({ id }) => id);
  return [...plans].sort((a, b) => order.indexOf(a.stack) - order.indexOf(b.stack));
}
