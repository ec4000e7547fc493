import { type Arguments, matches, type Policy, WITHHELD } from "./policy";
import { POLICIES } from "./policies";

/** A resource to hold against the policies. */
export interface Subject {
  readonly type: string;
  /** As Terraform writes it: `google_storage_bucket.uploads`. */
  readonly address: string;
  readonly resource: Arguments;
}

/** Why a policy need not hold. */
export interface Exception {
  /** Addresses, in which `*` stands for any text. @default - every resource that the policy is about */
  readonly resources?: readonly string[] | undefined;
  readonly reason: string;
}

/** What an environment says about the policies. */
export interface Stance {
  /** Name of the environment. */
  readonly environment: string;
  /** Whether it has argued against deletion protection. */
  readonly relaxed: boolean;
  /** By the policy's id. */
  readonly exceptions: Readonly<Record<string, Exception>>;
}

/** A policy that does not hold for a resource. */
export interface Violation extends Subject {
  readonly policy: Policy;
  /** The reason that the environment gives for it; nothing when there is none. */
  readonly reason?: string | undefined;
}

/** What the policies say about an environment. */
export interface Review {
  /** How often a policy was held against a resource, and held. */
  readonly held: number;
  /** Violations for which there is a reason. */
  readonly excepted: readonly Violation[];
  /** A sentence for each violation without a reason, and for each exception that nothing needs. */
  readonly sentences: readonly string[];
}

const MAX_SHOWN = 60;

function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (value === WITHHELD) return "a value, which may be a secret,";
  const text = JSON.stringify(value);
  if (text.includes("TfToken[")) return "an expression";
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function sentence({ policy, address, resource }: Violation, { environment }: Stance): string {
  const { id, must, argument, expected, got, fix = "set it so in the code" } = policy;
  const said = `got ${shown(got(resource))} for ${argument}, expected ${expected}`;
  return `${id}: ${address} must ${must}: ${said}; ${fix}, or give a reason under exceptions in ${environment}.yaml.`;
}

/** The violations of a resource, each with the reason that the environment gives. */
export function violations(
  { type, address, resource }: Subject,
  { relaxed, exceptions }: Stance,
): readonly Violation[] {
  const broken = POLICIES.filter(
    (policy) =>
      policy.types.some((pattern) => matches(pattern, type)) &&
      !(relaxed && policy.relaxable) &&
      !policy.holds(resource),
  );
  return broken.map((policy) => {
    const { resources = ["*"], reason } = exceptions[policy.id] ?? { resources: [] };
    const excepted = resources.some((pattern) => matches(pattern, address));
    return { type, address, resource, policy, reason: excepted ? reason : undefined };
  });
}

function needless(all: readonly Violation[], { environment, exceptions }: Stance): readonly string[] {
  return Object.entries(exceptions).flatMap(([id, { resources = ["*"] }]) => {
    const addresses = all.filter(({ policy }) => policy.id === id).map(({ address }) => address);
    const unused = resources.filter((pattern) => !addresses.some((address) => matches(pattern, address)));
    return unused.map((pattern) => {
      const got = pattern === "*" ? "an exception" : `the resource ${JSON.stringify(pattern)}`;
      const expected = addresses.length > 0 ? `one of ${addresses.join(", ")}` : "nothing, as the policy holds";
      return `${environment}.yaml: exceptions.${id}: got ${got}, expected ${expected}; remove it, with null where it is inherited.`;
    });
  });
}

/** Holds every policy against every resource of an environment. */
export function review(subjects: readonly Subject[], stance: Stance): Review {
  const all = subjects.flatMap((subject) => violations(subject, stance));
  const asked = subjects.flatMap(({ type }) =>
    POLICIES.filter(({ types }) => types.some((pattern) => matches(pattern, type))),
  );
  const unreasoned = all.filter(({ reason }) => reason === undefined);
  return {
    held: asked.length - all.length,
    excepted: all.filter(({ reason }) => reason !== undefined),
    sentences: [...unreasoned.map((violation) => sentence(violation, stance)), ...needless(all, stance)],
  };
}

/** Thrown with everything that the policies refuse; its message is one sentence a line. */
export class PolicyError extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.name = "PolicyError";
  }
}
