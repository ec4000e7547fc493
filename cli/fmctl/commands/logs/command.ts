import { InvalidArgumentError } from "commander";
import { command, type Declare, environmentOption } from "../../command";
import type { LogsOptions } from "./logs";

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 };

function seconds(text: string): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (count !== undefined && Number(count) > 0) return Number(count) * SECONDS[unit as keyof typeof SECONDS];
  throw new InvalidArgumentError("expected a duration such as 30s, 10m, 2h or 1d.");
}

function lines(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected a number of lines, at least 1.");
}

/** `fmctl logs`. */
export const logsCommand: Declare = (context) =>
  command("logs", "shows what all pods of a service say, in the order in which they said it", {
    "fmctl logs api-server": "the last 100 lines of each container",
    "fmctl logs api-server -f": "and what follows, also of pods that come later",
    "fmctl logs temporal-worker --previous": "of the containers before their last restart",
    "fmctl logs temporal --since 10m": "all of Temporal's servers",
    "fmctl logs migrations -e staging": "the migration, while its job is kept",
  })
    .argument("<service>", "a service, temporal, temporal-server-history and so on, or migrations")
    .addOption(environmentOption())
    .option("-f, --follow", "go on until Ctrl-C")
    .option("-p, --previous", "what was said before the last restart")
    .option("-t, --tail <lines>", "of each container at most (default: 100; all with --since)", lines)
    .option("-s, --since <duration>", "not older than this, such as 10m", seconds)
    .action(async (service: string, options: LogsOptions) => (await import("./logs")).logs(context, service, options));
