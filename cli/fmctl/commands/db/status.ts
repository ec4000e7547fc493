import type { V1Container } from "@kubernetes/client-node";
import { z } from "zod";
import { CommandError } from "../../../shared/command-error";
import { ago } from "../../ago";
import { connect } from "../../cluster/cluster";
import type { EnvironmentOptions, JsonOptions } from "../../command";
import type { Context } from "../../context";
import { chosenEnvironment } from "../../environment";
import { NotWell } from "../../not-well";
import { table } from "../../table";
import { readLog } from "../logs/log-stream";
import { type MigrationJob, migrationJob, optionOf } from "./migration-job";
import { toolJob, withTool } from "./tool-pod";

const factsSchema = z.object({
  database: z.string(),
  version: z.string(),
  bytes: z.number(),
  connections: z.number(),
  max: z.number(),
});
const appliedSchema = z.array(z.object({ name: z.string(), at: z.string() }));

const FACTS =
  "SELECT json_build_object('database', current_database(), 'version', current_setting('server_version'), " +
  "'bytes', pg_database_size(current_database()), 'max', current_setting('max_connections')::int, " +
  "'connections', (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'))";
const DEADLINE_SECONDS = 120;
const MEGABYTE = 1024 * 1024;
const FILES = "files";
const QUERY = "query";

/** The two containers: what migrations the image has, then what the database says. No secret is in an argument. */
function containers({ psql, migrate }: MigrationJob): readonly V1Container[] {
  const { command = [] } = migrate;
  const folder = optionOf(command, "--migrations-dir", "-m") ?? "migrations";
  const tableName = optionOf(command, "--migrations-table", "-t") ?? "pgmigrations";
  // Kubernetes fills the schema in, as it does for the migration.
  const schema = optionOf(command, "--migrations-schema", "--schema", "-s") ?? "public";
  const applied = `SELECT coalesce(json_agg(json_build_object('name', name, 'at', run_on) ORDER BY id), '[]') FROM "${schema}"."${tableName}"`;
  const query = ["psql", "--no-psqlrc", "-qtA", "-c", FACTS, "-c", applied];
  return [
    { ...migrate, name: FILES, command: ["ls", "-1", folder] },
    { ...psql, name: QUERY, command: query },
  ];
}

function json<T>(lines: readonly string[], start: string, schema: z.ZodType<T>): T | undefined {
  const line = lines.find((each) => each.startsWith(start));
  return line === undefined ? undefined : schema.parse(JSON.parse(line));
}

/** How node-pg-migrate calls a migration: by its file, without what it is written in. */
function migrationName(file: string): string {
  return file.replace(/\.[^.]+$/, "");
}

/** Shows which migrations are applied and pending, and how large and busy the database is. */
export async function databaseStatus(context: Context, options: EnvironmentOptions & JsonOptions): Promise<void> {
  const { terminal } = context;
  const environment = chosenEnvironment(context, options.environment);
  const cluster = await connect(context, environment);
  const migration = await migrationJob(cluster, environment.name);
  const request = { purpose: "status", containers: containers(migration), deadlineSeconds: DEADLINE_SECONDS };
  const said: Record<string, string[]> = { [FILES]: [], [QUERY]: [] };
  await withTool(context, cluster, toolJob(migration, request), ["Succeeded", "Failed"], async (pod) => {
    for (const container of [FILES, QUERY]) {
      await readLog(cluster, { pod, container }, ({ text }) => said[container]!.push(text), context.stop);
    }
  });
  const facts = json(said[QUERY]!, "{", factsSchema);
  if (!facts) {
    const why = said[QUERY]!.at(-1) ?? said[FILES]!.at(-1) ?? "the pod said nothing";
    throw new CommandError(`The database did not answer: ${why}; \`fmctl status ${environment.name}\` shows more.`);
  }
  const applied = json(said[QUERY]!, "[", appliedSchema) ?? [];
  const files = said[FILES]!.filter((file) => file !== "" && !file.startsWith(".")).map(migrationName);
  const done = new Set(applied.map(({ name }) => name));
  const pending = files.filter((file) => !done.has(file));
  const unknown = applied.filter(({ name }) => !files.includes(name)).map(({ name }) => name);
  const { database, version, bytes, connections, max } = facts;
  const rows = [
    ...applied.map(({ name, at }) => ["applied", name, ago(new Date(at), context.now())]),
    ...pending.map((name) => ["pending", name, ""]),
  ];
  terminal.result({ environment: environment.name, ...facts, tag: migration.tag, applied, pending, unknown }, [
    `${database}: PostgreSQL ${version}, ${Math.ceil(bytes / MEGABYTE)} MB, ${connections} of ${max} connections`,
    `migrations of ${migration.tag}:`,
    ...table(rows).map((row) => `  ${row}`),
    ...(unknown.length > 0 ? [`newer than this image: ${unknown.join(", ")}`] : []),
  ]);
  if (pending.length === 0) return;
  throw new NotWell(
    `${pending.length} migrations are pending; \`fmctl db migrate -e ${environment.name}\` applies them.`,
  );
}
