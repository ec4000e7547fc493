import type { Construct } from "constructs";
import { EphemeralResource } from "../shared/ephemeral-resource";

/** How a secret's value comes about. */
export type Generator =
  /** A password of letters and digits, since it travels in URLs. `length` in characters. */
  | { readonly kind: "password"; readonly length: number }
  /** Random bytes as text. `length` in bytes. */
  | { readonly kind: "bytes"; readonly length: number; readonly encoding: "base64" | "hex" };

/** A password of a database: 40 letters and digits are 238 bits. */
export const DATABASE_PASSWORD: Generator = { kind: "password", length: 40 };
/** What signs the application's tokens. */
export const JWT_SECRET: Generator = { kind: "bytes", length: 64, encoding: "base64" };
/** What encrypts the credentials that users store. */
export const ENCRYPTION_KEY: Generator = { kind: "bytes", length: 32, encoding: "hex" };

/** A reference to a value that is made up anew in every run, and that nothing keeps but what it is handed to. */
export function generatedValue(scope: Construct, id: string, generator: Generator): string {
  if (generator.kind === "bytes") {
    return new EphemeralResource(scope, id, "random_bytes", { length: generator.length }).attribute(generator.encoding);
  }
  return new EphemeralResource(scope, id, "random_password", {
    length: generator.length,
    special: false,
    min_lower: 1,
    min_upper: 1,
    min_numeric: 1,
  }).attribute("result");
}
