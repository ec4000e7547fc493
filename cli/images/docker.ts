import { CommandError } from "../shared/command-error";
import { missing } from "../shared/install-hints";
import { isInstalled } from "../shared/tool";
import { ask, type Workbench } from "../shared/workbench";

/** Docker has to be there, and to run. */
export async function requireDocker(bench: Workbench, purpose: string): Promise<void> {
  if (!isInstalled("docker", bench.env)) throw missing("docker", purpose);
  const { ok, complaint } = await ask(bench, "docker", ["version", "--format", "{{.Server.Version}}"]);
  if (ok) return;
  throw new CommandError(
    `Docker is installed but does not run (${complaint.split("\n").at(-1)}); it is needed to ${purpose}. ` +
      "Start it: Docker Desktop on macOS and Windows, `sudo systemctl start docker` on Linux.",
  );
}
