import { InvalidArgumentError } from "commander";
import { command, type Declare, environmentOption, yesOption } from "../../command";
import type { ScaleOptions } from "./scale";

const MOST = 1000;

function pods(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST) return Number(text);
  throw new InvalidArgumentError(`expected a number of pods from 1 to ${MOST}.`);
}

/** `fmctl scale`. */
export const scaleCommand: Declare = (context) =>
  command("scale", "changes how many pods a service has, until the next deployment that changes it", {
    "fmctl scale api-server --min 5 --max 20": "what its autoscaler keeps to",
    "fmctl scale temporal-server-history --replicas 4": "where there is no autoscaler",
  })
    .argument("<service>", "a service, or temporal-server-history and so on")
    .addOption(environmentOption())
    .option("--min <pods>", "the least", pods)
    .option("--max <pods>", "the most", pods)
    .option("--replicas <pods>", "a fixed number, where there is no autoscaler", pods)
    .addOption(yesOption("more connections than the database accepts"))
    .action(async (service: string, options: ScaleOptions) =>
      (await import("./scale")).scale(context, service, options),
    );
