import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { loadAnyEnvironment } from "../../../../config/load";
import type { AnyEnvironment } from "../../context";

/**
 * The environment that a text would be in a folder, with every check of the whole.
 *
 * @throws ConfigError as for a file of that folder
 */
export function environmentOf(name: string, text: string, folder: string): AnyEnvironment {
  const copy = mkdtempSync(join(tmpdir(), "fmctl-init-"));
  try {
    // Messages name the folder.
    const beside = join(copy, basename(folder));
    mkdirSync(beside);
    for (const file of readdirSync(folder).filter((each) => each.endsWith(".yaml"))) {
      cpSync(join(folder, file), join(beside, file));
    }
    writeFileSync(join(beside, `${name}.yaml`), text);
    return loadAnyEnvironment(name, beside);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
