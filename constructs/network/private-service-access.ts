import { ComputeGlobalAddress } from "@cdktf/provider-google/lib/compute-global-address";
import { ServiceNetworkingConnection } from "@cdktf/provider-google/lib/service-networking-connection";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";
import { pinLogicalId } from "../shared/pin-logical-id";

/** Properties of {@link PrivateServiceAccess}. */
export interface PrivateServiceAccessProps {
  /** Id of the VPC. */
  readonly networkId: string;
  /** Range that Google's services take their addresses from. */
  readonly cidr: string;
}

/** The peering through which Cloud SQL and Memorystore have private addresses. */
export class PrivateServiceAccess extends Construct {
  /** Name of the range. */
  readonly rangeName: string;

  constructor(scope: Construct, id: string, { networkId, cidr }: PrivateServiceAccessProps) {
    super(scope, id);
    const [address, prefixLength] = cidr.split("/");
    const range = pinLogicalId(
      new ComputeGlobalAddress(this, "range", {
        name: physicalName("compute", "private-services"),
        network: networkId,
        purpose: "VPC_PEERING",
        addressType: "INTERNAL",
        address: address!,
        prefixLength: Number(prefixLength),
      }),
      "private_services_range",
      "databases have their addresses in it",
    );
    pinLogicalId(
      new ServiceNetworkingConnection(this, "connection", {
        network: networkId,
        service: "servicenetworking.googleapis.com",
        reservedPeeringRanges: [range.name],
        // Google keeps the producer's side for days after the last instance is gone, so deleting fails; and what was
        // abandoned must be taken over again: https://github.com/hashicorp/terraform-provider-google/issues/16275
        deletionPolicy: "ABANDON",
        updateOnCreationFail: true,
      }),
      "private_services_connection",
      "databases are reached through it",
    );
    this.rangeName = range.name;
  }
}
