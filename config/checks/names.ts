import { nameProblem, physicalName } from "../../constructs/shared/names";
import type { Path } from "../path";
import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/** Names that are taken: our other releases, the nodes' service account, what Temporal's chart calls its objects. */
const TAKEN = /^(?:temporal|migrations|edge|nodes|default|postgres|redis|temporal-server(?:-.*)?)$/;
/** The longest id of a stack, which ends the name of a workspace. */
const LONGEST_STACK_ID = "observability";
/** What every physical name starts with. */
const APPLICATION = physicalName("compute");

const KINDS = { serviceAccount: "service account", bucket: "bucket", workspace: "workspace" };

function* checkName(kind: keyof typeof KINDS, name: string, path: Path, got: string): Iterable<Finding> {
  const rule = nameProblem(kind, name);
  if (!rule) return;
  const expected = `a name that makes ${name} (${name.length} characters) a ${KINDS[kind]} of ${rule}`;
  yield { path, got, expected, fix: "shorten it" };
}

/** Every service has a name of its own: of its release, its objects, and the label that network policies trust. */
export function* checkServiceNames({ services }: Pick<Environment, "services">): Iterable<Finding> {
  for (const service of Object.keys(services).filter((name) => TAKEN.test(name))) {
    yield { path: ["services", service], got: service, expected: "a name that nothing else has", fix: "rename it" };
  }
}

/** Every name that is made from the environment's keys is one its service accepts. */
export function* checkNames({ name, project, services, buckets, backend }: Environment): Iterable<Finding> {
  for (const service of Object.keys(services)) {
    yield* checkName("serviceAccount", `${APPLICATION}-${service}`, ["services", service], service);
  }
  for (const bucket of Object.keys(buckets)) {
    yield* checkName("bucket", `${APPLICATION}-${bucket}-${project}`, ["buckets", bucket], bucket);
  }
  if (backend.type === "cloud") {
    const { workspacePrefix } = backend;
    const workspace = `${workspacePrefix}-${name}-${LONGEST_STACK_ID}`;
    yield* checkName("workspace", workspace, ["backend", "workspacePrefix"], workspacePrefix);
  }
}
