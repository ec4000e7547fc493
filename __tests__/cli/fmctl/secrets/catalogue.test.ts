import { environmentSecrets, kubernetesContents } from "../../../../cli/fmctl/secrets/catalogue";
import { loadAnyEnvironment, loadEnvironment } from "../../../../config/load";
import { NAMESPACE } from "../../../../stacks/fixed-names";
import { CLOUD, synthVariant } from "../../../support/variants";
import { synthEnvironment } from "../../../support/synth-app";
import type { Synthesized } from "../../../support/synth";

const INTEGRATIONS = ["OPENAI_API_KEY", "SLACK_BOT_TOKEN"];
const production = loadEnvironment("production");
const everythingOn = {
  ...production,
  integrationSecrets: INTEGRATIONS,
  observability: {
    ...production.observability,
    channels: {
      ...production.observability.channels,
      slack: { channel: "#ops", leastSeverity: "WARNING" as const },
      pagerDuty: { leastSeverity: "CRITICAL" as const },
      webhook: { url: "https://hooks.example.com/alerts", username: "flowmaestro", leastSeverity: "ERROR" as const },
    },
  },
};

const resources = (synthesized: Synthesized, stack: string, type: string) =>
  Object.values(synthesized.stacks[stack]!.resource?.[type] ?? {});

test("the catalogue has exactly the secrets that the data stack makes", () => {
  const made = resources(synthVariant("everything on"), "data", "google_secret_manager_secret");
  const names = environmentSecrets(everythingOn).map(({ secretId }) => secretId);

  expect(names.sort()).toEqual(made.map(({ secret_id }) => secret_id as string).sort());
  expect(Object.keys(CLOUD)).toContain("everything on");
});

test.each([
  ["in Google Cloud", everythingOn, () => synthVariant("everything on"), "workloads"],
  ["in a cluster of one's own", loadAnyEnvironment("local"), () => synthEnvironment("local"), "data"],
])("the Kubernetes secrets have exactly the keys that the stack writes: %s", (_where, environment, synth, stack) => {
  const written = resources(synth(), stack, "kubernetes_secret_v1").map(({ metadata, data_wo }) => [
    (metadata as { name: string }).name,
    Object.keys((data_wo as object | undefined) ?? {}).sort(),
  ]);
  const expected = kubernetesContents(environment).map(({ name, plain, secret }) => [
    name,
    [...plain, ...Object.keys(secret)].sort(),
  ]);

  expect(Object.fromEntries(expected)).toEqual(Object.fromEntries(written));
  expect(NAMESPACE).toBe("flowmaestro");
});

test("who reads a secret follows from `uses`", () => {
  const readers = Object.fromEntries(environmentSecrets(everythingOn).map(({ name, readers }) => [name, readers]));

  expect(readers).toEqual({
    "flowmaestro-database-password": ["api-server", "temporal-worker", "migrations"],
    "temporal-database-password": ["temporal"],
    "jwt-secret": ["api-server", "temporal-worker"],
    "encryption-key": ["api-server", "temporal-worker"],
    OPENAI_API_KEY: ["api-server", "temporal-worker"],
    SLACK_BOT_TOKEN: ["api-server", "temporal-worker"],
    "notification-slack": ["observability"],
    "notification-pagerduty": ["observability"],
    "notification-webhook": ["observability"],
  });
});
