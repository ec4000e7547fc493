import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENVIRONMENTS_FOLDER, loadEnvironment } from "../../config/load";
import { ConfigError } from "../../config/problem";

const root = mkdtempSync(join(tmpdir(), "flowmaestro-config-"));
let folders = 0;

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder `environments` with these files, by environment, next to the real `production.yaml`. */
export function environmentFolder(files: Readonly<Record<string, string>>): string {
  const folder = join(root, String(folders++), "environments");
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(ENVIRONMENTS_FOLDER, "production.yaml"), join(folder, "production.yaml"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.yaml`), text);
  return folder;
}

/** A file that starts from production and says `own` besides. */
export function fromProduction(own: string, scale = ""): string {
  return `extends: { environment: production${scale} }\nproject: acme-test\n${own}\n`;
}

/** The sentences with which an environment is refused; none when it is not. */
export function refusalOf(name: string | undefined, folder: string): readonly string[] {
  try {
    loadEnvironment(name, folder);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split("\n");
  }
}

/** The sentences with which production is refused when `own` is said besides. */
export function refusal(own: string, scale = ""): readonly string[] {
  return refusalOf("test", environmentFolder({ test: fromProduction(own, scale) }));
}
