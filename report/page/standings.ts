import type { Resource } from "../model/resources";
import { matches } from "../../policies/policy";
import type { ReportInput, Rule } from "./input";

/** How a rule stands with one resource. */
export interface Standing {
  readonly resource: Resource;
  /** Why it may be off where it is. @default - it holds */
  readonly off?: string | undefined;
}

/** A rule, held against every resource that it is about. */
export interface Judged {
  readonly rule: Rule;
  readonly standings: readonly Standing[];
}

/** What an environment says against rules, by their ids; for all resources where it names none. */
type Exceptions = Readonly<Record<string, { readonly resources?: readonly string[]; readonly reason: string }>>;

/** Stands for a reason where there is none, which synthesis would have refused. */
export const UNEXPLAINED = "nothing explains it";

function reasonOf({ environment }: ReportInput, { id, relaxable }: Rule, address: string): string {
  const { exceptions } = environment as { readonly exceptions?: Exceptions };
  const exception = id === undefined ? undefined : exceptions?.[id];
  if (exception && (exception.resources ?? ["*"]).some((pattern) => matches(pattern, address))) return exception.reason;
  if (!relaxable) return UNEXPLAINED;
  if ("kubernetes" in environment) return "A local environment protects nothing from deletion.";
  const { deletionProtection } = environment;
  return deletionProtection.enabled ? UNEXPLAINED : deletionProtection.reason;
}

/** Holds every resource against every rule that is about it. */
export function judged(input: ReportInput): readonly Judged[] {
  const resources = input.architecture.stacks.flatMap((stack) => stack.resources);
  return input.rules.map((rule) => ({
    rule,
    standings: resources
      .filter(({ type }) => rule.types.some((pattern) => matches(pattern, type)))
      .map((resource) => ({
        resource,
        off: rule.holds(resource.arguments) ? undefined : reasonOf(input, rule, resource.address),
      })),
  }));
}
