import { InvalidArgumentError } from "commander";
import { command, type Declare, environmentOption } from "../../command";
import type { OpenOptions } from "./open";

/** A port of this machine. */
export function localPort(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("expected a port from 1 to 65535.");
}

/** `fmctl open`. */
export const openCommand: Declare = (context) =>
  command("open", "opens the application, Temporal's web interface or a page of Google's console in a browser", {
    "fmctl open app": "the application",
    "fmctl open temporal-ui -e production": "through the cluster, until Ctrl-C",
    "fmctl open dashboard -e production": "Cloud Monitoring",
    "fmctl open api --print": "only says where it is",
  })
    .argument(
      "<what>",
      "app, api, www, a service, temporal-ui; in Google Cloud also dashboard, logs, workloads, postgres, redis",
    )
    .addOption(environmentOption())
    .option("--port <port>", "of this machine, for what is reached through the cluster", localPort)
    .option("--print", "say the address and open no browser")
    .action(async (what: string, options: OpenOptions) => (await import("./open")).open(context, what, options));
