import type { Path } from "../path";
import type { Finding } from "../problem";
import { mebibytes, millicores } from "../quantities";
import type { Environment } from "../schema/environment";
import type { Resources } from "../schema/services";

function* checkContainer(path: Path, { requests, limits }: Resources): Iterable<Finding> {
  const exceeded = {
    cpu: millicores(requests.cpu) > millicores(limits.cpu),
    memory: mebibytes(requests.memory) > mebibytes(limits.memory),
  };
  for (const key of ["cpu", "memory"] as const) {
    if (!exceeded[key]) continue;
    const expected = `at least the request, which is ${requests[key]}`;
    yield { path: [...path, "limits", key], got: limits[key], expected, fix: "raise it or lower the request" };
  }
}

/** No container is promised more than it may use: Kubernetes refuses that. */
export function* checkResources({ services, temporal }: Pick<Environment, "services" | "temporal">): Iterable<Finding> {
  for (const [service, { resources }] of Object.entries(services)) {
    yield* checkContainer(["services", service, "resources"], resources);
  }
  yield* checkContainer(["temporal", "resources"], temporal.resources);
  yield* checkContainer(["temporal", "webResources"], temporal.webResources);
}
