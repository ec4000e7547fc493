import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import type { Binding, DependencyName } from "./bindings";
import { HelmRelease } from "./helm-release";
import { usesLabel } from "./network-policies";
import { type Health, probes } from "./probes";

/** Quantities of CPU and memory, in Kubernetes' notation. */
export interface Quantities {
  readonly cpu: string;
  readonly memory: string;
}

/** What a service of the application is. */
export interface ServiceSpec {
  /** Entry point. @default - the image's own */
  readonly command?: readonly string[] | undefined;
  /** Port it listens on. @default - nobody calls it */
  readonly port?: number | undefined;
  /** Port that answers `/metrics` in Prometheus' format. @default - there are no metrics */
  readonly metricsPort?: number | undefined;
  readonly uses: readonly DependencyName[];
  /** Plain variables. */
  readonly env: Readonly<Record<string, string>>;
  readonly health: Health;
  readonly runAsUser: number;
  /** Pods; with autoscaling, the least. */
  readonly replicas: number;
  /** @default - a fixed number of pods */
  readonly autoscaling?:
    | { readonly maxReplicas: number; readonly cpuPercent: number; readonly memoryPercent?: number | undefined }
    | undefined;
  readonly resources: { readonly requests: Quantities; readonly limits: Quantities };
  /** Seconds. */
  readonly drainSeconds: number;
}

/** Properties of {@link ServiceRelease}. */
export interface ServiceReleaseProps {
  /** Name of the service: of its release, its objects and its Kubernetes service account. */
  readonly service: string;
  /** Namespace it is in. */
  readonly namespace: string;
  /** What it is. */
  readonly spec: ServiceSpec;
  /** The image and its tag. */
  readonly image: { readonly repository: string; readonly tag: string };
  /** What each dependency brings. */
  readonly bindings: Readonly<Record<DependencyName, Binding>>;
  /** Whether the load balancer reaches it. */
  readonly balanced: boolean;
  /** Path of `charts/service`. */
  readonly chart: string;
  /** What must be there before. */
  readonly dependsOn: ITerraformDependable[];
}

/** The balancer learns from a failing readiness that a pod leaves; it needs a little longer than its own drain. */
const NOTICE_SECONDS = 10;

/** One service of the application. Its pods restart when, and only when, a secret that they read has changed. */
export class ServiceRelease extends Construct {
  readonly release: HelmRelease;

  constructor(scope: Construct, id: string, props: ServiceReleaseProps) {
    super(scope, id);
    const { service, namespace, spec, image, balanced } = props;
    const used = spec.uses.map((name) => props.bindings[name]);
    const env = Object.assign({}, ...used.map((binding) => binding.env ?? {}), spec.env) as Record<string, string>;
    const secretEnv = used.flatMap(({ secretEnv: from }) =>
      from
        ? Object.entries(from.keys).map(([variable, key]) => [variable, { secret: from.secret.name, key }] as const)
        : [],
    );
    const envFrom = used.flatMap(({ secretEnvFrom }) => secretEnvFrom ?? []);
    const read = [...used.flatMap(({ secretEnv: from }) => from?.secret ?? []), ...envFrom];
    const tokens = Object.entries(env).filter(([, value]) => Token.isUnresolved(value));

    this.release = new HelmRelease(this, "Default", {
      name: service,
      namespace,
      source: { chart: props.chart },
      literals: {
        ...(spec.command && { command: spec.command }),
        port: spec.port ?? null,
        metricsPort: spec.metricsPort ?? null,
        env: Object.fromEntries(Object.entries(env).filter(([, value]) => !Token.isUnresolved(value))),
        secretEnv: Object.fromEntries(secretEnv),
        secretEnvFrom: envFrom.map((secret) => secret.name),
        podLabels: Object.fromEntries(spec.uses.map((name) => [usesLabel(name), "true"])),
        serviceAccountName: service,
        replicas: spec.replicas,
        autoscaling: spec.autoscaling ?? null,
        resources: spec.resources,
        probes: probes(spec.health, spec.port),
        runAsUser: spec.runAsUser,
        drainSeconds: balanced ? spec.drainSeconds + NOTICE_SECONDS : 0,
        backendConfig: balanced ? service : null,
      },
      tokens: {
        image,
        ...(tokens.length > 0 && { env: Object.fromEntries(tokens) }),
        secretRevisions: Object.fromEntries(read.map((secret) => [secret.name, secret.revision])),
      },
      dependsOn: props.dependsOn,
    });
  }
}
