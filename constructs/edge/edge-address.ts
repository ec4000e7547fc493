import { ComputeGlobalAddress } from "@cdktf/provider-google/lib/compute-global-address";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";
import { pinLogicalId } from "../shared/pin-logical-id";

/** Properties of {@link EdgeAddress}. */
export interface EdgeAddressProps {
  /** What must exist first: the APIs. */
  readonly dependsOn: ITerraformDependable[];
  /** Whether Terraform refuses to destroy it. */
  readonly protect: boolean;
}

/** The load balancer's address, which the domain's records point to. */
export class EdgeAddress extends Construct {
  /** The address itself. */
  readonly address: string;
  /** Its name, by which the Ingress asks for it. */
  readonly name: string;

  constructor(scope: Construct, id: string, { dependsOn, protect }: EdgeAddressProps) {
    super(scope, id);
    const address = pinLogicalId(
      new ComputeGlobalAddress(this, "Default", {
        name: physicalName("compute", "edge"),
        addressType: "EXTERNAL",
        ipVersion: "IPV4",
        lifecycle: { preventDestroy: protect },
        dependsOn,
      }),
      "edge_address",
      "records outside of our reach point to it",
    );
    this.address = address.address;
    this.name = address.name;
  }
}
