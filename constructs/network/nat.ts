import { ComputeAddress } from "@cdktf/provider-google/lib/compute-address";
import { ComputeRouter } from "@cdktf/provider-google/lib/compute-router";
import { ComputeRouterNat } from "@cdktf/provider-google/lib/compute-router-nat";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";

/** Properties of {@link Nat}. */
export interface NatProps {
  /** Self link or id of the VPC. */
  readonly networkId: string;
  /** Region of the router. */
  readonly region: string;
  /** Reserved addresses, for allow-lists of others; 0 lets Google choose. */
  readonly staticAddresses: number;
  /** Ports a node starts with. */
  readonly minPortsPerVm: number;
  /** Ports a node may grow to. */
  readonly maxPortsPerVm: number;
}

/** The private nodes' way to the internet. */
export class Nat extends Construct {
  /** The reserved addresses; empty when Google chooses. */
  readonly addresses: readonly string[];
  /** Name of the gateway. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: NatProps) {
    super(scope, id);
    const router = new ComputeRouter(this, "router", {
      name: physicalName("compute", "router"),
      network: props.networkId,
      region: props.region,
    });
    const reserved = Array.from(
      { length: props.staticAddresses },
      (_, index) =>
        new ComputeAddress(this, `address_${index + 1}`, {
          name: physicalName("compute", "nat", String(index + 1)),
          region: props.region,
          // It refers to nothing that waits for the APIs.
          dependsOn: [router],
        }),
    );
    this.name = new ComputeRouterNat(this, "Default", {
      name: physicalName("compute", "nat"),
      router: router.name,
      region: props.region,
      natIpAllocateOption: reserved.length > 0 ? "MANUAL_ONLY" : "AUTO_ONLY",
      ...(reserved.length > 0 && { natIps: reserved.map((address) => address.selfLink) }),
      sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
      // Dynamic ports exclude endpoint-independent mapping: https://cloud.google.com/nat/docs/ports-and-addresses
      enableDynamicPortAllocation: true,
      enableEndpointIndependentMapping: false,
      minPortsPerVm: props.minPortsPerVm,
      maxPortsPerVm: props.maxPortsPerVm,
      logConfig: { enable: true, filter: "ERRORS_ONLY" },
    }).name;
    this.addresses = reserved.map((address) => address.address);
  }
}
