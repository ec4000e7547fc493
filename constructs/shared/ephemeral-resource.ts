import { ref, TerraformElement, Token } from "cdktf";
import type { Construct } from "constructs";

/** What an ephemeral block holds: literals and tokens. */
export type EphemeralConfig = Readonly<Record<string, unknown>>;

/**
 * An ephemeral resource: opened anew in every plan and apply, kept in neither plan nor state.
 * CDKTF has no class for it (https://github.com/hashicorp/terraform-cdk/issues/3886).
 */
export class EphemeralResource extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly resourceType: string,
    private readonly config: EphemeralConfig,
  ) {
    super(scope, id);
  }

  /** A reference to one of its attributes; only write-only arguments and provider blocks accept it. */
  attribute(name: string): string {
    return Token.asString(ref(`ephemeral.${this.resourceType}.${this.friendlyUniqueId}.${name}`));
  }

  override toTerraform(): Record<string, unknown> {
    return { ephemeral: { [this.resourceType]: { [this.friendlyUniqueId]: this.config } } };
  }
}
