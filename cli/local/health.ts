import type { LocalEnvironment } from "../../config/schema/local";
import { NAMESPACE } from "../../stacks/fixed-names";
import type { ClusterAccess } from "./cluster";
import { Interrupted, CommandError } from "../shared/command-error";
import type { Session } from "./session";

const PATIENCE_MS = 180_000;
const PAUSE_MS = 2_000;
const MAX_BODY = 300;

/** What a service answers to whom asks whether it is well. */
function healthPaths({ services }: LocalEnvironment) {
  return Object.entries(services).flatMap(([service, { port, health }]) => {
    const path = health.readiness;
    return port !== undefined && path.startsWith("/") ? [{ service, port: health.port ?? port, path }] : [];
  });
}

/** What is not well, a sentence each. */
async function complaints(environment: LocalEnvironment, access: ClusterAccess): Promise<readonly string[]> {
  const deployments = await access.deployments(NAMESPACE);
  const waiting = deployments
    .filter(({ wanted, available }) => available < wanted)
    .map(({ name, wanted, available }) => `${name}: ${available} of ${wanted} pods serve`);
  if (waiting.length > 0) return waiting;
  const answers = await Promise.all(
    healthPaths(environment).map(async ({ service, port, path }) => {
      const { status, body } = await access.get({ namespace: NAMESPACE, service, port, path });
      if (status === 200) return [];
      const said = body.trim().slice(0, MAX_BODY);
      return [`${service}: ${path} answers ${status > 0 ? `HTTP ${status}: ` : "not: "}${said}`];
    }),
  );
  return answers.flat();
}

/** Waits until every Deployment has its pods and every service says that it is well. */
export async function waitForHealth({ environment, engine, output, stop }: Session, access: ClusterAccess) {
  const start = Date.now();
  for (;;) {
    if (stop?.aborted) throw new Interrupted();
    const wrong = await complaints(environment, access);
    if (wrong.length === 0) break;
    if (Date.now() - start > PATIENCE_MS) {
      throw new CommandError(`Everything is deployed, but not well:\n${wrong.map((line) => `  ${line}`).join("\n")}`);
    }
    output.status(`health: ${wrong[0]}`);
    await engine.wait(PAUSE_MS);
  }
  const services = healthPaths(environment).map(({ service, path }) => `${service}${path}`);
  output.say(`health: every Deployment serves; 200 from ${services.join(", ")}`);
}
