import { z } from "zod";
import type { Environment } from "../../../../../config/schema/environment";
import { type CloudCheck, type Observation, ok, warning, wrong } from "../check";
import { STACK_READERS } from "../stack-readers";
import { TerraformCloud, terraformToken, tokenVariable } from "../terraform-cloud";
import { isAtLeast } from "../tool-version";
import { LEAST_TERRAFORM } from "./terraform";

const anything = z.looseObject({});
const workspaceSchema = z.object({
  data: z.object({
    id: z.string(),
    attributes: z.object({
      "execution-mode": z.string().default("remote"),
      "global-remote-state": z.boolean().default(false),
      "terraform-version": z.string().nullish(),
      "working-directory": z.string().nullish(),
    }),
  }),
});
const consumersSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

type Workspace = z.infer<typeof workspaceSchema>["data"];

/** What of a workspace would make its runs fail. */
function settingsProblems(name: string, { attributes }: Workspace): readonly Observation[] {
  const version = attributes["terraform-version"] ?? "latest";
  const isExact = /^\d+\.\d+\.\d+/.test(version);
  const runsThere = attributes["execution-mode"] !== "local";
  return [
    ...(runsThere && isExact && !isAtLeast(version, LEAST_TERRAFORM)
      ? [wrong(`${name} runs Terraform ${version}`, `set its Terraform version to ${LEAST_TERRAFORM} or newer`)]
      : []),
    ...(runsThere && attributes["working-directory"]
      ? [warning(`${name} has a working directory`, "empty it: with one, the whole checkout is uploaded")]
      : []),
  ];
}

/** Readers that a workspace does not share its state with. */
async function unshared(api: TerraformCloud, workspace: Workspace, readers: readonly (readonly [string, Workspace])[]) {
  if (workspace.attributes["global-remote-state"] || readers.length === 0) return [];
  const path = `workspaces/${workspace.id}/relationships/remote-state-consumers`;
  const consumers = new Set((await api.find(path, consumersSchema))?.data.map(({ id }) => id));
  return readers.filter(([, { id }]) => !consumers.has(id)).map(([name]) => name);
}

async function look(api: TerraformCloud, { name, backend }: Environment): Promise<readonly Observation[]> {
  if (backend.type !== "cloud") return [];
  const { organization, workspacePrefix, hostname } = backend;
  if (!(await api.find(`organizations/${organization}`, anything))) {
    const fix = `correct backend.organization, or create it at https://${hostname}`;
    return [wrong(`there is no organization ${organization} that your token sees`, fix)];
  }
  const nameOf = (stack: string) => `${workspacePrefix}-${name}-${stack}`;
  const stacks = Object.keys(STACK_READERS);
  const found = await Promise.all(
    stacks.map(async (stack) => {
      const answer = await api.find(`organizations/${organization}/workspaces/${nameOf(stack)}`, workspaceSchema);
      return [stack, answer?.data] as const;
    }),
  );
  const workspaces = new Map(found.flatMap(([stack, data]) => (data ? [[stack, data] as const] : [])));
  const problems = await Promise.all(
    [...workspaces].map(async ([stack, workspace]) => {
      const readers = STACK_READERS[stack]!.flatMap((reader) => {
        const data = workspaces.get(reader);
        return data ? [[nameOf(reader), data] as const] : [];
      });
      const closedTo = await unshared(api, workspace, readers);
      const page = `https://${hostname}/app/${organization}/workspaces/${nameOf(stack)}/settings/general`;
      return [
        ...settingsProblems(nameOf(stack), workspace),
        ...(closedTo.length > 0
          ? [
              wrong(
                `${nameOf(stack)} does not share its state with ${closedTo.join(", ")}`,
                `Remote state sharing: ${page}`,
              ),
            ]
          : []),
      ];
    }),
  );
  if (problems.flat().length > 0) return problems.flat();
  const missing = stacks.filter((stack) => !workspaces.has(stack)).map(nameOf);
  if (missing.length === 0) return [ok(`${stacks.length} workspaces of ${organization}, which share their state`)];
  const share = "docs/deploying.md#terraform-cloud-or-enterprise says what to set then";
  return [warning(`the first deployment creates the workspaces ${missing.join(", ")}`, share)];
}

/** The token, the workspaces, and that they share their state as the stacks read one another. */
export const stateWorkspaces: CloudCheck = {
  title: "state",
  look({ context, environment }) {
    const { backend } = environment;
    if (backend.type !== "cloud") return Promise.resolve([]);
    const { hostname } = backend;
    const token = terraformToken(context.env, hostname);
    if (token) return look(new TerraformCloud(context, hostname, token), environment);
    const fix = `\`terraform login ${hostname}\`, or ${tokenVariable(hostname)}`;
    return Promise.resolve([wrong(`there is no token for ${hostname}`, fix)]);
  },
};
