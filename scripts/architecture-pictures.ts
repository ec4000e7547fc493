import { join } from "node:path";
import { loadAnyEnvironment } from "../config/load";
import { standaloneSvg } from "../report/picture/standalone";
import { synthesizedArchitecture } from "../report/synthesize";

/** The environments whose pictures README.md and the documentation show. */
export const PICTURED = ["production", "local"] as const;

/** Where the picture of an environment is. */
export function pictureFile(environment: string): string {
  return join(__dirname, "..", "docs", `architecture-${environment}.svg`);
}

/** The picture of an environment of this project as it is synthesized now. */
export function picture(environment: string): Promise<string> {
  return standaloneSvg(environment, synthesizedArchitecture(loadAnyEnvironment(environment)));
}
