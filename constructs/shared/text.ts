import { Fn, Token } from "cdktf";

/** A number as text, whether Terraform knows it already or not: `String()` of a token would be its placeholder. */
export function text(value: number): string {
  return Token.isUnresolved(value) ? Fn.tostring(value) : String(value);
}
