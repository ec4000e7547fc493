import { z } from "zod";
import { physicalName } from "../../../../../constructs/shared/names";
import { GoogleError } from "../../../google/google-error";
import { type CloudCheck, type Observation, ok, warning, wrong } from "../check";

const versionSchema = z.object({ name: z.string(), state: z.string() });

/** Version 1 is the placeholder that the stack data writes. */
const PLACEHOLDER = "1";

/** Every integration's secret has a value, without which the stack workloads refuses to be planned. */
export const secrets: CloudCheck = {
  title: "secrets",
  needs: ["project"],
  async look({ context, environment }) {
    const { project, integrationSecrets, name } = environment;
    if (integrationSecrets.length === 0) return [ok("no integration secret is named in the file")];
    const google = await context.google();
    const seen = await Promise.all(
      integrationSecrets.map(async (variable): Promise<readonly Observation[]> => {
        const secret = physicalName("secret", `integration-${variable}`);
        const path = `v1/projects/${project}/secrets/${secret}/versions/latest`;
        const set = `\`fmctl secrets set ${variable} --environment ${name}\` asks for it`;
        try {
          const version = await google.find({ service: "secretmanager", path }, versionSchema);
          if (!version) return [warning(`${variable}: the stack data makes it`, `then ${set}`)];
          if (version.state !== "ENABLED") return [wrong(`${variable}: its newest version is ${version.state}`, set)];
          return version.name.endsWith(`/${PLACEHOLDER}`) ? [wrong(`${variable} has no value yet`, set)] : [];
        } catch (error) {
          if (!(error instanceof GoogleError) || !error.reasons.includes("SERVICE_DISABLED")) throw error;
          return [warning(`${variable}: the stack data makes it`, `then ${set}`)];
        }
      }),
    );
    const problems = seen.flat();
    return problems.length > 0 ? problems : [ok(`all ${integrationSecrets.length} of the integrations have a value`)];
  },
};
