import { APIS } from "../../../../stacks/apis";
import type { Environment } from "../../../../config/schema/environment";

/** What a constraint says here. https://cloud.google.com/resource-manager/reference/rest/v1/Policy */
export interface EffectivePolicy {
  readonly booleanPolicy?: { readonly enforced?: boolean | undefined } | undefined;
  readonly listPolicy?:
    | {
        readonly allValues?: string | undefined;
        readonly allowedValues?: readonly string[] | undefined;
        readonly deniedValues?: readonly string[] | undefined;
      }
    | undefined;
}

/** A constraint that can refuse a deployment. https://cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints */
export interface RefusingPolicy {
  readonly constraint: string;
  /** What is refused, or nothing. */
  readonly refused: (policy: EffectivePolicy, environment: Environment) => string | undefined;
}

/** Whether a list lets a value through; `groups` are names of groups that hold the value. */
function isAllowed({ listPolicy = {} }: EffectivePolicy, value: string, groups: readonly string[] = []): boolean {
  const names = [value, ...groups];
  const { allValues, allowedValues = [], deniedValues = [] } = listPolicy;
  if (allValues === "DENY" || names.some((name) => deniedValues.includes(name))) return false;
  if (allValues === "ALLOW" || allowedValues.length === 0) return true;
  return names.some((name) => allowedValues.includes(name));
}

/** Groups of locations: https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations */
function locationGroups(region: string): readonly string[] {
  const [area] = region.split("-");
  const wider: Readonly<Record<string, string>> = { europe: "in:eu-locations", northamerica: "in:canada-locations" };
  return [`in:${region}-locations`, `in:${area}-locations`, ...(wider[area!] ? [wider[area!]!] : [])];
}

const enforced = (constraint: string, what: string, unless: (environment: Environment) => boolean = () => false) => ({
  constraint,
  refused: (policy: EffectivePolicy, environment: Environment) =>
    policy.booleanPolicy?.enforced && !unless(environment) ? what : undefined,
});

const denied = (constraint: string, value: string, groups: readonly string[], what: string) => ({
  constraint,
  refused: (policy: EffectivePolicy) => (isAllowed(policy, value, groups) ? undefined : what),
});

/** Whether anything at all is allowed. */
const closed = (constraint: string, what: string) => ({
  constraint,
  refused: ({ listPolicy }: EffectivePolicy) => (listPolicy?.allValues === "DENY" ? what : undefined),
});

/** Everything that an organisation may forbid and a deployment does. */
export const REFUSING_POLICIES: readonly RefusingPolicy[] = [
  {
    constraint: "gcp.resourceLocations",
    refused: (policy, { region, kmsKey }) => {
      if (!isAllowed(policy, region, locationGroups(region))) return `resources in ${region}`;
      // Without a key secrets replicate wherever Google likes.
      const global = kmsKey !== undefined || isAllowed(policy, "global", ["in:global-locations"]);
      return global ? undefined : "global resources, as secrets without kmsKey are";
    },
  },
  {
    constraint: "gcp.restrictServiceUsage",
    refused: (policy) => {
      const refused = APIS.filter((api) => !isAllowed(policy, `${api}.googleapis.com`));
      return refused.length === 0 ? undefined : `the APIs ${refused.join(", ")}`;
    },
  },
  denied(
    "compute.restrictLoadBalancerCreationForTypes",
    "EXTERNAL_HTTP_HTTPS",
    ["in:EXTERNAL"],
    "the external load balancer (EXTERNAL_HTTP_HTTPS)",
  ),
  enforced("compute.disableGlobalLoadBalancing", "the external load balancer, which is global"),
  closed("compute.restrictVpcPeering", "the peering with Google's services, where Cloud SQL and Redis have addresses"),
  closed("compute.restrictCloudNATUsage", "the NAT"),
  closed("iam.allowedPolicyMemberDomains", "every grant, also those to the project's own service accounts"),
  enforced("iam.disableServiceAccountCreation", "the services' and the nodes' service accounts"),
  enforced("iam.disableWorkloadIdentityClusterCreation", "an Autopilot cluster, which has workload identity"),
  closed("storage.retentionPolicySeconds", "buckets without a retention period, as the application's are"),
  {
    constraint: "gcp.restrictNonCmekServices",
    refused: (policy, { kmsKey }) => {
      if (kmsKey !== undefined) return undefined;
      const refused = APIS.filter((api) => !isAllowed(policy, `${api}.googleapis.com`));
      return refused.length === 0 ? undefined : `${refused.join(", ")} without a key of your own (kmsKey)`;
    },
  },
];
