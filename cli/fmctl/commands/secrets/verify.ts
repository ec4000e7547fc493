import { physicalName } from "../../../../constructs/shared/names";
import { NAMESPACE } from "../../../../stacks/fixed-names";
import { CommandError } from "../../../shared/command-error";
import { connect } from "../../cluster/cluster";
import { type AnyEnvironment, type Context, isLocal } from "../../context";
import { chosenEnvironment } from "../../environment";
import { NotWell } from "../../not-well";
import { type DeployedSecrets, deployedSecrets } from "../../secrets/cluster-secrets";
import { environmentSecrets, type KubernetesContent, kubernetesContents } from "../../secrets/catalogue";
import { deployCommand } from "../../secrets/next-command";
import { SecretManager } from "../../secrets/secret-manager";
import { storedSecrets } from "../../secrets/stored";
import { type Verdict, verdicts } from "../../secrets/verdicts";
import { table } from "../../table";

const UNREAD = {
  stranger: "the file does not name it: add it to integrationSecrets, or delete it in Secret Manager",
  integration: "no service has integration-secrets in its `uses`: add it to one, or take it out of integrationSecrets",
};

/** Names in Secret Manager that look like ours, and that the environment does not name. */
async function strangers(context: Context, environment: AnyEnvironment): Promise<readonly string[]> {
  if (isLocal(environment)) return [];
  const known = environmentSecrets(environment).map(({ secretId }) => secretId);
  const manager = new SecretManager(await context.google(), environment.project);
  return (await manager.names(physicalName("secret", ""))).filter((name) => !known.includes(name));
}

/** What the cluster has, or why that is not known. */
async function inCluster(
  context: Context,
  environment: AnyEnvironment,
  contents: readonly KubernetesContent[],
): Promise<DeployedSecrets | string> {
  try {
    return await deployedSecrets(await connect(context, environment), NAMESPACE, contents);
  } catch (error) {
    // Without a cluster there is still Secret Manager to look at.
    if (error instanceof CommandError && !isLocal(environment)) return error.message;
    throw error;
  }
}

/** What to do about a key that is not well. */
function fix(environment: AnyEnvironment, { state, secret, kind }: Verdict): string {
  const deploy = deployCommand(environment, "workloads");
  const data = deployCommand(environment, "data");
  const fixes: Record<Verdict["state"], string> = {
    ok: "",
    missing: data,
    placeholder: `fmctl secrets set ${secret} -e ${environment.name}`,
    disabled: "enable the newest version in Secret Manager, or add another",
    destroyed: "restore the newest version in Secret Manager, or add another",
    "not deployed": deploy,
    outdated: kind === "database-password" ? deployCommand(environment, "data", "workloads") : deploy,
    "not read by anybody":
      kind === "integration" || secret === undefined
        ? UNREAD[secret === undefined ? "stranger" : "integration"]
        : "no service has it by its `uses`",
    "not in the file": deploy,
  };
  return fixes[state];
}

/** `fmctl secrets verify`: compares the file, Secret Manager and the cluster, key by key. */
export async function verifySecrets(context: Context, name: string | undefined): Promise<void> {
  const environment = chosenEnvironment(context, name);
  const { terminal } = context;
  const contents = kubernetesContents(environment);
  const [stored, others, cluster] = await Promise.all([
    storedSecrets(context, environment, environmentSecrets(environment)),
    strangers(context, environment),
    inCluster(context, environment, contents),
  ]);
  const deployed = typeof cluster === "string" ? undefined : cluster;
  const apart = environmentSecrets(environment).filter(({ kubernetes }) => kubernetes === undefined);
  const judged = verdicts(contents, stored, deployed, apart, others);
  const wrong = judged.filter(({ state }) => state !== "ok");
  const { bold, green, red } = terminal.colors;
  const rows = judged.map((each) => [
    each.state === "ok" ? green("✔ ok") : red(`✘ ${each.state}`),
    each.key,
    each.version ?? "-",
    each.running?.join(", ") || "-",
    [each.behind && `behind: ${each.behind.join(", ")}`, fix(environment, each)].filter(Boolean).join("; "),
  ]);
  terminal.result(
    {
      environment: environment.name,
      well: wrong.length === 0 && deployed !== undefined,
      cluster: deployed ? "read" : cluster,
      keys: judged.map((each) => ({ ...each, ...(each.state !== "ok" && { fix: fix(environment, each) }) })),
    },
    table([["state", "key", "newest", "running", "what to do"].map((head) => bold(head)), ...rows]),
  );
  if (typeof cluster === "string") terminal.complain(`The cluster was not looked at: ${cluster}`);
  if (wrong.length > 0) throw new NotWell(`${wrong.length} of ${judged.length} keys are not well.`);
  if (!deployed) throw new NotWell("The keys in Secret Manager are well; what runs is not known.");
}
