import { lookup, resolveNs } from "node:dns/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { interrupts } from "../shared/interrupts";
import { type AnyEnvironment, type Context, isLocal } from "./context";
import { NodePublicDns } from "./dns/public-dns";
import { TerminalPrompts } from "./prompts";
import { runFmctl } from "./run";
import { Terminal } from "./terminal";

// Whoever reads may leave early, as head does; what was begun goes on.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

// Google's library warns of a missing metadata server, beside our own sentence that nobody is logged in.
const [warn] = process.listeners("warning");
process.removeAllListeners("warning").on("warning", (warning) => {
  if (warning.name !== "MetadataLookupWarning") warn?.(warning);
});

const terminal = new Terminal(process.stdout, process.stderr, process.env);
const { stop, kill, endQuietly } = interrupts(process, terminal);

/** The bundle is in `dist`, this file two levels down. */
const project = process.env.FMCTL_PROJECT ?? join(__dirname, __dirname.endsWith("dist") ? ".." : join("..", ".."));

/** Made once; imported when first asked for, since it takes longer than `fmctl --help` may. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

const client = once(async () => (await import("./google/login")).login(process.env));
const google = once(async () => new (await import("./google/api")).GoogleApi(await client()));

async function cluster(environment: AnyEnvironment) {
  if (isLocal(environment)) {
    return (await import("./cluster/local-connection")).localConnection({ project, env: process.env }, environment);
  }
  const { googleConnection } = await import("./cluster/google-connection");
  const { accessToken } = await import("./google/login");
  return googleConnection(await google(), async () => accessToken(await client()), environment);
}

const context: Context = {
  project,
  env: process.env,
  terminal,
  prompts: new TerminalPrompts(process.stdin.isTTY && process.stdout.isTTY),
  resolver: { addresses: (host) => lookup(host, { all: true }), nameServers: (domain) => resolveNs(domain) },
  publicDns: new NodePublicDns(),
  google,
  cluster,
  input: () => text(process.stdin),
  fetch,
  now: () => new Date(),
  wait: (milliseconds) => wait(milliseconds, undefined, { signal: stop }).catch(() => undefined),
  endQuietly,
  console: process,
  stop,
  kill,
};

void runFmctl(process.argv.slice(2), context).then((code) => {
  process.exitCode = code;
});
