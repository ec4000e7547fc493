import { Construct } from "constructs";
import { generatedValue } from "./generated-value";
import type { Generator } from "./generators";
import { Secret, type SecretSettings } from "./secret";

/** Properties of {@link GeneratedSecret}. */
export interface GeneratedSecretProps extends SecretSettings {
  /** What follows `flowmaestro-` in its name. */
  readonly role: string;
  /** How its first value comes about. */
  readonly generator: Generator;
}

/** A secret whose first value is made up during the apply and known to Secret Manager only. */
export class GeneratedSecret extends Construct {
  /** Id of the secret once it has a version. */
  readonly secretId: string;

  constructor(scope: Construct, id: string, { role, generator, ...settings }: GeneratedSecretProps) {
    super(scope, id);
    const firstValue = generatedValue(this, "generated", generator);
    this.secretId = new Secret(this, "Default", { ...settings, role, firstValue }).secretId;
  }
}
