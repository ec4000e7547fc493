import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../../context";
import { environmentsFolder } from "../../environment-files";
import { STACK_READERS } from "../doctor/stack-readers";

/** An environment's file, as far as completion reads it. */
interface Written {
  readonly extends?: { readonly environment?: string };
  readonly kubernetes?: unknown;
  readonly services?: Readonly<Record<string, unknown>>;
  readonly integrationSecrets?: readonly string[];
}

/** Secrets that every environment in Google Cloud has. */
const GENERATED = ["flowmaestro-database-password", "temporal-database-password", "jwt-secret", "encryption-key"];

function environmentNames(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => (file.endsWith(".yaml") ? [file.slice(0, -5)] : []));
}

/** The file of an environment and those that it starts from, as they are written: to check them takes too long here. */
async function chain(folder: string, name: string): Promise<readonly Written[]> {
  const { parse } = await import("yaml");
  const files: Written[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = name; next !== undefined && !seen.has(next); ) {
    seen.add(next);
    const file = join(folder, `${next}.yaml`);
    const written: Written = existsSync(file)
      ? ((parse(readFileSync(file, "utf8"), { merge: true }) as Written | null) ?? {})
      : {};
    files.push(written);
    next = written.extends?.environment;
  }
  return files;
}

/** What a value of some meaning can be; nothing where that cannot be told. */
export async function valuesOf(
  context: Context,
  meaning: string | undefined,
  said: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const folder = environmentsFolder(context);
  if (meaning === "environment" || meaning === "extend") return environmentNames(folder);
  if (meaning !== "service" && meaning !== "stack" && meaning !== "secret") return [];
  const name = said.environment ?? context.env.FLOWMAESTRO_ENV;
  const files = await chain(folder, name ?? "production");
  const isLocal = files.some((file) => file.kubernetes !== undefined);
  if (meaning === "stack") return isLocal ? ["data", "workloads"] : Object.keys(STACK_READERS);
  if (meaning === "secret")
    return [...GENERATED, ...(files.find((file) => file.integrationSecrets)?.integrationSecrets ?? [])];
  const removed = new Set(
    files.flatMap(({ services = {} }) => Object.keys(services).filter((key) => services[key] === null)),
  );
  const services = new Set(files.flatMap(({ services: each = {} }) => Object.keys(each)));
  return [...services].filter((service) => !removed.has(service));
}
