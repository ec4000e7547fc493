import { parseArgs } from "node:util";
import { CommandError } from "../shared/command-error";

/** What somebody typed. */
export interface LocalOptions {
  readonly command: "up" | "down" | "help";
  /** A checkout of FlowMaestro to build images from. @default - what was built last, and at first the stand-in */
  readonly appSource?: string | undefined;
  /** The images are where the environment file says; nothing is built. */
  readonly imagesReady: boolean;
  /** Builds and loads images even if that was done before. */
  readonly rebuild: boolean;
}

/** What the options are. */
export const USAGE = `npm run local                          deploys FlowMaestro to a Kubernetes cluster of your own
npm run local -- --app-source PATH     … with images built from a checkout of FlowMaestro
npm run local -- --images-ready        … with images that are in the registry, or in the cluster, already
npm run local -- --rebuild             … with images built and loaded again
npm run local:down                     removes what it made

FLOWMAESTRO_ENV names another local environment than "local"; FLOWMAESTRO_ENVIRONMENTS another folder of them.
More: docs/local.md`;

const OPTIONS = {
  "app-source": { type: "string" },
  "images-ready": { type: "boolean", default: false },
  rebuild: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CommandError(`${(error as Error).message.split("\n")[0]!.replace(/\.$/, "")}.\n\n${USAGE}`);
  }
}

/** @throws CommandError with the usage for what it does not know */
export function readOptions(args: readonly string[]): LocalOptions {
  const { values, positionals } = parsed(args);
  const { "app-source": appSource, "images-ready": imagesReady, rebuild, help } = values;
  const [command = "up", ...rest] = positionals;
  if ((command !== "up" && command !== "down") || rest.length > 0) {
    throw new CommandError(`Got "${positionals.join(" ")}", expected up or down.\n\n${USAGE}`);
  }
  if (appSource !== undefined && imagesReady) {
    throw new CommandError("--app-source builds images and --images-ready builds none: choose one of them.");
  }
  if (command === "down" && (appSource !== undefined || imagesReady || rebuild)) {
    throw new CommandError("npm run local:down takes no options: it removes what npm run local made.");
  }
  return { command: help ? "help" : command, appSource, imagesReady, rebuild };
}
