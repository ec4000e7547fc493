import { join } from "node:path";
import { z } from "zod";
import { checkEnvironment, checkLocalEnvironment } from "./checks/environment";
import { checkProjects } from "./checks/projects";
import { Documents } from "./documents";
import { merged, scaled } from "./inherit";
import { didYouMean } from "./nearest";
import { expanded } from "./placeholders";
import { ConfigError, type Finding } from "./problem";
import { problemsOf } from "./schema-problems";
import { type Environment, environmentSchema, type Settings } from "./schema/environment";
import { extendsSchema } from "./schema/extends";
import { type LocalEnvironment, localEnvironmentSchema, type LocalSettings } from "./schema/local";

/** Where the environments of this project are. */
export const ENVIRONMENTS_FOLDER = join(__dirname, "..", "environments");

/** The names of the environments that have a file, in alphabetical order. */
export function environmentNames(folder = ENVIRONMENTS_FOLDER): readonly string[] {
  return new Documents(folder).names;
}

function refuse(file: string, findings: readonly Finding[]): void {
  if (findings.length > 0) throw new ConfigError(findings.map((finding) => ({ ...finding, file })));
}

function validated<Output>(schema: z.ZodType<Output>, document: unknown, file: string): Output {
  // To compile the schema would take longer than to use it once.
  const { data, error } = schema.safeParse(document, { jitless: true });
  const findings = error?.issues.flatMap((issue) => problemsOf(issue, schema, document)) ?? [];
  refuse(file, findings);
  return data as Output;
}

/** What a local environment starts with from one in Google Cloud: what runs, not where. */
const RUNS = ["hosts", "services", "migrations", "temporal"] as const;

type AnySettings = Settings | LocalSettings;

/** What an environment starts from: the one it names, shrunk as it says; nothing for one that stands alone. */
function inherited(origin: unknown, file: string, path: readonly string[], documents: Documents): Partial<AnySettings> {
  if (origin === undefined) return {};
  const wrapper = z.strictObject({ extends: extendsSchema });
  const { environment: parent, ...scale } = validated(wrapper, { extends: origin }, file).extends;
  const candidates = documents.names.filter((name) => !path.includes(name));
  if (!candidates.includes(parent)) {
    const names = candidates.join(", ") || "none is left";
    const expected = `an environment that does not itself start from this one: ${names}`;
    const fix = didYouMean(parent, candidates, "name another one");
    refuse(file, [{ path: ["extends", "environment"], got: parent, expected, fix }]);
  }
  return scaled<AnySettings>(resolved(parent, path, documents), scale);
}

/**
 * An environment that is whole and passed its checks. What it starts from passed them before, so whatever is found here
 * is for its own file to mend.
 *
 * @param descendants those that start from it
 */
function resolved(name: string, descendants: readonly string[], documents: Documents): AnySettings {
  const file = documents.file(name);
  const { extends: origin, ...own } = documents.read(name);
  const start = inherited(origin, file, [...descendants, name], documents);
  const startsLocal = "kubernetes" in start;
  if (startsLocal || "kubernetes" in own) {
    const runs = Object.fromEntries(RUNS.flatMap((key) => (start[key] ? [[key, start[key]] as const] : [])));
    const complete = merged(startsLocal ? start : runs, own, localEnvironmentSchema);
    const settings = validated(localEnvironmentSchema, complete, file);
    refuse(file, checkLocalEnvironment({ name, ...settings }));
    return settings;
  }
  const settings = validated(environmentSchema, merged(start, own, environmentSchema), file);
  refuse(file, checkEnvironment({ name, ...settings }));
  return settings;
}

function unknownName(name: string | undefined, names: readonly string[]): ConfigError {
  const example = `set it, for example FLOWMAESTRO_ENV=${names[0] ?? "production"}`;
  const problem = {
    file: "FLOWMAESTRO_ENV",
    path: [],
    got: name || undefined,
    expected: `one of ${names.join(", ")}`,
    fix: name ? didYouMean(name, names, `choose one of them or write environments/${name}.yaml`) : example,
  };
  return new ConfigError([problem]);
}

/**
 * The environment called `name`, in Google Cloud or local, validated, with every default filled in.
 *
 * @param name the value of FLOWMAESTRO_ENV
 * @throws ConfigError naming every problem, when the name is unknown, a file is malformed or a check fails
 */
export function loadAnyEnvironment(
  name: string | undefined,
  folder = ENVIRONMENTS_FOLDER,
): Environment | LocalEnvironment {
  const documents = new Documents(folder);
  const { names } = documents;
  if (!name || !names.includes(name)) throw unknownName(name, names);

  const environment = { name, ...resolved(name, [], documents) };
  if ("kubernetes" in environment) return expanded(environment);
  refuse(documents.file(name), [...checkProjects(environment, documents.readable())]);
  return expanded(environment);
}

/**
 * The environment called `name`, which is in Google Cloud.
 *
 * @throws ConfigError as {@link loadAnyEnvironment}, and for a local environment
 */
export function loadEnvironment(name: string | undefined, folder = ENVIRONMENTS_FOLDER): Environment {
  const environment = loadAnyEnvironment(name, folder);
  if (!("kubernetes" in environment)) return environment;
  const expected = "an environment in Google Cloud";
  throw new ConfigError([
    { file: "FLOWMAESTRO_ENV", path: [], got: name, expected, fix: "name one whose file has a project" },
  ]);
}
