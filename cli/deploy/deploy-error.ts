/** What kind of thing went wrong; a CLI may choose its exit code by it. */
export type DeployErrorKind =
  | "cluster" // the Kubernetes cluster refuses or cannot be reached
  | "init" // `terraform init`
  | "interrupted" // somebody asked it to stop
  | "locked" // another run holds the state
  | "plan" // `terraform plan`
  | "state" // the state cannot be read or mended
  | "synth" // the environment, or the code that makes stacks of it
  | "terraform"; // Terraform is missing, or failed at something else

/** A failure that a person can act on: its message is whole sentences and needs no stack trace. */
export class DeployError extends Error {
  constructor(
    readonly kind: DeployErrorKind,
    message: string,
  ) {
    super(message);
    this.name = "DeployError";
  }
}
