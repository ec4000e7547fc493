import { CommandError } from "../../../shared/command-error";
import { type Cluster, connect } from "../../cluster/cluster";
import type { JsonOptions } from "../../command";
import { type AnyEnvironment, type Context, isLocal } from "../../context";
import { chosenEnvironment } from "../../environment";
import { EXIT_CODES } from "../../exit-code";
import { NotWell } from "../../not-well";
import { examineCertificates } from "./certificates";
import { examineDatabase } from "./database";
import { examineDrift } from "./drift";
import { examineHosts } from "./hosts";
import { examineMigrations } from "./migrations";
import { examinePods } from "./pods";
import { examineRedis } from "./redis";
import { examineReleases } from "./releases";
import { type Examine, examined, type Section } from "./section";
import { problemsOf, statusLines } from "./show";
import { watchStatus } from "./watch";
import { examineWorkloads } from "./workloads";

/** Options of `fmctl status`. */
export interface StatusOptions extends JsonOptions {
  readonly watch?: boolean;
  readonly drift?: boolean;
}

/** What is looked at, in the order in which it is shown. */
function sectionsOf(environment: AnyEnvironment, drift: boolean): Readonly<Record<string, Examine>> {
  return {
    releases: examineReleases,
    workloads: examineWorkloads,
    pods: examinePods,
    ...(!isLocal(environment) && { certificates: examineCertificates }),
    hosts: examineHosts,
    database: examineDatabase,
    redis: examineRedis,
    migrations: examineMigrations,
    ...(drift && { drift: examineDrift }),
  };
}

/** Everything at once; what cannot be reached is said in its section. */
function lookAround(context: Context, environment: AnyEnvironment, drift: boolean): Promise<readonly Section[]> {
  let connected: Promise<Cluster> | undefined;
  const cluster = () => (connected ??= connect(context, environment));
  const look = { context, environment, cluster, now: context.now() };
  const wanted = Object.entries(sectionsOf(environment, drift));
  return Promise.all(wanted.map(([name, examine]) => examined(name, examine, look)));
}

/** Shows how an environment is. */
export async function status(context: Context, name: string | undefined, options: StatusOptions): Promise<void> {
  const { terminal } = context;
  const environment = chosenEnvironment(context, name);
  const { watch = false, drift = false, json = false } = options;
  if (watch && (json || drift)) {
    const other = json ? "--json" : "--drift";
    throw new CommandError(`--watch and ${other} exclude each other: run it without --watch.`, EXIT_CODES.usage);
  }
  const where = isLocal(environment) ? "in a cluster of your own" : `in project ${environment.project}`;
  const lines = (sections: readonly Section[]) =>
    statusLines(`${environment.name}: FlowMaestro ${where}, ${context.now().toISOString()}`, sections, terminal.colors);
  const look = () => lookAround(context, environment, drift);
  if (watch) return watchStatus(context, look, lines);

  terminal.status("looking …");
  const sections = await look();
  const problems = problemsOf(sections);
  const facts = sections.map(({ name: section, facts: each, problems: wrong }) => [
    section,
    { well: wrong.length === 0, facts: each, problems: wrong },
  ]);
  const result = {
    environment: environment.name,
    well: problems.length === 0,
    sections: Object.fromEntries(facts) as unknown,
  };
  terminal.result(result, lines(sections));
  if (problems.length === 0) return;
  const count = problems.length === 1 ? "1 thing is" : `${problems.length} things are`;
  throw new NotWell(`${environment.name}: ${count} not well.`);
}
