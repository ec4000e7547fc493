import { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";
import { pinLogicalId } from "../shared/pin-logical-id";

/** Properties of {@link AutopilotCluster}. */
export interface AutopilotClusterProps {
  /** Region it is in. */
  readonly region: string;
  /** Id of the VPC. */
  readonly networkId: string;
  /** Id of the nodes' subnet. */
  readonly subnetId: string;
  /** Name of the subnet's secondary range for pods. */
  readonly podRangeName: string;
  /** Name of the subnet's secondary range for Services. */
  readonly serviceRangeName: string;
  /** Service account of the nodes. */
  readonly nodeServiceAccount: string;
  /** How soon new versions arrive. */
  readonly releaseChannel: string;
  /** Weekly window for upgrades. */
  readonly maintenance: {
    /** MO to SU. */
    readonly days: readonly string[];
    /** UTC, `HH:MM`. */
    readonly startTime: string;
    readonly durationHours: number;
  };
  /** Opens the control plane's IP endpoint to these ranges. @default - the DNS endpoint is the only way in */
  readonly ipEndpoint?:
    | { readonly authorizedNetworks: readonly { readonly name: string; readonly cidr: string }[] }
    | undefined;
  /** Enforces the project's Binary Authorization policy. */
  readonly binaryAuthorization: boolean;
  /** Google group for RBAC. @default - none */
  readonly rbacSecurityGroup?: string | undefined;
  /** Existing Cloud KMS key for Kubernetes secrets. @default - Google's own keys */
  readonly kmsKey?: string | undefined;
  /** Labels of the cluster. */
  readonly labels: Record<string, string>;
  /** Whether it refuses to be deleted. */
  readonly protect: boolean;
  /** What must be there before: the right of its nodes to do their work. @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/** Any Saturday: GKE reads from the first window only its time of day and its length. */
const FIRST_WINDOW = "2026-01-03";

/**
 * A private GKE Autopilot cluster. It sets nothing that Autopilot decides by itself (`dns_config`, `node_config`, scopes,
 * autoscaling limits): each has planned a replacement, https://github.com/terraform-google-modules/terraform-google-kubernetes-engine/issues/1713
 */
export class AutopilotCluster extends Construct {
  /** Name of the cluster. */
  readonly name: string;
  /** Host name of the control plane's DNS endpoint, which IAM guards. */
  readonly endpoint: string;

  constructor(scope: Construct, id: string, props: AutopilotClusterProps) {
    super(scope, id);
    const { maintenance, ipEndpoint, kmsKey, rbacSecurityGroup } = props;
    const opens = new Date(`${FIRST_WINDOW}T${maintenance.startTime}:00Z`);
    const closes = new Date(opens.getTime() + maintenance.durationHours * 3_600_000);
    const cluster = pinLogicalId(
      new ContainerCluster(this, "Default", {
        name: physicalName("cluster", "cluster"),
        location: props.region,
        enableAutopilot: true,
        network: props.networkId,
        subnetwork: props.subnetId,
        ipAllocationPolicy: {
          clusterSecondaryRangeName: props.podRangeName,
          servicesSecondaryRangeName: props.serviceRangeName,
        },
        privateClusterConfig: { enablePrivateNodes: true },
        controlPlaneEndpointsConfig: {
          dnsEndpointConfig: { allowExternalTraffic: true },
          ipEndpointsConfig: { enabled: ipEndpoint !== undefined },
        },
        ...(ipEndpoint && {
          masterAuthorizedNetworksConfig: {
            gcpPublicCidrsAccessEnabled: false,
            cidrBlocks: ipEndpoint.authorizedNetworks.map(({ name, cidr }) => ({ displayName: name, cidrBlock: cidr })),
          },
        }),
        clusterAutoscaling: { autoProvisioningDefaults: { serviceAccount: props.nodeServiceAccount } },
        nodePoolAutoConfig: { nodeKubeletConfig: { insecureKubeletReadonlyPortEnabled: "FALSE" } },
        releaseChannel: { channel: props.releaseChannel },
        maintenancePolicy: {
          recurringWindow: {
            startTime: opens.toISOString().replace(".000", ""),
            endTime: closes.toISOString().replace(".000", ""),
            recurrence: `FREQ=WEEKLY;BYDAY=${maintenance.days.join(",")}`,
          },
        },
        securityPostureConfig: { mode: "BASIC", vulnerabilityMode: "VULNERABILITY_DISABLED" },
        binaryAuthorization: {
          evaluationMode: props.binaryAuthorization ? "PROJECT_SINGLETON_POLICY_ENFORCE" : "DISABLED",
        },
        rbacBindingConfig: {
          enableInsecureBindingSystemAuthenticated: false,
          enableInsecureBindingSystemUnauthenticated: false,
        },
        anonymousAuthenticationConfig: { mode: "LIMITED" },
        masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
        ...(rbacSecurityGroup && { authenticatorGroupsConfig: { securityGroup: rbacSecurityGroup } }),
        ...(kmsKey && { databaseEncryption: { state: "ENCRYPTED", keyName: kmsKey } }),
        costManagementConfig: { enabled: true },
        loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS"] },
        monitoringConfig: {
          enableComponents: [
            "SYSTEM_COMPONENTS",
            "STORAGE",
            "POD",
            "DEPLOYMENT",
            "STATEFULSET",
            "DAEMONSET",
            "HPA",
            "CADVISOR",
            "KUBELET",
          ],
          managedPrometheus: { enabled: true },
        },
        resourceLabels: props.labels,
        deletionProtection: props.protect,
        lifecycle: { preventDestroy: props.protect },
        timeouts: { create: "45m", update: "60m", delete: "45m" },
        dependsOn: props.dependsOn,
      }),
      "cluster",
      "every workload runs in it",
    );
    this.name = cluster.name;
    this.endpoint = cluster.controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint;
  }
}
