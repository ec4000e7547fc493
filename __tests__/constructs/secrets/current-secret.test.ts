import { TerraformOutput } from "cdktf";
import { CurrentSecret } from "../../../constructs/secrets/current-secret";
import { synthConstruct } from "../../support/synth-construct";

const synthesized = () =>
  synthConstruct((stack) => {
    const current = new CurrentSecret(stack, "current", { secretId: "projects/acme/secrets/jwt" });
    const { value, version, versionNumber } = current;
    new TerraformOutput(stack, "seen", { value: { value, version, versionNumber }, staticId: true });
  });

const NUMBER = "data.google_secret_manager_secret_version.current.version";

test("the number of the newest version is read without its value, which the state would keep", () => {
  expect(synthesized().data).toEqual({
    google_secret_manager_secret_version: {
      current: { secret: "projects/acme/secrets/jwt", fetch_secret_data: false },
    },
  });
});

test("the value is ephemeral, and that of exactly this version", () => {
  expect(Object.values(synthesized().ephemeral!["google_secret_manager_secret_version"]!)).toEqual([
    { secret: "projects/acme/secrets/jwt", version: `\${${NUMBER}}` },
  ]);
});

test("it offers the value, the version and the version as a number", () => {
  const [opened] = Object.keys(synthesized().ephemeral!["google_secret_manager_secret_version"]!);

  expect(synthesized().output!["seen"]!["value"]).toEqual({
    value: `\${ephemeral.google_secret_manager_secret_version.${opened}.secret_data}`,
    version: `\${${NUMBER}}`,
    versionNumber: `\${tonumber(${NUMBER})}`,
  });
});
