import { addressedBlocks, resourcesOf } from "../support/blocks";
import { referredTo } from "../support/dependencies";
import { referencesIn } from "../support/expressions";
import { type HelmRelease, helmReleases } from "../support/helm-release";
import type { Block, Synthesized } from "../support/synth";
import { originOf, originsOf } from "../support/trace";
import { CLOUD, SUBJECTS, synthVariant } from "../support/variants";

interface KubernetesSecret {
  readonly metadata: { readonly name: string };
  readonly data_wo: Readonly<Record<string, string>>;
  readonly data_wo_revision: string;
}

const POSTGRES = "data/google_sql_database_instance.postgres";
const REDIS = "data/google_redis_instance.redis";
/** The value that Secret Manager holds. */
const valueOf = (secret: string) => `value of data/google_secret_manager_secret_version.${secret}_first_version.secret`;

const EXPECTED = {
  "db-credentials": {
    host: `${POSTGRES}.private_ip_address`,
    port: "5432",
    database: "flowmaestro",
    user: "flowmaestro",
    password: valueOf("secret_flowmaestro_database_password"),
  },
  "temporal-db-credentials": {
    host: `${POSTGRES}.private_ip_address`,
    port: "5432",
    database: "temporal",
    "visibility-database": "temporal_visibility",
    user: "temporal",
    password: valueOf("secret_temporal_database_password"),
  },
  "redis-credentials": { host: `${REDIS}.host`, port: `${REDIS}.port` },
  "app-secrets": { "jwt-secret": valueOf("secret_jwt_secret"), "encryption-key": valueOf("secret_encryption_key") },
};

/** In Google Cloud they are made in the stack of the workloads, locally in that of the data. */
function kubernetesSecrets({ stacks }: Synthesized): readonly KubernetesSecret[] {
  const all = Object.values(stacks).flatMap((stack) => resourcesOf(stack, "kubernetes_secret_v1"));
  return all as unknown as readonly KubernetesSecret[];
}

/** The secrets' names by where their revisions come from. */
function secretNames({ stacks }: Synthesized): Readonly<Record<string, string>> {
  const entries = Object.entries(stacks).flatMap(([stack, { resource = {} }]) =>
    Object.entries(resource["kubernetes_secret_v1"] ?? {}).map(
      ([id, { metadata }]) =>
        [`${stack}/kubernetes_secret_v1.${id}.data_wo_revision`, (metadata as { name: string }).name] as const,
    ),
  );
  return Object.fromEntries(entries);
}

/** The secrets with what each key is made from. */
function meanings(synthesized: Synthesized): Record<string, Record<string, string>> {
  const ephemeral = synthesized.stacks["workloads"]!.ephemeral!["google_secret_manager_secret_version"]!;
  const meaning = (value: string): string => {
    const origin = originOf(synthesized, "workloads", value);
    const opened = /^workloads\/ephemeral\.google_secret_manager_secret_version\.(\w+)\.secret_data$/.exec(origin)?.[1];
    return opened ? `value of ${meaning(ephemeral[opened]!["secret"] as string)}` : origin;
  };
  return Object.fromEntries(
    kubernetesSecrets(synthesized).map(({ metadata, data_wo: data }) => [
      metadata.name,
      Object.fromEntries(Object.entries(data).map(([key, value]) => [key, meaning(value)])),
    ]),
  );
}

/** Every map below a value, itself included. */
function mapsBelow(value: unknown): readonly Block[] {
  if (typeof value !== "object" || value === null) return [];
  return [value as Block, ...Object.values(value).flatMap(mapsBelow)];
}

/** What a release reads out of secrets; no key for a whole secret. */
function secretReads({ values }: HelmRelease): readonly { secret: string; key?: string }[] {
  const { secretEnv = {}, secretEnvFrom = [] } = values as {
    secretEnv?: Record<string, { secret: string; key: string }>;
    secretEnvFrom?: string[];
  };
  const existing = mapsBelow(values)
    .filter(({ existingSecret }) => existingSecret !== undefined)
    .map(({ existingSecret, secretKey }) => ({ secret: existingSecret as string, key: secretKey as string }));
  return [...Object.values(secretEnv), ...secretEnvFrom.map((secret) => ({ secret })), ...existing];
}

const unique = (names: readonly string[]) => [...new Set(names)].sort();

describe.each(Object.keys(CLOUD))("%s", (subject) => {
  const synthesized = CLOUD[subject]!;
  const workloads = () => synthesized().stacks["workloads"]!;

  test("hosts, ports, names and passwords arrive under the keys that are read", () => {
    expect(meanings(synthesized())).toEqual({ ...EXPECTED, "integration-secrets": expect.any(Object) as object });
  });

  test("PostgreSQL and the pods have the same passwords", () => {
    // GIVEN
    const { google_sql_user: users } = synthesized().stacks["data"]!.resource!;
    const opened = synthesized().stacks["data"]!.ephemeral!["google_secret_manager_secret_version"]!;

    // WHEN
    const secrets = Object.values(users!).map(({ name, password_wo: password }) => {
      const [reference] = referencesIn(password as string);
      const origin = originOf(synthesized(), "data", opened[reference!.address.split(".")[2]!]!["secret"] as string);
      return [name, `value of ${origin}`];
    });

    // THEN
    expect(Object.fromEntries(secrets)).toEqual({
      flowmaestro: EXPECTED["db-credentials"].password,
      temporal: EXPECTED["temporal-db-credentials"].password,
    });
  });

  test("each value is read at exactly the version that its revision counts", () => {
    for (const { metadata, data_wo: data, data_wo_revision: revision } of kubernetesSecrets(synthesized())) {
      // GIVEN
      const values = unique(referredTo(data));
      const opened = addressedBlocks(workloads()).filter(({ address }) => values.includes(address));

      // WHEN
      const versions = opened.flatMap(({ block }) => referredTo(block["version"]));
      const plain = values.filter((address) => !address.startsWith("ephemeral."));

      // THEN
      expect([metadata.name, unique(referredTo(revision))]).toEqual([metadata.name, unique([...plain, ...versions])]);
    }
  });

  test("no data source brings a secret's value into the state", () => {
    const versions = ["data", "workloads"].flatMap((name) =>
      Object.values(synthesized().stacks[name]!.data!["google_secret_manager_secret_version"]!),
    );

    expect(new Set(versions.map(({ fetch_secret_data: fetched }) => fetched))).toEqual(new Set([false]));
  });
});

