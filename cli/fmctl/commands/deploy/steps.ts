import type { Environment } from "../../../../config/schema/environment";
import type { Context } from "../../context";

/** One thing that `fmctl doctor` has looked at. */
export interface PreflightFinding {
  /** `billing`. */
  readonly check: string;
  /** `wrong` is what would make a deployment fail. */
  readonly verdict: string;
  readonly text: string;
  /** What to do. @default - all is well */
  readonly fix?: string | undefined;
}

/** The parts of a deployment that other commands do as well. */
export interface Steps {
  /** What `fmctl doctor` finds; nothing is deployed while something is wrong. @default - nobody looks */
  readonly preflight?: (context: Context, environment: Environment) => Promise<readonly PreflightFinding[]>;
  /** Sees to it that the registry has every image with this tag. */
  readonly ensureImages: (context: Context, environment: Environment, tag: string) => Promise<void>;
}
