import { failureText, troubleText, unfinishedText } from "./failure";
import type { Outcome, Progress, Step } from "./progress";
import { countsText } from "./summary";
import { diagnosticText, type ResourceAction, type TerraformEvent } from "./terraform-events";

const STEPS: Record<Step, string> = {
  init: "readying Terraform",
  plan: "planning",
  adopt: "adopting what exists already",
  apply: "applying",
  destroy: "deleting",
};

const ENDED: Record<ResourceAction, string> = {
  create: "created",
  read: "read",
  update: "changed",
  replace: "replaced",
  delete: "deleted",
  import: "adopted",
  "no-op": "is as it was",
};

function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case "unchanged":
      return "nothing to change";
    case "applied": {
      const adopted = outcome.adopted > 0 ? `, ${outcome.adopted} taken over` : "";
      return `done in ${outcome.seconds} s: ${countsText(outcome.counts)}${adopted}`;
    }
    case "declined":
      return "left as it is";
    case "stopped":
      return `stopped before anything was changed. ${outcome.error.message}`;
    case "failed":
      return failureText(outcome.failure);
    case "interrupted":
      return outcome.unfinished.length > 0 ? `interrupted. ${unfinishedText(outcome.unfinished)}` : "interrupted";
    case "skipped":
      return `left out, because ${outcome.because} comes first`;
  }
}

function terraformText(event: TerraformEvent): string | undefined {
  switch (event.type) {
    case "completed":
      return `${event.address}: ${ENDED[event.action]}`;
    case "errored":
      return `${event.address}: failed`;
    case "running":
      return `${event.address}: since ${event.elapsedSeconds} s`;
    case "diagnostic":
      // Errors are told at the end, with their reasons.
      return event.diagnostic.severity === "warning" ? diagnosticText(event.diagnostic) : undefined;
    case "started":
    case "drifted":
    case "planned":
      return undefined;
  }
}

/** The lines that tell a person what happens; for terminals that only scroll, logs and tests. */
export function narrate(progress: Progress): readonly string[] {
  const { stack } = progress;
  const say = (text: string | undefined) => (text === undefined ? [] : [`${stack}: ${text}`]);
  switch (progress.type) {
    case "step":
      return say(STEPS[progress.step]);
    case "adopting":
      return progress.lines.map((line) => `${stack}: ${line}`);
    case "planned":
      return [`${stack}: ${countsText(progress.summary.counts)}`, ...progress.summary.lines.map((line) => `  ${line}`)];
    case "terraform":
      return say(terraformText(progress.event));
    case "trouble": {
      const { trouble } = progress;
      return [`${stack}: ${troubleText(trouble)}`, ...trouble.logLines.map((line) => `    │ ${line}`)];
    }
    case "notice":
      return say(progress.text);
    case "ended":
      return progress.outcome.kind === "failed" ? [outcomeText(progress.outcome)] : say(outcomeText(progress.outcome));
  }
}
