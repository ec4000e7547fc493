import type { LookupAddress } from "node:dns";
import type { Environment } from "../../config/schema/environment";
import type { LocalEnvironment } from "../../config/schema/local";
import type { Interrupt } from "../deploy/run";
import type { ClusterConnection } from "./cluster/connection";
import type { PublicDns } from "./dns/public-dns";
import type { GoogleApi } from "./google/api";
import type { Prompts } from "./prompts";
import type { Terminal } from "./terminal";

/** Any environment. */
export type AnyEnvironment = Environment | LocalEnvironment;

/** Whether an environment runs in a cluster of one's own. */
export function isLocal(environment: AnyEnvironment): environment is LocalEnvironment {
  return "kubernetes" in environment;
}

/** The parts of the Domain Name System that fmctl asks; each rejects as node:dns does. */
export interface Resolver {
  addresses(host: string): Promise<readonly LookupAddress[]>;
  nameServers(domain: string): Promise<readonly string[]>;
}

/** Streams of a terminal; process has them. */
export interface Console {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** What every command gets from whoever starts it; tests put others in its place. */
export interface Context extends Interrupt {
  /** Folder of this project. */
  readonly project: string;
  /** Variables of this process. */
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly prompts: Prompts;
  readonly resolver: Resolver;
  /** The Domain Name System as the world sees it. */
  readonly publicDns: PublicDns;
  /** Google's APIs with the caller's own login; made when first asked for. */
  readonly google: () => Promise<GoogleApi>;
  /** The cluster of an environment, which may not answer. */
  readonly cluster: (environment: AnyEnvironment) => Promise<ClusterConnection>;
  /** Text on standard input, whole. */
  readonly input: () => Promise<string>;
  /** Requests over HTTP to the application's own hosts. */
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  /** Ends early, without an error, when somebody asks to stop. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** To be called when a Ctrl-C is how a command is meant to end, such as one that follows a log. */
  readonly endQuietly: () => void;
  /** The terminal itself, for a program in the cluster that somebody types into. */
  readonly console: Console;
}
