import { join } from "node:path";
import type { Context } from "../../cli/fmctl/context";
import type { Prompts } from "../../cli/fmctl/prompts";
import { runFmctl } from "../../cli/fmctl/run";
import { Terminal } from "../../cli/fmctl/terminal";

/** How a command ended, and what a person sees. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Answers in the order of the questions; a question without one fails the test. */
export function answers(...given: readonly (string | boolean)[]): Prompts & { readonly asked: readonly string[] } {
  const left = [...given];
  const asked: string[] = [];
  const next = <T>(message: string): Promise<T> => {
    asked.push(message);
    if (left.length === 0) throw new Error(`Nobody answers "${message}".`);
    return Promise.resolve(left.shift() as T);
  };
  return {
    possible: true,
    asked,
    confirm: next,
    secret: next,
    select: next,
    async text({ message, default: initial, validate }) {
      const answer = (await next<string>(message)) || (initial ?? "");
      const verdict = validate?.(answer) ?? true;
      if (verdict !== true) throw new Error(`"${answer}" is refused: ${verdict}`);
      return answer;
    },
  };
}

const unavailable = (what: string) => () => Promise.reject(new Error(`This test did not say what ${what} is.`));

/** Runs a command line as main.ts does, in this process, with whatever a test puts in place of the outside. */
export async function fmctl(args: readonly string[], outside: Partial<Context> = {}): Promise<Ran> {
  const written = { stdout: "", stderr: "" };
  const sink = (stream: keyof typeof written) => ({ isTTY: false, write: (text: string) => (written[stream] += text) });
  const env = outside.env ?? {};
  const code = await runFmctl(args, {
    project: join(__dirname, "..", ".."),
    env,
    terminal: new Terminal(sink("stdout"), sink("stderr"), env),
    prompts: answers(),
    resolver: { addresses: unavailable("a host"), nameServers: unavailable("a domain") },
    publicDns: { ask: unavailable("the world's DNS") },
    google: unavailable("Google"),
    cluster: unavailable("the cluster"),
    input: unavailable("the standard input"),
    fetch: unavailable("the network"),
    now: () => new Date("2026-01-01T00:00:00Z"),
    wait: () => Promise.resolve(),
    endQuietly: () => undefined,
    console: process,
    ...outside,
  });
  return { code, ...written };
}
