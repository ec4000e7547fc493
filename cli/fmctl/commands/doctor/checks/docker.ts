import { installHint } from "../../../../shared/install-hints";
import { isInstalled } from "../../../../shared/tool";
import { type Check, ok, warning } from "../check";
import { toolSays } from "../tool-version";

const ONLY = "needed only to build images here";

/** Docker, for those who build images on this machine. */
export const docker: Check = {
  title: "Docker",
  async look({ context }) {
    if (!isInstalled("docker", context.env)) {
      return [warning(`not on the PATH; ${ONLY}`, `install it: ${installHint("docker")}`)];
    }
    const server = await toolSays(context, "docker", ["version", "--format", "{{.Server.Version}}"]);
    if (server) return [ok(server.trim())];
    const start = "start Docker Desktop, or `sudo systemctl start docker` on Linux";
    return [warning(`installed, but it does not run; ${ONLY}`, start)];
  },
};