describe.each(Object.keys(SUBJECTS))("%s", (subject) => {
  const synthesized = SUBJECTS[subject]!;
  const workloads = () => synthesized().stacks["workloads"]!;

  test("every key that a pod reads is in a secret", () => {
    // GIVEN
    const keys = Object.fromEntries(
      kubernetesSecrets(synthesized()).map(({ metadata, data_wo: data }) => [metadata.name, Object.keys(data)]),
    );

    // THEN
    for (const { secret, key } of helmReleases(workloads()).flatMap(secretReads)) {
      expect(Object.keys(keys)).toContain(secret);
      if (key !== undefined) expect(keys[secret]).toContain(key);
    }
  });

  test("the revision of a secret restarts exactly the pods that read it", () => {
    // GIVEN
    const revisions = secretNames(synthesized());

    for (const release of helmReleases(workloads())) {
      // WHEN
      const arrived = (release.block["values"] as string[])
        .flatMap((document) => originsOf(synthesized(), "workloads", document))
        .flatMap((origin) => revisions[origin] ?? []);

      // THEN
      expect([release.name, unique(arrived)]).toEqual([
        release.name,
        unique(secretReads(release).map(({ secret }) => secret)),
      ]);
    }
  });
});

describe("an integration", () => {
  const synthesized = () => synthVariant("everything on");

  test("is a key of integration-secrets, called like its variable", () => {
    expect(meanings(synthesized())["integration-secrets"]).toEqual({
      OPENAI_API_KEY: valueOf("secret_integration_openai_api_key"),
      SLACK_BOT_TOKEN: valueOf("secret_integration_slack_bot_token"),
    });
  });

  test("stops the plan while its secret is the placeholder, with the command that sets the one that exists", () => {
    // GIVEN
    const { secret_integration_openai_api_key: secret } =
      synthesized().stacks["data"]!.resource!["google_secret_manager_secret"]!;
    const { secrets_integration_secrets: kubernetesSecret } =
      synthesized().stacks["workloads"]!.resource!["kubernetes_secret_v1"]!;

    // WHEN
    const { precondition } = kubernetesSecret!["lifecycle"] as { precondition: Record<string, string>[] };

    // THEN
    expect(precondition).toHaveLength(2);
    expect(precondition[0]!["condition"]).toMatch(/\.version != "1"/);
    expect(precondition[0]!["error_message"]).toContain(
      `gcloud secrets versions add ${secret!["secret_id"] as string} `,
    );
  });
});

describe("the variables of", () => {
  const DATABASE = ["PGSSLMODE", "POSTGRES_DB", "POSTGRES_HOST", "POSTGRES_PASSWORD", "POSTGRES_POOL_SIZE"];
  const BACKEND = [
    ...DATABASE,
    ...["POSTGRES_PORT", "POSTGRES_USER", "REDIS_HOST", "REDIS_PORT", "JWT_SECRET", "ENCRYPTION_KEY"],
    ...["TEMPORAL_ADDRESS", "TEMPORAL_NAMESPACE", "TEMPORAL_TASK_QUEUE"],
    ...["GCS_UPLOADS_BUCKET", "GCS_ARTIFACTS_BUCKET", "GCS_KNOWLEDGE_DOCS_BUCKET", "GCS_INTERFACE_DOCS_BUCKET"],
    ...["NODE_ENV", "LOG_LEVEL", "BACKEND_HOST", "BACKEND_PORT", "CORS_ORIGIN", "API_URL", "APP_URL", "MARKETING_URL"],
  ];
  const WORKER = ["WORKER_HEALTH_PORT", "TEMPORAL_MAX_CONCURRENT_ACTIVITIES", "TEMPORAL_MAX_CONCURRENT_WORKFLOWS"];

  test.each([
    ["api-server", BACKEND],
    ["temporal-worker", [...BACKEND, ...WORKER]],
    ["frontend", []],
    ["marketing", []],
  ])("%s are those that it reads", (service, variables) => {
    // GIVEN
    const releases = helmReleases(CLOUD["production"]!().stacks["workloads"]!);

    // WHEN
    const { env, secretEnv } = releases.find(({ name }) => name === service)!.values as Record<string, object>;

    // THEN
    expect([...Object.keys(env!), ...Object.keys(secretEnv!)].sort()).toEqual([...variables].sort());
  });

  test("a service name each bucket by its key", () => {
    // GIVEN
    const production = CLOUD["production"]!();
    const api = helmReleases(production.stacks["workloads"]!).find(({ name }) => name === "api-server");

    // WHEN
    const { GCS_KNOWLEDGE_DOCS_BUCKET: bucket } = api!.values["env"] as Record<string, string>;

    // THEN
    expect(originOf(production, "workloads", bucket!)).toBe("data/google_storage_bucket.bucket_knowledge_docs.name");
  });
});
