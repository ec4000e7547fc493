import type { Diagnostic } from "./terraform-events";

function field(detail: string, name: string): string | undefined {
  return new RegExp(`^\\s*${name}:\\s*(\\S.*?)\\s*$`, "m").exec(detail)?.[1];
}

/**
 * What to tell when another run holds the state; nothing for other errors. On this machine's disk the lock ends with the
 * process that holds it, however that ends: a `.lock.info` file that stays behind only describes it. In a bucket and in
 * Terraform Cloud the lock is a thing of its own, which outlives a killed Terraform until somebody takes it away.
 * https://developer.hashicorp.com/terraform/language/state/locking
 */
export function lockText({ summary, detail }: Diagnostic, folder: string): string | undefined {
  const id = field(detail, "ID");
  if (!summary.includes("state lock") || !id) return undefined;
  const operation = field(detail, "Operation")?.replace("OperationType", "").toLowerCase() ?? "run";
  const held = `The state is locked by ${field(detail, "Who") ?? "somebody"} since ${field(detail, "Created") ?? "?"} (${operation}).`;
  return `${held} Wait until that run has ended. If it was killed and nothing runs any more: terraform -chdir=${folder} force-unlock ${id}`;
}
