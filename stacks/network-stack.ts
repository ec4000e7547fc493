import type { Construct } from "constructs";
import type { Environment } from "../config/schema/environment";
import { CloudArmor } from "../constructs/edge/cloud-armor";
import { DnsZone } from "../constructs/edge/dns-zone";
import { EdgeAddress } from "../constructs/edge/edge-address";
import { SslPolicy } from "../constructs/edge/ssl-policy";
import { Nat } from "../constructs/network/nat";
import { PrivateServiceAccess } from "../constructs/network/private-service-access";
import { ProjectServices } from "../constructs/network/project-services";
import { Vpc } from "../constructs/network/vpc";
import { googleProvider } from "../constructs/shared/providers";
import { APIS } from "./apis";
import { BaseStack, type BaseStackProps } from "./base-stack";
import { dnsRecords } from "./dns-records";
import { providerConfig } from "./provider-config";

/** What the other stacks know of the network. */
export interface NetworkOutputs {
  /** Id of the VPC. */
  readonly networkId: string;
  /** Id of the nodes' subnet. */
  readonly subnetId: string;
  /** Name of the subnet's secondary range for pods. */
  readonly podRangeName: string;
  /** Name of the subnet's secondary range for Services. */
  readonly serviceRangeName: string;
  /** Name of the range that Google's services take their addresses from. */
  readonly privateServicesRangeName: string;
  /** Name of the NAT gateway. */
  readonly natName: string;
  /** Name of the load balancer's address. */
  readonly edgeAddressName: string;
  /** Name of the Cloud Armor policy. */
  readonly armorPolicyName: string;
  /** Name of the SSL policy. */
  readonly sslPolicyName: string;
}

/** Properties of {@link NetworkStack}. */
export interface NetworkStackProps extends BaseStackProps {
  /** The environment. */
  readonly environment: Environment;
}

/** APIs, VPC, the way out (NAT), the way to Google's services, and the front door's address and policies. */
export class NetworkStack extends BaseStack {
  readonly outputs: NetworkOutputs;

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    super(scope, id, props);
    const { environment } = props;
    const { network, edge, dns, domain, region } = environment;
    const protect = environment.deletionProtection.enabled;
    googleProvider(this, providerConfig(environment, id));

    const apis = environment.observability.budget ? [...APIS, "billingbudgets"] : APIS;
    const dependsOn = new ProjectServices(this, "api", { apis }).all;
    const vpc = new Vpc(this, "vpc", { ...network, region, flowLogSampling: network.flowLogs.sampling, dependsOn });
    const networkId = vpc.network.id;
    const nat = new Nat(this, "nat", { ...network.nat, networkId, region });
    const privateServices = new PrivateServiceAccess(this, "private_services", {
      networkId,
      cidr: network.privateServicesCidr,
    });
    const address = new EdgeAddress(this, "edge_address", { dependsOn, protect });
    const armor = new CloudArmor(this, "cloud_armor", { ...edge.armor, dependsOn });
    const sslPolicy = new SslPolicy(this, "ssl_policy", { dependsOn });

    const records = dnsRecords(environment, address.address);
    const zone = dns.managed ? new DnsZone(this, "dns", { domain, records, dependsOn, protect }) : undefined;

    this.outputs = {
      networkId,
      subnetId: vpc.subnet.id,
      podRangeName: vpc.podRangeName,
      serviceRangeName: vpc.serviceRangeName,
      privateServicesRangeName: privateServices.rangeName,
      natName: nat.name,
      edgeAddressName: address.name,
      armorPolicyName: armor.policyName,
      sslPolicyName: sslPolicy.policyName,
    };
    this.publish({
      load_balancer_address: { value: address.address, description: "Address that every host resolves to" },
      nat_addresses: {
        value: nat.addresses,
        description: "Reserved addresses of outgoing connections; empty when Google chooses",
      },
      dns_records: {
        value: Object.values(records),
        description: "Records of the domain; create them where the domain is not managed here",
      },
      dns_name_servers: {
        value: zone?.nameServers ?? [],
        description: "Name servers to delegate the domain to; empty when it is not managed here",
      },
    });
  }
}
