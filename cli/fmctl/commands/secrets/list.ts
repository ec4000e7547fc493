import { NAMESPACE } from "../../../../stacks/fixed-names";
import { connect } from "../../cluster/cluster";
import { type AnyEnvironment, type Context, isLocal } from "../../context";
import { chosenEnvironment } from "../../environment";
import { deployedSecrets } from "../../secrets/cluster-secrets";
import { type EnvironmentSecret, environmentSecrets, kubernetesContents } from "../../secrets/catalogue";
import { storedSecrets, storedState, type StoredState } from "../../secrets/stored";
import { table } from "../../table";

interface Listed {
  readonly name: string;
  readonly kind: string;
  readonly purpose: string;
  /** In Secret Manager; nothing for a local environment. */
  readonly secretId?: string;
  readonly kubernetesSecret?: string | undefined;
  readonly key?: string | undefined;
  readonly readers: readonly string[];
  readonly state: StoredState;
  readonly version?: string | undefined;
  readonly createdAt?: string | undefined;
}

function described(secret: EnvironmentSecret): Omit<Listed, "state"> {
  const { name, kind, purpose, kubernetes, readers } = secret;
  return { name, kind, purpose, kubernetesSecret: kubernetes?.secret, key: kubernetes?.key, readers };
}

async function inSecretManager(context: Context, environment: AnyEnvironment): Promise<readonly Listed[]> {
  const secrets = environmentSecrets(environment);
  const stored = await storedSecrets(context, environment, secrets);
  return secrets.map((secret) => {
    const newest = stored[secret.name];
    const { version, createdAt } = newest ?? {};
    const state = storedState(secret, newest);
    return { ...described(secret), secretId: secret.secretId, state, version, createdAt };
  });
}

/** A local environment has no other place for them than the cluster, which knows no versions. */
async function inCluster(context: Context, environment: AnyEnvironment): Promise<readonly Listed[]> {
  const contents = kubernetesContents(environment);
  const { secrets } = await deployedSecrets(await connect(context, environment), NAMESPACE, contents);
  return environmentSecrets(environment).map((secret) => {
    const { secret: name = "", key = "" } = secret.kubernetes ?? {};
    const deployed = secrets[name];
    const isThere = deployed?.keys.includes(key) ?? false;
    return { ...described(secret), state: isThere ? "set" : "missing", createdAt: deployed?.createdAt };
  });
}

/** `fmctl secrets list`: every secret of an environment, and no value. */
export async function listSecrets(context: Context, name: string | undefined): Promise<void> {
  const environment = chosenEnvironment(context, name);
  const listed = isLocal(environment)
    ? await inCluster(context, environment)
    : await inSecretManager(context, environment);
  const { bold, green, yellow, dim } = context.terminal.colors;
  const rows = listed.map(({ name, state, version, createdAt, kubernetesSecret, key, readers, purpose }) => [
    name,
    state === "set" ? green(state) : yellow(state),
    version ?? "-",
    createdAt ? createdAt.slice(0, 16).replace("T", " ") : "-",
    kubernetesSecret ? `${kubernetesSecret}/${key}` : "-",
    readers.join(", ") || "nobody",
    dim(purpose),
  ]);
  const heads = ["name", "state", "version", "since (UTC)", "in the cluster", "read by", "what for"].map((head) =>
    bold(head),
  );
  const hidden = isLocal(environment) ? 2 : -1;
  context.terminal.result(
    { environment: environment.name, secrets: listed },
    table([heads, ...rows].map((row) => row.filter((_cell, column) => column !== hidden))),
  );
}
