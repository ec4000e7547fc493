import { decrypt, encrypt } from "../backend/src/crypto/cipher";
import { selfTest } from "../backend/src/crypto/self-test";
import { sign, verify } from "../backend/src/crypto/token";

const secret = Buffer.alloc(64, 1);
const key = Buffer.alloc(32, 2);
const inAnHour = Math.floor(Date.now() / 1000) + 3600;

describe("a token", () => {
  const token = sign({ sub: "pod-1", exp: inAnHour }, secret);
  const [header = "", body = "", signature = ""] = token.split(".");

  it("is accepted by who has the secret", () => {
    expect(verify(token, secret)).toEqual({ sub: "pod-1", exp: inAnHour });
  });

  it("is a JSON Web Token as https://jwt.io reads it", () => {
    expect(JSON.parse(Buffer.from(header, "base64url").toString())).toEqual({ alg: "HS256", typ: "JWT" });
  });

  it.each([
    ["another secret", token, Buffer.alloc(64, 3)],
    [
      "another body",
      [header, Buffer.from('{"sub":"x","exp":9999999999}').toString("base64url"), signature].join("."),
      secret,
    ],
    ["the algorithm none", [Buffer.from('{"alg":"none"}').toString("base64url"), body, signature].join("."), secret],
    ["no signature", `${header}.${body}.`, secret],
    ["a fourth part", `${token}.x`, secret],
    ["nothing", "", secret],
  ])("is refused with %s", (_, given, of) => {
    expect(verify(given, of)).toBeUndefined();
  });

  it("ends", () => {
    expect(verify(token, secret, (inAnHour + 1) * 1000)).toBeUndefined();
  });
});

describe("the cipher", () => {
  it("gives back what it was given", () => {
    expect(decrypt(encrypt("grüße", key), key)).toBe("grüße");
  });

  it("makes another text of the same one each time", () => {
    expect(encrypt("same", key)).not.toEqual(encrypt("same", key));
  });

  it("refuses another key and a changed text", () => {
    const sealed = encrypt("text", key);
    expect(() => decrypt(sealed, Buffer.alloc(32, 9))).toThrow();
    sealed.writeUInt8(sealed.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1);
    expect(() => decrypt(sealed, key)).toThrow();
  });
});

describe("the self-test", () => {
  it("passes with the right kinds of secret", () => {
    expect(() => selfTest({ JWT_SECRET: secret, ENCRYPTION_KEY: key })).not.toThrow();
  });

  it("stops the start with a key of the wrong size", () => {
    expect(() => selfTest({ JWT_SECRET: secret, ENCRYPTION_KEY: Buffer.alloc(16) })).toThrow(/key length/i);
  });
});
