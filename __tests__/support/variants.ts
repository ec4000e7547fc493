import type { Environment } from "../../config/schema/environment";
import type { StackJson, Synthesized } from "./synth";
import { synthChanged, synthEnvironment } from "./synth-app";

/** The environments of this project in Google Cloud. */
export const ENVIRONMENTS = ["production", "staging"] as const;

function mapValues<Value>(values: Readonly<Record<string, Value>>, change: (value: Value) => Value): typeof values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}

/** Every option that adds something. */
function everythingOn(environment: Environment): Environment {
  const { network, edge, dns, redis, cluster, buckets, temporal, services, observability, exceptions } = environment;
  const needless = [
    "container.managed.enableBinaryAuthorization",
    "container.managed.enableGoogleGroupsRBAC",
    "container.managed.enableSecretsEncryption",
    "scc.artifactregistryRequireCMEK",
  ];
  return {
    ...environment,
    exceptions: {
      ...Object.fromEntries(Object.entries(exceptions).filter(([policy]) => !needless.includes(policy))),
      "custom.gkeRequirePrivateEndpoint": { reason: "The office has no other way in." },
    },
    kmsKey: "projects/example/locations/us-central1/keyRings/example/cryptoKeys/example",
    network: { ...network, nat: { ...network.nat, staticAddresses: 2 } },
    edge: { armor: { ...edge.armor, enforceRules: true } },
    dns: { ...dns, managed: true },
    redis: { ...redis, transitEncryption: true },
    buckets: mapValues(buckets, (bucket) => ({ ...bucket, keepVersions: 2, deleteAfterDays: 30, cors: true })),
    integrationSecrets: ["OPENAI_API_KEY", "SLACK_BOT_TOKEN"],
    cluster: {
      ...cluster,
      ipEndpoint: { authorizedNetworks: [{ name: "office", cidr: "203.0.113.0/24" }] },
      binaryAuthorization: true,
      rbacSecurityGroup: "gke-security-groups@example.com",
    },
    images: { registry: "registry.example.com/flowmaestro", tag: "4f2c9d1" },
    // Any chart will do: nothing here looks into it.
    temporal: { ...temporal, chart: { path: "charts/edge" } },
    services: mapValues(services, (service) => ({ ...service, metricsPort: 9464 })),
    observability: {
      ...observability,
      runbookUrl: "https://example.com/runbook",
      channels: {
        ...observability.channels,
        slack: { channel: "#ops", leastSeverity: "WARNING" },
        pagerDuty: { leastSeverity: "CRITICAL" },
        webhook: { url: "https://example.com/alerts", username: "google", leastSeverity: "ERROR" },
      },
      budget: {
        billingAccount: "012345-6789AB-CDEF01",
        monthlyAmount: 1000,
        thresholdPercents: [50, 100],
        forecastPercent: 110,
      },
    },
  };
}

/** Every option that leaves something out. */
function everythingOff(environment: Environment): Environment {
  const { network, edge, services, temporal, redis, exceptions } = environment;
  return {
    ...environment,
    exceptions: { ...exceptions, "compute.requireVpcFlowLogs": { reason: "Flow logs cost too much here." } },
    labels: {},
    network: { ...network, flowLogs: { sampling: 0 } },
    edge: { armor: { ...edge.armor, rules: [] } },
    buckets: {},
    services: mapValues(services, (service) => ({
      ...service,
      autoscaling: undefined,
      command: undefined,
      uses: [],
      env: {},
      health: { readiness: "none", liveness: "none" },
    })),
    temporal: { ...temporal, replicas: { ...temporal.replicas, web: 0 } },
    redis: { ...redis, tier: "BASIC" },
  };
}

const CHANGES = { "everything on": everythingOn, "everything off": everythingOff };

/** Production with options that no environment of this project has. */
export const VARIANTS = Object.keys(CHANGES) as (keyof typeof CHANGES)[];

const cache = new Map<string, Synthesized>();

/** A variant, synthesized once per test file. */
export function synthVariant(name: keyof typeof CHANGES): Synthesized {
  const known = cache.get(name) ?? synthChanged("production", CHANGES[name]);
  cache.set(name, known);
  return known;
}

type Subjects = Readonly<Record<string, () => Synthesized>>;

/** Everything in Google Cloud that there is to look at: the environments and the variants, by name. */
export const CLOUD: Subjects = Object.fromEntries([
  ...ENVIRONMENTS.map((name) => [name, () => synthEnvironment(name)] as const),
  ...VARIANTS.map((name) => [name, () => synthVariant(name)] as const),
]);

/** Everything there is to look at. */
export const SUBJECTS: Subjects = { ...CLOUD, local: () => synthEnvironment("local") };

/** A stack of a subject. */
export interface SubjectStack {
  readonly subject: string;
  readonly name: string;
  readonly stack: StackJson;
}

/** Every stack of everything. */
export function subjectStacks(): readonly SubjectStack[] {
  return Object.entries(SUBJECTS).flatMap(([subject, synth]) =>
    Object.entries(synth().stacks).map(([name, stack]) => ({ subject, name, stack })),
  );
}
