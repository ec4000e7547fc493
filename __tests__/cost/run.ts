import { runCost } from "../../cost/command";
import type { Sink } from "../../cost/sink";

/** What a command wrote, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `npm run cost` with these arguments, as from a script; `isTTY` as from a terminal. */
export async function cost(
  args: readonly string[],
  { env = {}, isTTY = false, pricesFile }: { env?: Record<string, string>; isTTY?: boolean; pricesFile?: string } = {},
): Promise<Ran> {
  const written = { out: "", err: "" };
  const sink = (name: "out" | "err"): Sink => ({ isTTY, write: (text: string) => (written[name] += text) });
  const code = await runCost({ args, env, out: sink("out"), err: sink("err"), ...(pricesFile && { pricesFile }) });
  return { code, ...written };
}
