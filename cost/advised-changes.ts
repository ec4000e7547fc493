import { scaled } from "../config/inherit";
import type { Environment } from "../config/schema/environment";
import type { CommitmentTerm, Subject } from "./subject";

/** A change that makes an environment cheaper. */
export interface Advice {
  readonly id: string;
  /** The change, in the words of the environment's file. */
  readonly title: string;
  /** What one gives up for it, in a sentence. */
  readonly risk: string;
  /** What this project cannot do yet, if the change needs it. */
  readonly needs?: string;
  /** Whether the first guide gives it too. */
  readonly fromTheGuide: boolean;
  /** The changed subject; nothing when it is so already. */
  readonly change: (subject: Subject) => Subject | undefined;
}

const configured =
  (applies: (environment: Environment) => boolean, change: (environment: Environment) => Partial<Environment>) =>
  (subject: Subject): Subject | undefined => {
    const { environment } = subject;
    return applies(environment) ? { ...subject, environment: { ...environment, ...change(environment) } } : undefined;
  };

const committed = (commitment: CommitmentTerm) => (subject: Subject) => ({ ...subject, commitment });

function mapServices(
  { services }: Environment,
  change: (service: Environment["services"][string]) => Partial<Environment["services"][string]>,
): Environment["services"] {
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => [name, { ...service, ...change(service) }]),
  );
}

const FEW = 2;
/** Roles of Temporal that run more than two pods. */
function fewer(replicas: Environment["temporal"]["replicas"]): Environment["temporal"]["replicas"] {
  const entries = Object.entries(replicas).map(([role, pods]) => [role, Math.min(pods, FEW)] as const);
  return Object.fromEntries(entries) as Environment["temporal"]["replicas"];
}

const SMALL_TIER = "db-custom-1-3840";
const MIDDLE_TIER = "db-custom-1-6144";
const SMALLER_REQUESTS = { cpu: "250m", memory: "512Mi" };
const SMALL_SAMPLING = 0.1;
const FEW_VERSIONS = 5;
const SHORT_AGE_DAYS = 30;
const FEWEST_BACKUPS = 7;
/** Share of the requests that would still be logged. */
const LOGGED_REQUESTS = 0.1;

const hasRequests = ({ temporal }: Environment) => temporal.resources.requests.cpu === "500m";
const isDedicated = ({ database: { edition, tier } }: Environment, smaller: string) =>
  edition === "ENTERPRISE" && tier.startsWith("db-custom-") && tier !== smaller;

/** How seldom uptime checks may run. */
const CHECK_MINUTES = 5;

/** Workers: nobody connects to them, and Temporal gives what one of them was doing to another. */
function workers({ services, hosts }: Environment): readonly string[] {
  return Object.keys(services).filter((name) => !Object.values(hosts).includes(name));
}

