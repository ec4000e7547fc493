import { nameProblem, physicalName } from "../../constructs/shared/names";
import type { Path } from "../path";
import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/** Releases of this project that are not services of the application. */
const OWN_RELEASES = ["temporal", "migrations", "edge"];
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

/** Every name that is made from the environment's keys is one its service accepts. */
export function* checkNames({ name, project, services, buckets, backend }: Environment): Iterable<Finding> {
  for (const service of Object.keys(services)) {
    const path = ["services", service];
    yield* checkName("serviceAccount", `${APPLICATION}-${service}`, path, service);
    if (OWN_RELEASES.includes(service)) {
      yield { path, got: service, expected: "a name that no other release has", fix: "rename it" };
    }
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
