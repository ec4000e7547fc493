/** What Terraform is doing with a resource. */
export type ResourceAction = "create" | "read" | "update" | "replace" | "delete" | "import" | "no-op";

/** What Terraform has to say. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** The resource it is about. @default - none in particular */
  readonly address?: string | undefined;
}

/** A line of `terraform … -json`, as far as a person wants to follow it. */
export type TerraformEvent =
  | { readonly type: "started"; readonly address: string; readonly action: ResourceAction }
  | { readonly type: "running"; readonly address: string; readonly elapsedSeconds: number }
  | { readonly type: "completed"; readonly address: string; readonly action: ResourceAction }
  | { readonly type: "errored"; readonly address: string; readonly action: ResourceAction }
  /** A plan has found that something was changed, or is gone, since the last apply. */
  | { readonly type: "drifted"; readonly address: string; readonly action: ResourceAction }
  /** What a plan would do. */
  | { readonly type: "planned"; readonly address: string; readonly action: ResourceAction }
  | { readonly type: "diagnostic"; readonly diagnostic: Diagnostic };

interface Hook {
  readonly resource: { readonly addr: string };
  readonly action: ResourceAction;
  readonly elapsed_seconds?: number;
}

interface Line {
  readonly type: string;
  readonly hook?: Hook;
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: ResourceAction };
  readonly diagnostic?: Diagnostic;
}

/** Ephemeral resources are opened and closed by every plan and apply; that says nothing of what changes. */
const HOOKS = {
  apply_start: "started",
  apply_progress: "running",
  apply_complete: "completed",
  apply_errored: "errored",
} as const;

/** What a plan tells. */
const CHANGES = { resource_drift: "drifted", planned_change: "planned" } as const;

function lineOf(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    // A crash of Terraform is told in plain text, on standard error as well.
    return undefined;
  }
}

/**
 * The event that a line holds. Values are in none of them, so neither is a secret.
 * https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
export function terraformEvent(text: string): TerraformEvent | undefined {
  const line = lineOf(text);
  if (line?.type === "diagnostic" && line.diagnostic) {
    const { severity, summary, detail, address } = line.diagnostic;
    return { type: "diagnostic", diagnostic: { severity, summary, detail, address } };
  }
  const planned = CHANGES[line?.type as keyof typeof CHANGES];
  if (planned && line?.change) {
    return { type: planned, address: line.change.resource.addr, action: line.change.action };
  }
  const type = HOOKS[line?.type as keyof typeof HOOKS];
  if (!type || !line?.hook) return undefined;
  const { resource, action, elapsed_seconds: elapsedSeconds = 0 } = line.hook;
  const address = resource.addr;
  return type === "running" ? { type, address, elapsedSeconds } : { type, address, action };
}

/** A diagnostic as one sentence or several, without Terraform's line breaks. */
export function diagnosticText({ summary, detail, address }: Diagnostic): string {
  const said = [summary.replace(/\.$/, ""), detail.replace(/\s*\n\s*/g, " ").trim()].filter((each) => each !== "");
  return `${address ? `${address}: ` : ""}${said.join(": ")}`;
}
