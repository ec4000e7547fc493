import type { DeployError } from "./deploy-error";
import type { Failure } from "./failure";
import type { Summary, Counts } from "./summary";
import type { TerraformEvent } from "./terraform-events";
import type { WatchedTrouble } from "./watch";

/** What a stack is at. */
export type Step = "init" | "plan" | "adopt" | "apply" | "destroy";

/** How it ended for a stack. */
export type Outcome =
  | { readonly kind: "unchanged" }
  | { readonly kind: "applied"; readonly counts: Counts; readonly adopted: number; readonly seconds: number }
  /** Whoever was asked said no. */
  | { readonly kind: "declined" }
  /** Nothing was changed. */
  | { readonly kind: "stopped"; readonly error: DeployError }
  /** The apply went wrong. */
  | { readonly kind: "failed"; readonly failure: Failure }
  /** Somebody stopped it; the next deploy goes on from there. */
  | { readonly kind: "interrupted"; readonly unfinished: readonly string[] }
  /** A stack before it did not get through. */
  | { readonly kind: "skipped"; readonly because: string };

/** What happens, for whoever shows it. Nothing in it is secret but what the application's own log may say. */
export type Progress = { readonly stack: string } & (
  | { readonly type: "step"; readonly step: Step }
  /** What exists already and is about to be adopted, one line each. */
  | { readonly type: "adopting"; readonly lines: readonly string[] }
  | { readonly type: "planned"; readonly summary: Summary }
  | { readonly type: "terraform"; readonly event: TerraformEvent }
  | { readonly type: "trouble"; readonly trouble: WatchedTrouble }
  | { readonly type: "notice"; readonly text: string }
  | { readonly type: "ended"; readonly outcome: Outcome }
);
