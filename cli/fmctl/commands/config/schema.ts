import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../../context";

/** Prints the schema that belongs to this version, which `npm run generate` has made of config/schema. */
export function showSchema({ project, terminal }: Context): void {
  const text = readFileSync(join(project, "environments", "environment.schema.json"), "utf8");
  terminal.result(JSON.parse(text), text.trimEnd().split("\n"));
}
