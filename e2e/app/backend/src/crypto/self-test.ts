import { decrypt, encrypt } from "./cipher";
import { sign, verify } from "./token";

const PROBE = "self-test";

/**
 * Uses both application secrets once, so that a key of the wrong kind stops the start and not the first user.
 *
 * @throws Error naming the variable
 */
export function selfTest(secrets: { readonly JWT_SECRET: Buffer; readonly ENCRYPTION_KEY: Buffer }): void {
  const token = sign({ sub: PROBE, exp: Math.ceil(Date.now() / 1000) + 60 }, secrets.JWT_SECRET);
  if (verify(token, secrets.JWT_SECRET)?.sub !== PROBE) {
    throw new Error("JWT_SECRET does not verify what it signed.");
  }
  if (decrypt(encrypt(PROBE, secrets.ENCRYPTION_KEY), secrets.ENCRYPTION_KEY) !== PROBE) {
    throw new Error("ENCRYPTION_KEY does not decrypt what it encrypted.");
  }
}
