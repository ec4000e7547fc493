import { Redis, type RedisProps } from "../../../constructs/data/redis";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: RedisProps = {
  region: "us-central1",
  version: "REDIS_7_0",
  tier: "STANDARD_HA",
  memorySizeGb: 5,
  evictionPolicy: "allkeys-lru",
  transitEncryption: false,
  maintenance: { day: "SUNDAY", hour: 3 },
  networkId: "projects/acme/global/networks/main",
  privateServicesRangeName: "private-services",
  protect: true,
};

const redis = (change: Partial<RedisProps> = {}) =>
  resourceOf(
    synthConstruct((stack) => new Redis(stack, "redis", { ...MINIMAL, ...change })),
    "google_redis_instance",
  );

test("it has its address in the network's private range, and no other", () => {
  expect(redis()).toMatchObject({
    name: "flowmaestro-redis",
    connect_mode: "PRIVATE_SERVICE_ACCESS",
    authorized_network: MINIMAL.networkId,
    reserved_ip_range: "private-services",
  });
});

test("it is protected from deletion, twice", () => {
  expect(redis()).toMatchObject({ deletion_protection: true, lifecycle: { prevent_destroy: true } });
});

test("it has no password and no TLS, which the application could not use", () => {
  expect(redis()).toMatchObject({ transit_encryption_mode: "DISABLED" });
  expect(redis()["auth_enabled"]).toBeUndefined();
});

test("its address stays the same in Terraform for ever", () => {
  const { resource } = synthConstruct((stack) => new Redis(stack, "cache", MINIMAL));

  expect(Object.keys(resource!["google_redis_instance"]!)).toEqual(["redis"]);
});

test.each<[Partial<RedisProps>, Record<string, unknown>]>([
  [{ version: "REDIS_7_2" }, { redis_version: "REDIS_7_2" }],
  [{ tier: "BASIC" }, { tier: "BASIC" }],
  [{ memorySizeGb: 10 }, { memory_size_gb: 10 }],
  [{ evictionPolicy: "noeviction" }, { redis_configs: { "maxmemory-policy": "noeviction" } }],
  [{ transitEncryption: true }, { transit_encryption_mode: "SERVER_AUTHENTICATION" }],
  [{ kmsKey: "key" }, { customer_managed_key: "key" }],
  [{ protect: false }, { deletion_protection: false, lifecycle: { prevent_destroy: false } }],
  [
    { maintenance: { day: "MONDAY", hour: 0 } },
    {
      maintenance_policy: {
        weekly_maintenance_window: [{ day: "MONDAY", start_time: { hours: 0, minutes: 0, seconds: 0, nanos: 0 } }],
      },
    },
  ],
])("%j decides it", (change, expected) => {
  expect(redis(change)).toMatchObject(expected);
});
