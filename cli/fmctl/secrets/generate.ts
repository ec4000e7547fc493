import { randomBytes, randomInt } from "node:crypto";
import type { Generator } from "../../../constructs/secrets/generators";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const ALPHABET = `${LOWER}${LOWER.toUpperCase()}0123456789`;

/** A value as Terraform's first one came about (constructs/secrets/generated-value.ts). */
export function generate(generator: Generator): string {
  if (generator.kind === "bytes") return randomBytes(generator.length).toString(generator.encoding);
  for (;;) {
    const password = Array.from({ length: generator.length }, () => ALPHABET[randomInt(ALPHABET.length)]!).join("");
    if ([/[a-z]/, /[A-Z]/, /[0-9]/].every((kind) => kind.test(password))) return password;
  }
}
