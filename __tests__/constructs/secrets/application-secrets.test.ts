import { ApplicationSecrets } from "../../../constructs/secrets/application-secrets";
import { resourcesOf } from "../../support/blocks";
import type { Block } from "../../support/synth";
import { synthConstruct } from "../../support/synth-construct";

const valueOf = (name: string) => ({ value: `value of ${name}`, version: `version of ${name}` });

function secrets(integrations: readonly string[] = []): Readonly<Record<string, Block>> {
  const stack = synthConstruct((scope) => {
    new ApplicationSecrets(scope, "secrets", {
      namespace: "flowmaestro",
      database: { host: "10.16.0.3", port: 5432 },
      redis: { host: "10.16.0.4", port: 6379 },
      databases: { application: "flowmaestro", temporal: "temporal", visibility: "temporal_visibility" },
      values: {
        applicationDatabasePassword: valueOf("password"),
        temporalDatabasePassword: valueOf("temporal's password"),
        jwtSecret: valueOf("jwt"),
        encryptionKey: valueOf("key"),
        integrations: Object.fromEntries(integrations.map((name) => [name, valueOf(name)])),
      },
    });
  });
  const all = resourcesOf(stack, "kubernetes_secret_v1");
  return Object.fromEntries(all.map((secret) => [(secret["metadata"] as { name: string }).name, secret]));
}

test("there are five secrets, with exactly the keys that are read", () => {
  const data = Object.entries(secrets()).map(([name, { data_wo: keys }]) => [name, keys]);

  expect(Object.fromEntries(data)).toEqual({
    "db-credentials": {
      host: "10.16.0.3",
      port: "5432",
      database: "flowmaestro",
      user: "flowmaestro",
      password: "value of password",
    },
    "temporal-db-credentials": {
      host: "10.16.0.3",
      port: "5432",
      database: "temporal",
      "visibility-database": "temporal_visibility",
      user: "temporal",
      password: "value of temporal's password",
    },
    "redis-credentials": { host: "10.16.0.4", port: "6379" },
    "app-secrets": { "jwt-secret": "value of jwt", "encryption-key": "value of key" },
    "integration-secrets": {},
  });
});

test("an integration is a key called like its variable", () => {
  expect(secrets(["OPENAI_API_KEY"])["integration-secrets"]!["data_wo"]).toEqual({
    OPENAI_API_KEY: "value of OPENAI_API_KEY",
  });
});

test("an integration whose value is still to come stops the plan, and the message says how to set it", () => {
  expect(secrets(["OPENAI_API_KEY"])["integration-secrets"]!["lifecycle"]).toEqual({
    precondition: [
      {
        condition: expect.stringContaining('!= "1"') as string,
        error_message: expect.stringMatching(
          /OPENAI_API_KEY .* gcloud secrets versions add flowmaestro-integration-OPENAI_API_KEY /,
        ) as string,
      },
    ],
  });
});

test("nothing else stops the plan", () => {
  expect(Object.values(secrets()).map(({ lifecycle }) => lifecycle)).toEqual(Array(5).fill(undefined));
});
