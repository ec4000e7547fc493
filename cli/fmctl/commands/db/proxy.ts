import { DATABASES } from "../../../../stacks/fixed-names";
import { type Cluster, connect } from "../../cluster/cluster";
import { readyPod } from "../../cluster/pods";
import { forward } from "../../cluster/port-forward";
import { untilStopped } from "../../cluster/until-stopped";
import type { EnvironmentOptions } from "../../command";
import { type Context, isLocal } from "../../context";
import { chosenEnvironment } from "../../environment";
import { migrationJob } from "./migration-job";
import { toolJob, withTool } from "./tool-pod";

/** Options of `fmctl db proxy`. */
export interface ProxyOptions extends EnvironmentOptions {
  readonly port?: number;
}

const PORT = 5432;
const DEADLINE_SECONDS = 12 * 3600;

/**
 * Passes connections on to the database. The migrations' image has Node.js, and the address comes from the pod's own
 * variables; it listens where only a port-forward comes to.
 */
const RELAY = `
const net = require("node:net");
net.createServer((from) => {
  const to = net.connect(Number(process.env.PGPORT), process.env.PGHOST);
  const end = () => { from.destroy(); to.destroy(); };
  for (const socket of [from, to]) socket.on("error", end).on("close", end);
  from.pipe(to).pipe(from);
}).listen(${PORT}, "127.0.0.1");
`;

interface Source {
  readonly pod: () => Promise<string>;
  readonly sslMode: string;
  /** How to get the password. */
  readonly password: string;
}

async function serve(context: Context, cluster: Cluster, { pod, sslMode, password }: Source, options: ProxyOptions) {
  const { terminal } = context;
  const { port } = options;
  const forwarding = await forward(cluster, {
    pod,
    port: PORT,
    localPort: port ?? PORT,
    anyPort: port === undefined,
    onFailure: (sentence) => terminal.complain(sentence),
  });
  const name = DATABASES.application;
  terminal.say(`host=localhost port=${forwarding.port} dbname=${name} user=${name} sslmode=${sslMode}`);
  terminal.say(`The password: ${password}`);
  terminal.say(`leads to the database of ${cluster.name} until Ctrl-C`);
  await untilStopped(context);
  forwarding.close();
}

/**
 * Makes the database a port of this machine. Cloud SQL has a private address only, which the Cloud SQL proxy does not
 * reach from outside of the network either; a pod does, and a port-forward reaches the pod.
 * https://cloud.google.com/sql/docs/postgres/sql-proxy#private-ip
 */
export async function proxy(context: Context, options: ProxyOptions): Promise<void> {
  const environment = chosenEnvironment(context, options.environment);
  const cluster = await connect(context, environment);
  const { kubectl } = cluster.contextArguments;
  const password = `kubectl ${kubectl} --namespace flowmaestro get secret db-credentials -o go-template='{{.data.password | base64decode}}'`;
  if (isLocal(environment)) {
    const pod = () => readyPod(cluster, "postgres", "app.kubernetes.io/instance=postgres");
    await pod();
    return serve(context, cluster, { pod, sslMode: "disable", password }, options);
  }
  const migration = await migrationJob(cluster, environment.name);
  const containers = [{ ...migration.psql, name: "relay", command: ["node", "-e", RELAY] }];
  const job = toolJob(migration, { purpose: "proxy", containers, deadlineSeconds: DEADLINE_SECONDS });
  await withTool(context, cluster, job, ["Running"], (pod) =>
    serve(context, cluster, { pod: () => Promise.resolve(pod), sslMode: "require", password }, options),
  );
}
