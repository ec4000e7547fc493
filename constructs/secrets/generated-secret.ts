import { Construct } from "constructs";
import { EphemeralResource } from "../shared/ephemeral-resource";
import { Secret, type SecretSettings } from "./secret";

/** How a secret's first value comes about. */
export type Generator =
  /** A password of letters and digits, since it travels in URLs. `length` in characters. */
  | { readonly kind: "password"; readonly length: number }
  /** Random bytes as text. `length` in bytes. */
  | { readonly kind: "bytes"; readonly length: number; readonly encoding: "base64" | "hex" };

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
    const generated =
      generator.kind === "password"
        ? new EphemeralResource(this, "generated", "random_password", {
            length: generator.length,
            special: false,
            min_lower: 1,
            min_upper: 1,
            min_numeric: 1,
          }).attribute("result")
        : new EphemeralResource(this, "generated", "random_bytes", { length: generator.length }).attribute(
            generator.encoding,
          );
    this.secretId = new Secret(this, "Default", { ...settings, role, firstValue: generated }).secretId;
  }
}
