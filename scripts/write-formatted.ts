import { writeFile } from "node:fs/promises";
import { format, resolveConfig } from "prettier";

/** Writes a generated file the way `npm run lint` wants it. */
export async function writeFormatted(file: string, text: string): Promise<void> {
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
