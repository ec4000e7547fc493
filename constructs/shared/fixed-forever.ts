import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { pinLogicalId } from "./pin-logical-id";

/** Properties of {@link FixedForever}. */
export interface FixedForeverProps {
  /** What must stay as the first apply made it. */
  readonly value: unknown;
  /** The way round, in snake_case; it is in the address that Terraform's refusal names. */
  readonly instead: string;
  /** Whether Terraform refuses a change; without it a change goes through. */
  readonly protect: boolean;
}

/**
 * Holds a value that the real thing ignores or punishes when it changes: the plan that would change it is refused
 * ("Instance cannot be destroyed"), and the address says what to do instead.
 */
export class FixedForever extends Construct {
  constructor(scope: Construct, id: string, { value, instead, protect }: FixedForeverProps) {
    super(scope, id);
    // Not CDKTF's class for it: that one asks the terraform binary for its version at every synthesis.
    const held = pinLogicalId(
      new TerraformResource(this, instead, {
        terraformResourceType: "terraform_data",
        lifecycle: { preventDestroy: protect },
      }),
      `${id.replaceAll("-", "_")}_${instead}`,
      "at another address it would hold whatever the value is by then",
    );
    held.addOverride("triggers_replace", value);
  }
}
