import { once } from "node:events";
import type { Context } from "../context";

/** Waits for the Ctrl-C that is how a command such as a port-forward ends. */
export async function untilStopped({ stop, endQuietly }: Pick<Context, "stop" | "endQuietly">): Promise<void> {
  endQuietly();
  if (stop && !stop.aborted) await once(stop, "abort");
}
