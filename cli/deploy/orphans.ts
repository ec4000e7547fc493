import { execFile } from "node:child_process";
import { basename, join } from "node:path";
import { promisify } from "node:util";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

async function processes(): Promise<readonly Process[]> {
  const options = { maxBuffer: 64 * 1024 * 1024 };
  // Windows and small images have no such ps. In the latter nothing outlives a killed command: its container ends too.
  const listed = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,command="], options).catch(() => undefined);
  return (listed?.stdout ?? "").split("\n").flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : { pid: Number(pid), parent: Number(parent), command };
  });
}

/**
 * Ends the providers that a killed Terraform has left behind in a stack's folder. They notice nothing of its end: the
 * helm provider goes on with an upgrade for up to its timeout, and the next deploy would work against it. A provider
 * whose Terraform lives is left alone.
 *
 * @returns how many there were
 */
export async function endOrphans(folder: string): Promise<number> {
  const all = await processes();
  const commands = new Map(all.map(({ pid, command }) => [pid, command]));
  const providers = join(folder, ".terraform", "providers");
  const orphans = all.filter(({ parent, command }) => {
    const program = basename((commands.get(parent) ?? "").split(" ")[0]!);
    return command.startsWith(providers) && !/^(terraform|tofu)/.test(program);
  });
  for (const { pid } of orphans) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
  return orphans.length;
}
