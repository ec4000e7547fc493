import { narrate } from "../deploy/narrate";
import type { Progress } from "../deploy/progress";
import type { Summary } from "../deploy/summary";
import type { Display } from "../shared/display";
import type { Output } from "../shared/output";

/** Temporal's errors have their whole stack in one line. */
const MAX_LINE = 300;

/** How often a log, in which nothing can be overwritten, is told of what takes long. */
const REMINDER_SECONDS = 30;

function cut(line: string): string {
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}…` : line;
}

/** Whether everything is created, or everything deleted: then a count says it all. */
function isPlain({ counts }: Summary): boolean {
  return Object.values(counts).filter((count) => count > 0).length <= 1 && counts.update + counts.replace === 0;
}

/**
 * Tells what a deployment does. A pod in trouble is told in one line: at the first start some restart until others are
 * there. If it stays, the failure at the end has the pod's last lines.
 */
export function teller(output: Output): (progress: Progress) => void {
  return (progress) => {
    const lines = narrate(progress).flatMap((text) => text.split("\n"));
    if (progress.type === "terraform" && progress.event.type === "running") {
      const { elapsedSeconds } = progress.event;
      if (!output.isTerminal && elapsedSeconds % REMINDER_SECONDS === 0) output.say(lines.join(" "));
      for (const line of lines) output.status(line);
      return;
    }
    const brief = progress.type === "trouble" || (progress.type === "planned" && isPlain(progress.summary));
    for (const line of brief ? lines.slice(0, 1) : lines) output.say(cut(line));
  };
}

/** {@link teller} as a display: what is told is shown at once. */
export function plainDisplay(output: Output): Display {
  return { onProgress: teller(output), settled: () => Promise.resolve() };
}
