import { z } from "zod";
import { installHint } from "../../../../shared/install-hints";
import { isInstalled } from "../../../../shared/tool";
import { type Check, ok, wrong } from "../check";
import { isAtLeast, toolSays } from "../tool-version";

/** Write-only arguments, which keep secrets out of the state. constructs/shared/providers.ts has the same. */
export const LEAST_TERRAFORM = "1.11.0";

const versionSchema = z.object({ terraform_version: z.string() });

/** Terraform, or OpenTofu when TERRAFORM_BINARY_NAME says so, is there and new enough. */
export const terraform: Check = {
  title: "Terraform",
  async look({ context }) {
    const { env } = context;
    const binary = env.TERRAFORM_BINARY_NAME || "terraform";
    if (!isInstalled(binary, env)) {
      const other = isInstalled("tofu", env) ? "; OpenTofu is there: set TERRAFORM_BINARY_NAME=tofu to use it" : "";
      return [wrong(`${binary} is not on the PATH`, `install it: ${installHint("terraform")}${other}`)];
    }
    const { data } = versionSchema.safeParse(json(await toolSays(context, binary, ["version", "-json"])));
    if (!data) return [wrong(`\`${binary} version -json\` does not tell a version`, "install it anew")];
    const { terraform_version: version } = data;
    if (isAtLeast(version, LEAST_TERRAFORM)) return [ok(`${binary} ${version}`)];
    return [
      wrong(`${binary} is ${version}, expected ${LEAST_TERRAFORM} or newer`, `update: ${installHint("terraform")}`),
    ];
  },
};

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
