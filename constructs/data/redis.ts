import { RedisInstance } from "@cdktf/provider-google/lib/redis-instance";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";
import { pinLogicalId } from "../shared/pin-logical-id";

/** Properties of {@link Redis}. */
export interface RedisProps {
  /** Region it is in. */
  readonly region: string;
  /** Engine version, such as REDIS_7_0. */
  readonly version: string;
  /** STANDARD_HA or BASIC; cannot change after creation. */
  readonly tier: string;
  /** Memory, in GB. */
  readonly memorySizeGb: number;
  /** `maxmemory-policy` */
  readonly evictionPolicy: string;
  /** TLS; cannot change after creation. */
  readonly transitEncryption: boolean;
  /** Weekly window for updates, in UTC. */
  readonly maintenance: {
    readonly day: string;
    /** UTC. */
    readonly hour: number;
  };
  /** Id of the VPC it has its address in. */
  readonly networkId: string;
  /** Name of the range that the address is taken from. */
  readonly privateServicesRangeName: string;
  /** Existing Cloud KMS key. @default - Google's own keys */
  readonly kmsKey?: string | undefined;
  /** Whether it refuses to be deleted. */
  readonly protect: boolean;
}

/** Memorystore for Redis, with a private address only. */
export class Redis extends Construct {
  /** `projects/PROJECT/locations/REGION/instances/NAME` */
  readonly id: string;
  readonly host: string;
  readonly port: number;

  constructor(scope: Construct, id: string, props: RedisProps) {
    super(scope, id);
    const instance = pinLogicalId(
      new RedisInstance(this, "Default", {
        name: physicalName("redis", "redis"),
        region: props.region,
        redisVersion: props.version,
        tier: props.tier,
        memorySizeGb: props.memorySizeGb,
        redisConfigs: { "maxmemory-policy": props.evictionPolicy },
        transitEncryptionMode: props.transitEncryption ? "SERVER_AUTHENTICATION" : "DISABLED",
        connectMode: "PRIVATE_SERVICE_ACCESS",
        authorizedNetwork: props.networkId,
        reservedIpRange: props.privateServicesRangeName,
        customerManagedKey: props.kmsKey,
        maintenancePolicy: {
          weeklyMaintenanceWindow: [
            {
              day: props.maintenance.day,
              startTime: { hours: props.maintenance.hour, minutes: 0, seconds: 0, nanos: 0 },
            },
          ],
        },
        lifecycle: { preventDestroy: props.protect },
        timeouts: { create: "30m", update: "30m", delete: "30m" },
      }),
      "redis",
      "its address is in the pods' configuration, its tier cannot change in place",
    );
    // Newer than the bindings.
    instance.addOverride("deletion_protection", props.protect);
    this.id = instance.id;
    this.host = instance.host;
    this.port = instance.port;
  }
}
