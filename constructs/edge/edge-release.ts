import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { FixedForever } from "../shared/fixed-forever";
import { HelmRelease } from "../workloads/helm-release";

/** How the load balancer treats a service. */
export interface Backend {
  readonly port: number;
  /** What its health check asks for. */
  readonly healthPath: string;
  /** Longest answer, and longest life of a WebSocket, in seconds. */
  readonly timeoutSeconds: number;
  /** How long a pod that leaves may finish its answers, in seconds. */
  readonly drainSeconds: number;
  readonly sessionAffinity: string;
}

/** Properties of {@link EdgeRelease}. */
export interface EdgeReleaseProps {
  /** Namespace it is in. */
  readonly namespace: string;
  /** Name of the global address. */
  readonly addressName: string;
  /** Name of the SSL policy. */
  readonly sslPolicyName: string;
  /** Name of the Cloud Armor policy. */
  readonly armorPolicyName: string;
  /** Full host names, each with the service that answers. */
  readonly hosts: readonly { readonly host: string; readonly service: string; readonly port: number }[];
  /** Full host names of each managed certificate. */
  readonly certificates: Readonly<Record<string, readonly string[]>>;
  /** By the service's name. */
  readonly backends: Readonly<Record<string, Backend>>;
  /** Answers for every other host. */
  readonly defaultService: string;
  /** Path of `charts/edge`. */
  readonly chart: string;
  /** Whether what must not change while it is live refuses to. */
  readonly protect: boolean;
  /** What must be there before. */
  readonly dependsOn: ITerraformDependable[];
}

/** The front door: load balancer, certificates, redirect to HTTPS. */
export class EdgeRelease extends Construct {
  constructor(scope: Construct, id: string, props: EdgeReleaseProps) {
    super(scope, id);
    for (const [name, domains] of Object.entries(props.certificates)) {
      // Changing its domains takes it down for the better part of an hour: https://github.com/GoogleCloudPlatform/gke-managed-certs/issues/77
      new FixedForever(this, `certificate_${name}`, {
        value: [...domains].sort(),
        instead: "cannot_change_add_another_certificate_for_a_new_host",
        protect: props.protect,
      });
    }
    new HelmRelease(this, "Default", {
      name: "edge",
      namespace: props.namespace,
      source: { chart: props.chart },
      literals: {
        hosts: props.hosts,
        certificates: props.certificates,
        backends: props.backends,
        defaultService: props.defaultService,
      },
      tokens: { addressName: props.addressName, sslPolicy: props.sslPolicyName, securityPolicy: props.armorPolicyName },
      dependsOn: props.dependsOn,
    });
  }
}
