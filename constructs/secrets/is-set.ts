import { Op, type Precondition } from "cdktf";
import { physicalName } from "../shared/names";

/** Properties of {@link isSet}. */
export interface IsSetProps {
  /** Google Cloud project of the secret. */
  readonly project: string;
  /** What follows `flowmaestro-` in its name. */
  readonly role: string;
  /** What it is, as the start of a sentence. */
  readonly what: string;
  /** Number of its newest version. */
  readonly version: string;
}

/** Refuses a plan while a secret is the placeholder that Terraform created it with, which is its version 1. */
export function isSet({ project, role, what, version }: IsSetProps): Precondition {
  return {
    condition: Op.neq(version, "1"),
    errorMessage:
      `${what} still is the placeholder it was created with. Set it: ` +
      `fmctl secrets set ${role.replace(/^integration-/, "")}, or gcloud secrets versions add ${physicalName("secret", role)} --project=${project} --data-file=- ` +
      "(paste the value, then Ctrl-D twice).",
  };
}
