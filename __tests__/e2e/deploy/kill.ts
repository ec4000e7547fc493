import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { Progress } from "../../../cli/deploy/progress";
import type { Installation } from "./installation";

/** When to kill: some time after Terraform has said something for the n-th time. */
export interface Moment {
  /** `applying` is before Terraform has said anything. */
  readonly after: "applying" | "started" | "completed";
  readonly nth: number;
  readonly ms: number;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): readonly Process[] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,command="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, ...command]) => ({ pid: Number(pid), parent: Number(parent), command: command.join(" ") }));
}

/** Processes whose command line names something in a folder. */
export function processesOf(folder: string): readonly Process[] {
  return processes().filter(({ command }) => command.includes(folder));
}

function killTerraform(parent: number): boolean {
  const terraform = processes().find((each) => each.parent === parent && each.command.startsWith("terraform apply"));
  if (terraform) process.kill(terraform.pid, "SIGKILL");
  return terraform !== undefined;
}

/** Calls `kill` at a moment of what is told; the promise says whether there was something to kill. */
class Trigger {
  done: Promise<boolean> = Promise.resolve(false);
  private left: number;

  constructor(
    private readonly moment: Moment,
    private readonly kill: () => boolean,
  ) {
    this.left = moment.nth;
  }

  tell(progress: Progress): void {
    const { after, ms } = this.moment;
    const is =
      after === "applying"
        ? progress.type === "step" && progress.step === "apply"
        : progress.type === "terraform" && progress.event.type === after;
    if (!is || --this.left !== 0) return;
    this.done = sleep(ms).then(this.kill);
  }
}

/** Kills terraform, and lets the deploy see that. */
export async function killTerraformOf(installation: Installation, moment: Moment): Promise<boolean> {
  const trigger = new Trigger(moment, () => killTerraform(process.pid));
  await installation.deploy({ onProgress: (progress) => trigger.tell(progress) });
  return trigger.done;
}

/** Kills a deploy and its terraform at once, so that nobody tidies up after either. */
export async function killCommandOf({ outdir }: Installation, moment: Moment): Promise<boolean> {
  const script = join(__dirname, "run-deploy.ts");
  const options = { stdio: ["ignore", "pipe", "inherit"] as ["ignore", "pipe", "inherit"] };
  const child = spawn(process.execPath, ["-r", "ts-node/register", script, outdir], options);
  const trigger = new Trigger(moment, () => {
    // So that it cannot see its terraform die.
    child.kill("SIGSTOP");
    const killed = killTerraform(child.pid!);
    child.kill("SIGKILL");
    return killed;
  });
  createInterface({ input: child.stdout }).on("line", (line) => trigger.tell(JSON.parse(line) as Progress));
  await new Promise((resolve) => child.once("exit", resolve));
  return trigger.done;
}
