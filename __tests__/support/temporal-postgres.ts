import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PodNetwork, eventually } from "./temporal-pods";
import { programs } from "./temporal-programs";

const PORT = 5432;
/** Debian's account for PostgreSQL, which refuses to run as root. */
const ACCOUNT = "setpriv --reuid postgres --regid postgres --clear-groups --pdeathsig KILL --".split(" ");
const KEY = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc";

/** An authority that signs certificates. */
export interface Authority {
  /** Its own certificate. */
  readonly certificate: string;
  /** Writes `server.key` and `server.crt`, without any host's name, as Cloud SQL's certificates for private addresses are. */
  readonly signInto: (folder: string) => void;
}

/** @param folder - where its key is kept */
export function makeAuthority(folder: string): Authority {
  mkdirSync(folder, { recursive: true });
  const openssl = (words: string, ...more: readonly string[]) =>
    execFileSync("openssl", [...words.split(" "), ...more], { cwd: folder, stdio: "pipe" });
  openssl(`req -x509 ${KEY} -keyout ca.key -out ca.crt -days 2`, "-subj", "/CN=Cloud SQL Server CA");
  return {
    certificate: readFileSync(join(folder, "ca.crt"), "utf8"),
    signInto: (target) => {
      openssl(`req ${KEY} -out server.csr -subj /CN=project:instance`, "-keyout", join(target, "server.key"));
      openssl("x509 -req -in server.csr -CA ca.crt -CAkey ca.key -days 2", "-out", join(target, "server.crt"));
    },
  };
}

/** Connections that one pod had open to one database at one moment. */
export interface Connections {
  readonly ip: string;
  readonly database: string;
  readonly connections: number;
}

/** Settings of {@link Postgres}. */
export interface PostgresSettings {
  readonly folder: string;
  readonly network: PodNetwork;
  readonly authority: Authority;
  readonly maxConnections: number;
  readonly databases: readonly string[];
  readonly user: string;
  readonly password: string;
}

/** A real PostgreSQL 15 that takes encrypted connections only; the databases belong to a role, as Cloud SQL's do. */
export class Postgres {
  private constructor(
    private readonly folder: string,
    private readonly server: ChildProcess,
    private readonly watcher: ChildProcess,
  ) {}

  static async start(settings: PostgresSettings): Promise<Postgres> {
    const { folder, network, authority, maxConnections, databases, user, password } = settings;
    mkdirSync(folder, { recursive: true });
    authority.signInto(folder);
    asPostgres(["install", "-d", "-m", "700", join(folder, "data")], folder);
    const encoding = ["--encoding=UTF8", "--locale=C.UTF-8"];
    asPostgres([join(programs.postgres, "initdb"), "--username=postgres", ...encoding, join(folder, "data")], folder);
    // Cloud SQL's `ENCRYPTED_ONLY`: nobody comes in without TLS.
    writeFileSync(join(folder, "data", "pg_hba.conf"), "local all postgres trust\nhostssl all all all scram-sha-256\n");
    const options = {
      listen_addresses: network.state.gateway,
      port: PORT,
      unix_socket_directories: folder,
      max_connections: maxConnections,
      ssl: "on",
      ssl_cert_file: join(folder, "server.crt"),
      ssl_key_file: join(folder, "server.key"),
      fsync: "off",
      log_connections: "on",
      log_line_prefix: "%m %h ",
    };
    const log = openSync(join(folder, "postgres.log"), "a");
    const [command, ...args] = network.inside([
      ...ACCOUNT,
      join(programs.postgres, "postgres"),
      ...["-D", join(folder, "data")],
      ...Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ]);
    const server = spawn(command!, args, { stdio: ["ignore", log, log] });
    closeSync(log);
    await eventually("PostgreSQL answers", 30, () => {
      try {
        return psql(folder, "postgres", "select 1") === "1";
      } catch {
        return false;
      }
    });
    for (const statement of [
      "create role owners nologin",
      `create role ${user} login nosuperuser nocreatedb nocreaterole in role owners password '${password}'`,
      ...databases.map((database) => `create database ${database} owner owners`),
    ]) {
      psql(folder, "postgres", statement);
    }
    return new Postgres(folder, server, watch(folder));
  }

  /** Runs a statement as superuser; columns are separated by `|`. */
  sql(database: string, statement: string): string {
    return psql(this.folder, database, statement);
  }

  get log(): string {
    return readFileSync(join(this.folder, "postgres.log"), "utf8");
  }

  /** The most connections that were seen, for each address and database, four times a second since the start. */
  mostConnections(): Connections[] {
    const most = new Map<string, Connections>();
    for (const line of readFileSync(join(this.folder, "connections"), "utf8").split("\n")) {
      const [ip, database, number] = line.split("|");
      if (!ip || !database || !number) continue;
      const connections = Number(number);
      if (connections > (most.get(ip + database)?.connections ?? 0))
        most.set(ip + database, { ip, database, connections });
    }
    return [...most.values()];
  }

  async stop(): Promise<void> {
    this.watcher.kill("SIGKILL");
    const ended = new Promise((resolve) => this.server.once("exit", resolve));
    this.server.kill("SIGQUIT");
    await ended;
  }
}

function watch(folder: string): ChildProcess {
  const file = openSync(join(folder, "connections"), "w");
  const watcher = spawn(join(programs.postgres, "psql"), [...target(folder, "postgres")], {
    stdio: ["pipe", file, "ignore"],
  });
  watcher.stdin!.write(
    "select client_addr, datname, count(*) from pg_stat_activity where client_addr is not null group by 1, 2 \\watch 0.25\n",
  );
  return watcher;
}

function target(folder: string, database: string): string[] {
  return ["-h", folder, "-p", String(PORT), "-U", "postgres", "-d", database, "-AtqX", "-v", "ON_ERROR_STOP=1"];
}

function psql(folder: string, database: string, statement: string): string {
  return execFileSync(join(programs.postgres, "psql"), [...target(folder, database), "-c", statement], {
    encoding: "utf8",
    stdio: "pipe",
  }).trim();
}

function asPostgres(command: readonly string[], folder: string): void {
  execFileSync("chown", ["postgres", folder, ...["key", "crt"].map((kind) => join(folder, `server.${kind}`))]);
  chmodSync(join(folder, "server.key"), 0o600);
  const [program, ...args] = [...ACCOUNT, ...command];
  execFileSync(program!, args, { stdio: "pipe" });
}
