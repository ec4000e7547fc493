import { createHmac, timingSafeEqual } from "node:crypto";

/** What a token says. */
export interface Claims {
  /** Who issued it: a pod's name. */
  readonly sub: string;
  /** When it ends, in seconds since 1970. */
  readonly exp: number;
}

const HEADER = Buffer.from(JSON.stringify({ alg: "HS256", typ: "JWT" })).toString("base64url");

const signature = (content: string, secret: Buffer): Buffer => createHmac("sha256", secret).update(content).digest();

/** A JSON Web Token, https://www.rfc-editor.org/rfc/rfc7519, with the one algorithm that is used here. */
export function sign(claims: Claims, secret: Buffer): string {
  const content = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
  return `${content}.${signature(content, secret).toString("base64url")}`;
}

/** The claims of a token that this secret signed and that has not ended; otherwise undefined. */
export function verify(token: string, secret: Buffer, now = Date.now()): Claims | undefined {
  const [header, body, signed, ...rest] = token.split(".");
  if (header !== HEADER || !body || !signed || rest.length > 0) return undefined;
  const expected = signature(`${header}.${body}`, secret);
  const given = Buffer.from(signed, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as Claims;
  return claims.exp * 1000 > now ? claims : undefined;
}
