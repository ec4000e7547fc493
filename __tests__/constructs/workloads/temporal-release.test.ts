import { TerraformLocal } from "cdktf";
import { TemporalRelease, type TemporalReleaseProps } from "../../../constructs/workloads/temporal-release";
import { resourceOf } from "../../support/blocks";
import { helmReleases } from "../../support/helm-release";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: TemporalReleaseProps = {
  namespace: "flowmaestro",
  source: { chart: "temporal", repository: "https://charts.example.com", version: "1.6.0" },
  imageRegistry: "docker.io/temporalio",
  temporalNamespace: "default",
  retentionDays: 30,
  historyShards: 512,
  pools: { default: 8, visibility: 4 },
  replicas: { frontend: 3, history: 3, matching: 3, worker: 3, web: 1 },
  resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "2", memory: "2Gi" } },
  webResources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "256Mi" } },
  database: {
    host: "10.16.0.3",
    port: 5432,
    serverCa: "CERTIFICATES",
    default: "temporal",
    visibility: "temporal_visibility",
    user: "temporal",
  },
  secret: { name: "temporal-db-credentials", revision: "42" },
  scraped: true,
  protect: true,
  dependsOn: [],
};

interface Sql {
  readonly databaseName: string;
  readonly tls?: object;
}

interface TemporalValues {
  readonly server: {
    readonly config: { readonly persistence: { readonly datastores: Readonly<Record<string, { readonly sql: Sql }>> } };
  };
}

const synthesized = (change: Partial<TemporalReleaseProps> = {}) =>
  synthConstruct((stack) => new TemporalRelease(stack, "temporal", { ...MINIMAL, ...change }));
const release = (change: Partial<TemporalReleaseProps> = {}) => helmReleases(synthesized(change))[0]!;
const stores = (change: Partial<TemporalReleaseProps> = {}) =>
  (release(change).values as unknown as TemporalValues).server.config.persistence.datastores;

test("it is the official chart at its exact version", () => {
  expect(release().block).toMatchObject({ name: "temporal", ...MINIMAL.source });
});

describe("its two stores", () => {
  test("are PostgreSQL databases that exist already, with a schema that the chart keeps", () => {
    expect(Object.keys(stores())).toEqual(["default", "visibility"]);
    for (const { sql } of Object.values(stores())) {
      expect(sql).toMatchObject({
        pluginName: "postgres12",
        createDatabase: false,
        manageSchema: true,
        connectAddr: "10.16.0.3:5432",
        user: "temporal",
        existingSecret: "temporal-db-credentials",
        secretKey: "password",
      });
    }
  });

  test("are a database each, with a pool of its own", () => {
    expect(stores()).toMatchObject({
      default: { sql: { databaseName: "temporal", maxConns: 8, maxIdleConns: 8 } },
      visibility: { sql: { databaseName: "temporal_visibility", maxConns: 4, maxIdleConns: 4 } },
    });
  });

  test("verify who the database is", () => {
    for (const { sql } of Object.values(stores())) {
      expect(sql).toMatchObject({
        connectAttributes: { sslmode: "verify-ca" },
        tls: { enabled: true, caFile: "/etc/database-ca/server-ca.pem" },
      });
    }
  });

  test("are not encrypted where the database has no certificate, and say so", () => {
    const database = { ...MINIMAL.database, serverCa: undefined };

    for (const { sql } of Object.values(stores({ database }))) {
      expect(sql).toMatchObject({ connectAttributes: { sslmode: "disable" } });
      expect(sql.tls).toBeUndefined();
    }
  });
});

test("the certificates are there before the hooks that mount them", () => {
  expect(resourceOf(synthesized(), "kubernetes_config_map_v1")).toMatchObject({
    metadata: { name: "temporal-database-ca", namespace: "flowmaestro" },
    data: { "server-ca.pem": "CERTIFICATES" },
  });
  expect(release().block["depends_on"]).toEqual([
    expect.stringMatching(/^kubernetes_config_map_v1\./),
    expect.stringMatching(/^kubernetes_service_account_v1\./),
  ]);
});

test("its pods restart when the password or the certificates have changed", () => {
  // WHEN
  const stack = synthConstruct((scope) => {
    const serverCa = new TerraformLocal(scope, "ca", "CERTIFICATES").asString;
    new TemporalRelease(scope, "temporal", { ...MINIMAL, database: { ...MINIMAL.database, serverCa } });
  });

  // THEN
  const [, , overlay] = helmReleases(stack)[0]!.block["values"] as string[];
  expect(overlay).toContain('"flowmaestro.io/temporal-db-credentials-revision" = "42"');
  expect(overlay).toContain('"flowmaestro.io/database-ca-revision" = substr(sha256(local.ca), 0, 8)');
});

describe("history shards", () => {
  test("are as many as the first deployment said", () => {
    expect(release({ historyShards: 64 }).values).toMatchObject({
      server: { config: { persistence: { numHistoryShards: 64 } } },
    });
  });

  test.each([true, false])("cannot become more or less where things are protected: %p", (protect) => {
    expect(resourceOf(synthesized({ protect }), "terraform_data")).toEqual({
      triggers_replace: 512,
      lifecycle: { prevent_destroy: protect },
    });
  });
});

test("the Temporal namespace is made, and keeps what is finished for so long", () => {
  expect(release({ temporalNamespace: "maestro", retentionDays: 7 }).values).toMatchObject({
    server: { config: { namespaces: { create: true, namespace: [{ name: "maestro", retention: "7d" }] } } },
  });
});

test("each role has its pods, with disk, spread over the zones", () => {
  // WHEN
  const { server } = release({ replicas: { ...MINIMAL.replicas, history: 5 } }).values as {
    server: Record<string, unknown>;
  };

  // THEN
  expect(server["history"]).toMatchObject({
    replicaCount: 5,
    resources: {
      requests: { cpu: "500m", memory: "512Mi", "ephemeral-storage": "1Gi" },
      limits: { cpu: "2", memory: "2Gi", "ephemeral-storage": "1Gi" },
    },
    topologySpreadConstraints: [
      {
        topologyKey: "topology.kubernetes.io/zone",
        labelSelector: { matchLabels: { "app.kubernetes.io/component": "history" } },
      },
    ],
  });
  expect(["frontend", "matching", "worker"].map((role) => server[role])).toEqual(
    Array(3).fill(expect.objectContaining({ replicaCount: 3 })),
  );
});

test.each([
  [1, true],
  [0, false],
])("with %d pods, the web interface is on: %p", (web, enabled) => {
  expect(release({ replicas: { ...MINIMAL.replicas, web } }).values).toMatchObject({
    web: { enabled, replicaCount: web, resources: { requests: { cpu: "100m" } } },
  });
});

test("managed Prometheus collects its metrics, where there is one", () => {
  // WHEN
  const [podMonitoring] = release().values["extraObjects"] as string[];

  // THEN
  expect(podMonitoring).toContain("kind: PodMonitoring");
  expect(podMonitoring).toContain("values: [frontend, history, matching, worker]");
  expect(podMonitoring).toContain("action: keep");
  expect(release({ scraped: false }).values).not.toHaveProperty("extraObjects");
});
