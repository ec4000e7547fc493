import { CommandError } from "../../../shared/command-error";
import { EXIT_CODES } from "../../exit-code";
import { VERSIONS_STAY } from "../../secrets/refusals";

/** `fmctl secrets destroy`: says why not. */
export function refuseDestroy(): never {
  throw new CommandError(`${VERSIONS_STAY} Nothing was changed.`, EXIT_CODES.usage);
}
