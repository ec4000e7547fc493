import type { Environment } from "../../../../config/schema/environment";
import type { Context } from "../../context";
import type { Finding } from "../doctor/check";
import type { ImagesRequest } from "../../images/ensure-images";

/** The parts of a deployment that other commands do as well. */
export interface Steps {
  /** What `fmctl doctor` finds; nothing is deployed while something is wrong. */
  readonly preflight: (context: Context, environment: Environment) => Promise<readonly Finding[]>;
  /** Sees to it that the registry has every image of a release. */
  readonly ensureImages: (context: Context, environment: Environment, request: ImagesRequest) => Promise<unknown>;
}
