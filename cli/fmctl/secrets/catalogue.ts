import {
  notificationRole,
  type SecretChannel,
  secretChannels,
} from "../../../constructs/observability/secret-channels";
import type { ApplicationSecretReferences } from "../../../constructs/secrets/application-secrets";
import { SECRET_ROLES } from "../../../constructs/secrets/secret-roles";
import { physicalName } from "../../../constructs/shared/names";
import { type Binding, bindings } from "../../../constructs/workloads/bindings";
import { DATABASES } from "../../../stacks/fixed-names";
import { type AnyEnvironment, isLocal } from "../context";

/** What a secret is, which decides on what may be done with it. */
export type SecretKind = "database-password" | "jwt-secret" | "encryption-key" | "integration" | "notification";

/** Whether somebody else makes the value, so that Terraform could only make a placeholder for it. */
export function isIssued({ kind }: Pick<EnvironmentSecret, "kind">): boolean {
  return kind === "integration" || kind === "notification";
}

/** One secret of an environment. */
export interface EnvironmentSecret {
  /** What a person types: `jwt-secret`, `OPENAI_API_KEY`. */
  readonly name: string;
  readonly kind: SecretKind;
  readonly purpose: string;
  /** Its name in Secret Manager, where there is one. */
  readonly secretId: string;
  /** Where the cluster has it. @default - nowhere: a notification channel reads it */
  readonly kubernetes?: { readonly secret: string; readonly key: string };
  /** Releases whose pods read it. */
  readonly readers: readonly string[];
}

/** A Kubernetes secret that pods read: what it holds, by key. */
export interface KubernetesContent {
  readonly name: string;
  /** Keys that are no secrets; their values are in the revision as they are. */
  readonly plain: readonly string[];
  /** Keys that are, by the name in the catalogue. */
  readonly secret: Readonly<Record<string, EnvironmentSecret>>;
}

const named = (name: string) => ({ name, revision: "" });
/** The Kubernetes secrets by their part in {@link bindings}. */
const REFERENCES: ApplicationSecretReferences = {
  database: named("db-credentials"),
  temporalDatabase: named("temporal-db-credentials"),
  redis: named("redis-credentials"),
  app: named("app-secrets"),
  integrations: named("integration-secrets"),
};
const PLAIN: Readonly<Record<string, readonly string[]>> = {
  [REFERENCES.database.name]: ["host", "port", "database", "user"],
  [REFERENCES.temporalDatabase.name]: ["host", "port", "database", "visibility-database", "user"],
  [REFERENCES.redis.name]: ["host", "port"],
};

/** What each dependency of a service brings. */
export function broughtBy(environment: AnyEnvironment): Readonly<Record<string, Binding>> {
  return bindings({
    secrets: REFERENCES,
    poolSize: 0,
    databaseSslMode: "",
    temporalNamespace: environment.temporal.namespace,
    buckets: Object.fromEntries(Object.keys(isLocal(environment) ? {} : environment.buckets).map((key) => [key, ""])),
  });
}

/** Services that read a Kubernetes secret. */
function servicesReading(environment: AnyEnvironment, secret: string): readonly string[] {
  const brought = broughtBy(environment);
  const reads = ({ secretEnv, secretEnvFrom }: Binding) => [secretEnv?.secret.name, secretEnvFrom?.name];
  return Object.entries(environment.services)
    .filter(([, { uses }]) => uses.some((dependency) => reads(brought[dependency]!).includes(secret)))
    .map(([name]) => name);
}

/** What alerts are sent with. */
function ofChannel(channel: SecretChannel): EnvironmentSecret {
  const role = notificationRole(channel);
  return {
    name: role,
    kind: "notification",
    purpose: "what alerts are sent with",
    secretId: physicalName("secret", role),
    readers: ["observability"],
  };
}

/** The secrets of an environment, as the stacks make them of its file. */
export function environmentSecrets(environment: AnyEnvironment): readonly EnvironmentSecret[] {
  const { database, temporalDatabase, app, integrations } = REFERENCES;
  const secret = (
    kind: SecretKind,
    role: string,
    purpose: string,
    [kubernetes, key]: readonly [{ readonly name: string }, string],
    readers = servicesReading(environment, kubernetes.name),
  ): EnvironmentSecret => ({
    name: kind === "integration" ? key : role,
    kind,
    purpose,
    secretId: physicalName("secret", role),
    kubernetes: { secret: kubernetes.name, key },
    readers,
  });
  const ofDatabase = (user: string) => SECRET_ROLES.databasePassword(user);
  return [
    secret(
      "database-password",
      ofDatabase(DATABASES.application),
      `the application's login ${DATABASES.application} to PostgreSQL`,
      [database, "password"],
      [...servicesReading(environment, database.name), "migrations"],
    ),
    secret(
      "database-password",
      ofDatabase(DATABASES.temporal),
      `Temporal's login ${DATABASES.temporal} to PostgreSQL`,
      [temporalDatabase, "password"],
      ["temporal"],
    ),
    secret("jwt-secret", SECRET_ROLES.jwtSecret, "signs the tokens of everybody who is logged in", [app, "jwt-secret"]),
    secret("encryption-key", SECRET_ROLES.encryptionKey, "encrypts the credentials that users store", [
      app,
      "encryption-key",
    ]),
    ...(isLocal(environment) ? [] : environment.integrationSecrets).map((name) =>
      secret("integration", SECRET_ROLES.integration(name), "an integration's key", [integrations, name]),
    ),
    ...(isLocal(environment) ? [] : secretChannels(environment.observability.channels)).map(ofChannel),
  ];
}

/** The Kubernetes secrets of an environment with what belongs into each. */
export function kubernetesContents(environment: AnyEnvironment): readonly KubernetesContent[] {
  const all = environmentSecrets(environment);
  return Object.values(REFERENCES as unknown as Record<string, { readonly name: string }>).map(({ name }) => ({
    name,
    plain: PLAIN[name] ?? [],
    secret: Object.fromEntries(
      all.flatMap((each) => (each.kubernetes?.secret === name ? [[each.kubernetes.key, each] as const] : [])),
    ),
  }));
}