/** What the first guide advises, and more. */
export const ADVICE: readonly Advice[] = [
  {
    id: "database-without-standby",
    title: "database.highAvailability: false",
    risk: "When the zone or the machine fails, the database is down until Google brings it back, or you restore it.",
    fromTheGuide: true,
    change: configured(
      ({ database }) => database.highAvailability,
      ({ database }) => ({ database: { ...database, highAvailability: false } }),
    ),
  },
  {
    id: "redis-basic",
    title: "redis.tier: BASIC",
    risk: "A failure or an update empties Redis and takes it away for minutes; the tier can only change by replacing it.",
    fromTheGuide: true,
    change: configured(
      ({ redis }) => redis.tier !== "BASIC",
      ({ redis }) => ({ redis: { ...redis, tier: "BASIC" } }),
    ),
  },
  {
    id: "database-small",
    title: `database.tier: ${SMALL_TIER}`,
    risk: "Half the processor and memory, and 100 connections.",
    fromTheGuide: true,
    change: configured(
      (environment) => isDedicated(environment, SMALL_TIER),
      ({ database }) => ({ database: { ...database, tier: SMALL_TIER } }),
    ),
  },
  {
    id: "single-replicas",
    title: "one replica of everything, autoscalers up to 2",
    risk: "Every restart of a pod or a node is an outage of what it does.",
    fromTheGuide: true,
    change: configured(
      ({ services }) => Object.values(services).some(({ replicas }) => replicas > 1),
      (environment) => scaled(environment, { replicas: 1, maxReplicas: 2 }),
    ),
  },
  {
    id: "database-middle",
    title: `database.tier: ${MIDDLE_TIER}, poolSize: 4, temporal.pools: { default: 4, visibility: 2 }`,
    risk: "Half the processor and a fifth less memory; requests wait for a connection when all pods are busy.",
    fromTheGuide: false,
    change: configured(
      (environment) => isDedicated(environment, MIDDLE_TIER) && environment.database.tier !== SMALL_TIER,
      ({ database, temporal }) => ({
        database: { ...database, tier: MIDDLE_TIER, poolSize: 4 },
        temporal: { ...temporal, pools: { default: 4, visibility: 2 } },
      }),
    ),
  },
  {
    id: "commitment-1-year",
    title: "commitments for one year, of what the low estimate uses",
    risk: "It is paid for a year, also when less is used; it belongs to the billing account, not to this environment.",
    fromTheGuide: false,
    change: committed("1-year"),
  },
  {
    id: "commitment-3-year",
    title: "commitments for three years, of what the low estimate uses",
    risk: "It is paid for three years, also when less is used or another cloud is chosen.",
    fromTheGuide: false,
    change: committed("3-year"),
  },
  {
    id: "spot-workers",
    title: "Spot pods for the workers",
    risk: "Google stops them with 25 seconds' notice, and at busy times there are none: long activities start again.",
    needs:
      "charts/service to set the nodeSelector cloud.google.com/gke-spot and a grace period of at most 25 seconds " +
      "(the guide says that Autopilot has no Spot pods; it has)",
    fromTheGuide: false,
    change: (subject) => ({ ...subject, spotServices: workers(subject.environment) }),
  },
  {
    id: "lower-minimum",
    title: "services.*.replicas: at most 2",
    risk: "Two zones instead of three: when one fails, half of the pods are gone until the autoscaler has replaced them.",
    fromTheGuide: false,
    change: configured(
      ({ services }) => Object.values(services).some(({ replicas }) => replicas > FEW),
      (environment) => ({
        services: mapServices(environment, ({ replicas }) => ({ replicas: Math.min(replicas, FEW) })),
      }),
    ),
  },
  {
    id: "temporal-two-pods",
    title: "temporal.replicas: 2 of each role",
    risk: "A failure during a rollout can leave one pod of a role, which then carries everything.",
    fromTheGuide: false,
    change: configured(
      () => true,
      ({ temporal }) => ({ temporal: { ...temporal, replicas: fewer(temporal.replicas) } }),
    ),
  },
  {
    id: "temporal-requests",
    title: "temporal.resources.requests: { cpu: 250m, memory: 512Mi }",
    risk: "Less is promised: on a full node Temporal gets slower first. Look at its use for a week before.",
    fromTheGuide: false,
    change: configured(hasRequests, ({ temporal }) => ({
      temporal: { ...temporal, resources: { ...temporal.resources, requests: SMALLER_REQUESTS } },
    })),
  },
  {
    id: "smaller-disk",
    title: "database.diskSizeGb: half",
    risk: "A disk never shrinks, so only before the first deployment; a smaller one has fewer operations a second.",
    fromTheGuide: false,
    change: configured(
      ({ database }) => database.diskSizeGb >= 20,
      ({ database }) => ({ database: { ...database, diskSizeGb: Math.ceil(database.diskSizeGb / 2) } }),
    ),
  },
  {
    id: "fewer-backups",
    title: `database.backups.retained: ${FEWEST_BACKUPS}`,
    risk: "Damage that nobody notices for a week cannot be undone.",
    fromTheGuide: false,
    change: configured(
      () => true,
      ({ database }) => ({
        database: { ...database, backups: { ...database.backups, retained: FEWEST_BACKUPS } },
      }),
    ),
  },
  {
    id: "shorter-retention",
    title: `registry: { keepVersions: ${FEW_VERSIONS}, deleteTaggedAfterDays: ${SHORT_AGE_DAYS} }`,
    risk: "One can roll back over fewer releases.",
    fromTheGuide: false,
    change: configured(
      () => true,
      ({ registry }) => ({
        registry: {
          ...registry,
          keepVersions: Math.min(registry.keepVersions, FEW_VERSIONS),
          deleteTaggedAfterDays: Math.min(registry.deleteTaggedAfterDays, SHORT_AGE_DAYS),
        },
      }),
    ),
  },
  {
    id: "shared-registry",
    title: "images.registry: that of another environment",
    risk: "Whoever may push there decides what runs here; what was tried there is what runs here, which is better.",
    needs: "this environment's nodes to be allowed to read that registry",
    fromTheGuide: false,
    change: configured(
      ({ images }) => images.registry === undefined,
      ({ images, region }) => ({
        images: { ...images, registry: `${region}-docker.pkg.dev/another-project/flowmaestro` },
      }),
    ),
  },
  {
    id: "flow-log-sampling",
    title: `network.flowLogs.sampling: ${SMALL_SAMPLING}`,
    risk: "After an incident most connections are in no log.",
    fromTheGuide: false,
    change: configured(
      ({ network }) => network.flowLogs.sampling > SMALL_SAMPLING,
      ({ network }) => ({ network: { ...network, flowLogs: { sampling: SMALL_SAMPLING } } }),
    ),
  },
  {
    id: "request-logs",
    title: "the load balancer logs one request of ten",
    risk: "A single user's failed request is mostly in no log; the rates and latencies stay in the metrics.",
    needs: "stacks/edge-config.ts to set logSampleRate, which charts/edge knows",
    fromTheGuide: false,
    change: ({ usage, ...subject }) => {
      const { low, high, why } = usage.logGibPerMillionRequests;
      const fewerLogs = { low: low * LOGGED_REQUESTS, high: high * LOGGED_REQUESTS, why };
      return { ...subject, usage: { ...usage, logGibPerMillionRequests: fewerLogs } };
    },
  },
  {
    id: "slower-uptime-checks",
    title: "uptime checks every five minutes",
    risk: "An outage is noticed up to five minutes later.",
    needs: "the period of the uptime checks to be a setting",
    fromTheGuide: false,
    change: ({ usage, ...subject }) => {
      const { low, high, why } = usage.uptimeExecutionsPerHost;
      const fewerChecks = { low: low / CHECK_MINUTES, high: high / CHECK_MINUTES, why };
      return { ...subject, usage: { ...usage, uptimeExecutionsPerHost: fewerChecks } };
    },
  },
  {
    id: "fewer-rule-sets",
    title: "edge.armor.rules: only sqli, xss and rce",
    risk: "The other attacks reach the application, which must then refuse them itself.",
    fromTheGuide: false,
    change: configured(
      () => true,
      ({ edge }) => ({
        edge: { armor: { ...edge.armor, rules: edge.armor.rules.filter((rule) => /^(?:sqli|xss|rce)-/.test(rule)) } },
      }),
    ),
  },
];
