import type { Environment } from "../../../../config/schema/environment";
import type { Context } from "../../context";

/** What somebody who looked has found. */
export interface PreflightFinding {
  readonly ok: boolean;
  /** What was looked at, and how to mend it. */
  readonly text: string;
}

/** The parts of a deployment that other commands do as well. */
export interface Steps {
  /** What `fmctl doctor` finds; nothing is deployed while something is wrong. @default - nobody looks */
  readonly preflight?: (context: Context, environment: Environment) => Promise<readonly PreflightFinding[]>;
  /** Sees to it that the registry has every image with this tag. */
  readonly ensureImages: (context: Context, environment: Environment, tag: string) => Promise<void>;
}
