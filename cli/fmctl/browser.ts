import { isInstalled, runTool } from "../shared/tool";
import type { Context } from "./context";

/** What opens an address, by the platform. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
  linux: ["xdg-open"],
};

/** Opens an address in a browser, where there is one and somebody sits in front of it. Returns whether it did. */
export async function browse(
  { env, terminal }: Pick<Context, "env" | "terminal">,
  url: string,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const [program, ...args] = OPENERS[platform] ?? [];
  const hasScreen = platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  if (program === undefined || !terminal.isTerminal || !hasScreen || !isInstalled(program, env)) return false;
  return (await runTool(program, [...args, url], { env })).ok;
}
