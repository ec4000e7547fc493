import { DeployError } from "./deploy-error";
import type { Diagnostic } from "./terraform-events";

/** Who holds a state. */
export interface Lock {
  readonly id: string;
  readonly who: string;
  /** As Terraform wrote it: `2026-01-01 12:00:00.1 +0000 UTC`. */
  readonly created: string;
  /** `plan`, `apply`. */
  readonly operation: string;
}

/** Another run holds the state, or held it when it was killed. */
export class LockedError extends DeployError {
  constructor(
    message: string,
    readonly lock: Lock,
  ) {
    super("locked", message);
  }
}

function field(detail: string, name: string): string | undefined {
  return new RegExp(`^\\s*${name}:\\s*(\\S.*?)\\s*$`, "m").exec(detail)?.[1];
}

function lockOf({ summary, detail }: Diagnostic): Lock | undefined {
  const id = field(detail, "ID");
  if (!summary.includes("state lock") || !id) return undefined;
  return {
    id,
    who: field(detail, "Who") ?? "somebody",
    created: field(detail, "Created") ?? "?",
    operation: field(detail, "Operation")?.replace("OperationType", "").toLowerCase() ?? "run",
  };
}

/**
 * The error for another run that holds the state; nothing for other errors. On this machine's disk the lock ends with the
 * process that holds it, however that ends: a `.lock.info` file that stays behind only describes it. In a bucket and in
 * Terraform Cloud the lock is a thing of its own, which outlives a killed Terraform until somebody takes it away.
 * https://developer.hashicorp.com/terraform/language/state/locking
 */
export function lockedError(diagnostic: Diagnostic, folder: string): LockedError | undefined {
  const lock = lockOf(diagnostic);
  if (!lock) return undefined;
  const held = `The state is locked by ${lock.who} since ${lock.created} (${lock.operation}).`;
  const message =
    `${held} Wait until that run has ended. If it was killed and nothing runs any more, \`fmctl repair --unlock\` takes ` +
    `the lock away, as does: terraform -chdir=${folder} force-unlock ${lock.id}`;
  return new LockedError(message, lock);
}
