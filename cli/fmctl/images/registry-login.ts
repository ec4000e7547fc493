import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "../../shared/command-error";
import { runTool } from "../../shared/tool";
import { ask, type Workbench } from "../../shared/workbench";

/** With an access token the user has this name: https://cloud.google.com/artifact-registry/docs/docker/authentication */
const USER = "oauth2accesstoken";

/**
 * Does something as somebody who is logged in to a registry. The token goes to Docker on its standard input and into a
 * configuration of its own, which only this user can read and which is gone afterwards.
 */
export async function loggedIn<T>(
  bench: Workbench,
  host: string,
  token: string,
  work: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  // Which Docker is meant may stand in the usual configuration, which is set aside now.
  const endpoint = await ask(bench, "docker", ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"]);
  const chosen = endpoint.ok ? endpoint.stdout.trim() : "";
  const folder = mkdtempSync(join(tmpdir(), "fmctl-docker-"));
  try {
    const env = { ...bench.env, ...(chosen && { DOCKER_HOST: chosen }), DOCKER_CONFIG: folder };
    const { stop, kill, project } = bench;
    const args = ["login", "--username", USER, "--password-stdin", `https://${host}`];
    const { ok, complaint } = await runTool("docker", args, { env, stop, kill, folder: project, input: token });
    if (!ok) {
      const said = complaint.split("\n").at(-1) ?? "";
      throw new CommandError(`Docker could not log in to ${host} with your login to Google: ${said}`);
    }
    return await work(env);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
