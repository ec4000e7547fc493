import { DnsManagedZone } from "@cdktf/provider-google/lib/dns-managed-zone";
import { DnsRecordSet } from "@cdktf/provider-google/lib/dns-record-set";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";
import { pinLogicalId } from "../shared/pin-logical-id";

/** A record that makes a host of the environment resolve. */
export interface DnsRecord {
  /** Fully qualified, without the final dot. */
  readonly name: string;
  readonly type: "A" | "CAA";
  /** Seconds. */
  readonly ttl: number;
  readonly values: readonly string[];
}

/** Properties of {@link DnsZone}. */
export interface DnsZoneProps {
  /** The zone's domain, without the final dot. */
  readonly domain: string;
  /** What the zone answers, by a stable key. */
  readonly records: Readonly<Record<string, DnsRecord>>;
  /** What must exist first: the APIs. */
  readonly dependsOn: ITerraformDependable[];
  /** Whether Terraform refuses to destroy it. */
  readonly protect: boolean;
}

/** The public zone of the domain, signed, with the records of every host. */
export class DnsZone extends Construct {
  /** Name servers that the registrar must delegate the domain to. */
  readonly nameServers: string[];

  constructor(scope: Construct, id: string, { domain, records, dependsOn, protect }: DnsZoneProps) {
    super(scope, id);
    const zone = pinLogicalId(
      new DnsManagedZone(this, "Default", {
        name: physicalName("dnsZone", "public"),
        dnsName: `${domain}.`,
        description: "Hosts of FlowMaestro",
        forceDestroy: false,
        dnssecConfig: {
          state: "on",
          nonExistence: "nsec3",
          defaultKeySpecs: [
            { algorithm: "ecdsap256sha256", keyLength: 256, keyType: "keySigning" },
            { algorithm: "ecdsap256sha256", keyLength: 256, keyType: "zoneSigning" },
          ],
        },
        lifecycle: { preventDestroy: protect },
        dependsOn,
      }),
      "dns_zone",
      "a new zone has other name servers, which the registrar does not know",
    );
    for (const [key, record] of Object.entries(records)) {
      new DnsRecordSet(this, key, {
        managedZone: zone.name,
        name: `${record.name}.`,
        type: record.type,
        ttl: record.ttl,
        rrdatas: [...record.values],
      });
    }
    this.nameServers = zone.nameServers;
  }
}
