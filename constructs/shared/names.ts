const APPLICATION = "flowmaestro";

interface Rule {
  readonly min: number;
  readonly max: number;
  readonly pattern: RegExp;
  readonly source: string;
}

const RFC1035 = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const compute = { min: 1, max: 63, pattern: RFC1035, source: "https://cloud.google.com/compute/docs/naming-resources" };

/** What each service accepts as a name. Lengths are in characters. */
const RULES = {
  compute,
  dnsZone: { ...compute, source: "https://cloud.google.com/dns/docs/reference/rest/v1/managedZones" },
  serviceAccount: {
    min: 6,
    max: 30,
    pattern: RFC1035,
    source: "https://cloud.google.com/iam/docs/service-accounts-create",
  },
  cluster: {
    min: 1,
    max: 40,
    pattern: RFC1035,
    source: "https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters",
  },
  // The random suffix (a hyphen and 8 digits) is not part of the role, so it is left out of the 98 of project and instance.
  sqlInstance: {
    min: 1,
    max: 58,
    pattern: RFC1035,
    source: "https://cloud.google.com/sql/docs/postgres/instance-settings",
  },
  redis: {
    min: 1,
    max: 40,
    pattern: RFC1035,
    source: "https://cloud.google.com/memorystore/docs/redis/reference/rest/v1/projects.locations.instances/create",
  },
  repository: { ...compute, source: "https://cloud.google.com/artifact-registry/docs/repositories/create-repos" },
  bucket: {
    min: 3,
    max: 63,
    pattern: /^[a-z0-9][-a-z0-9]*[a-z0-9]$/,
    source: "https://cloud.google.com/storage/docs/buckets#naming",
  },
  secret: {
    min: 1,
    max: 255,
    pattern: /^[A-Za-z0-9_-]+$/,
    source: "https://cloud.google.com/secret-manager/docs/creating-and-accessing-secrets",
  },
  // Helm keeps releases in Secrets called sh.helm.release.v1.NAME.vN.
  release: { min: 1, max: 53, pattern: RFC1035, source: "https://helm.sh/docs/chart_template_guide/builtin_objects/" },
  workspace: {
    min: 1,
    max: 90,
    pattern: /^[\w-]+$/,
    source: "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/create",
  },
} as const satisfies Record<string, Rule>;

/** A service with rules for names. */
export type NameKind = keyof typeof RULES;

/** What is wrong with `name`, or nothing. */
export function nameProblem(kind: NameKind, name: string): string | undefined {
  const { min, max, pattern, source }: Rule = RULES[kind];
  if (name.length < min || name.length > max) return `${min} to ${max} characters (${source})`;
  return pattern.test(name) ? undefined : `a name that matches ${pattern.source} (${source})`;
}

/**
 * The physical name of something: the application's name, then its role. The environment is not in it, since every
 * environment has a project of its own; a bucket, whose name is unique in the world, takes the project as a role.
 *
 * @throws Error when the service would refuse the name.
 */
export function physicalName(kind: NameKind, ...role: readonly string[]): string {
  const name = [APPLICATION, ...role].join("-");
  const problem = nameProblem(kind, name);
  if (problem)
    throw new Error(`The ${kind} name ${name} is not valid: got ${name.length} characters, expected ${problem}.`);
  return name;
}
