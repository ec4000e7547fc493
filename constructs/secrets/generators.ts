/** How a secret's value comes about. */
export type Generator =
  /** A password of letters and digits, since it travels in URLs. `length` in characters. */
  | { readonly kind: "password"; readonly length: number }
  /** Random bytes as text. `length` in bytes. */
  | { readonly kind: "bytes"; readonly length: number; readonly encoding: "base64" | "hex" };

/** A password of a database: 40 letters and digits are 238 bits. */
export const DATABASE_PASSWORD = { kind: "password", length: 40 } as const satisfies Generator;
/** What signs the application's tokens. */
export const JWT_SECRET = { kind: "bytes", length: 64, encoding: "base64" } as const satisfies Generator;
/** What encrypts the credentials that users store. */
export const ENCRYPTION_KEY = { kind: "bytes", length: 32, encoding: "hex" } as const satisfies Generator;
