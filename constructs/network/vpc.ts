import { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { ComputeSubnetwork } from "@cdktf/provider-google/lib/compute-subnetwork";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";
import { pinLogicalId } from "../shared/pin-logical-id";

/** Properties of {@link Vpc}. */
export interface VpcProps {
  /** Region of the subnet. */
  readonly region: string;
  /** Primary range of the subnet, for nodes. */
  readonly subnetCidr: string;
  /** Secondary range for pods. */
  readonly podCidr: string;
  /** Secondary range for Services. */
  readonly serviceCidr: string;
  /** Share of flows that is logged, 0 to 1; 0 turns flow logs off. */
  readonly flowLogSampling: number;
  /** What must exist first: the APIs. */
  readonly dependsOn: ITerraformDependable[];
}

/** The VPC with its one subnet. Pods and Services have ranges of their own, which no cluster can change later. */
export class Vpc extends Construct {
  readonly network: ComputeNetwork;
  readonly subnet: ComputeSubnetwork;
  readonly podRangeName = "pods";
  readonly serviceRangeName = "services";

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    this.network = pinLogicalId(
      new ComputeNetwork(this, "network", {
        name: physicalName("compute", "network"),
        autoCreateSubnetworks: false,
        routingMode: "GLOBAL",
        // Balancers and network endpoint groups that GKE made take minutes to go after the cluster has.
        timeouts: { delete: "20m" },
        dependsOn: props.dependsOn,
      }),
      "network",
      "everything private hangs on it",
    );
    this.subnet = pinLogicalId(
      new ComputeSubnetwork(this, "subnet", {
        name: physicalName("compute", "nodes"),
        network: this.network.id,
        region: props.region,
        ipCidrRange: props.subnetCidr,
        secondaryIpRange: [
          { rangeName: this.podRangeName, ipCidrRange: props.podCidr },
          { rangeName: this.serviceRangeName, ipCidrRange: props.serviceCidr },
        ],
        // Private nodes reach Google's APIs and the registry through this.
        privateIpGoogleAccess: true,
        ...(props.flowLogSampling > 0 && {
          logConfig: {
            aggregationInterval: "INTERVAL_5_MIN",
            flowSampling: props.flowLogSampling,
            metadata: "INCLUDE_ALL_METADATA",
          },
        }),
        timeouts: { delete: "20m" },
      }),
      "subnet",
      "the cluster cannot move to another subnet",
    );
  }
}
