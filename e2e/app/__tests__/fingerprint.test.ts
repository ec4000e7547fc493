import { fingerprint } from "../backend/src/config/fingerprint";
import { integrationNames } from "../backend/src/config/integrations";
import { apiEnvironment } from "./variables";

describe("the fingerprint", () => {
  it("is the same for the same variables and another for others", () => {
    expect(fingerprint(apiEnvironment())).toBe(fingerprint(apiEnvironment()));
    expect(fingerprint(apiEnvironment({ LOG_LEVEL: "debug" }))).not.toBe(fingerprint(apiEnvironment()));
  });

  it.each([
    ["POSTGRES_PASSWORD", "another"],
    ["JWT_SECRET", Buffer.alloc(64, 7).toString("base64")],
    ["ENCRYPTION_KEY", "07".repeat(32)],
  ])("is not made of %s", (name, value) => {
    expect(fingerprint(apiEnvironment({ [name]: value }))).toBe(fingerprint(apiEnvironment()));
  });
});

describe("the integrations", () => {
  it("are names of variables that are set, without their values", () => {
    const variables = { SLACK_BOT_TOKEN: "a", OPENAI_API_KEY: "b", NOTION_API_KEY: "", PATH: "/bin", JWT_SECRET: "c" };
    expect(integrationNames(variables)).toEqual(["OPENAI_API_KEY", "SLACK_BOT_TOKEN"]);
  });
});
