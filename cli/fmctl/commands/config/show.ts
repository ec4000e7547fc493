import { stringify } from "yaml";
import { didYouMean } from "../../../../config/nearest";
import { isMap } from "../../../../config/path";
import { CommandError } from "../../../shared/command-error";
import type { Context } from "../../context";
import { chosenEnvironment } from "../../environment";
import { EXIT_CODES } from "../../exit-code";

function partOf(whole: unknown, path: string): unknown {
  let part = whole;
  const walked: string[] = [];
  for (const key of path.split(".")) {
    const known = isMap(part) || Array.isArray(part) ? Object.keys(part) : [];
    if (!known.includes(key)) {
      const place = walked.join(".") || "the environment";
      const fix =
        known.length === 0 ? "leave the rest of the path out." : didYouMean(key, known, `it has ${known.join(", ")}.`);
      throw new CommandError(`path: got "${key}", expected a key of ${place}; ${fix}`, EXIT_CODES.usage);
    }
    part = (part as Record<string, unknown>)[key];
    walked.push(key);
  }
  return part;
}

/** Prints an environment as the stacks get it. */
export function showConfig(context: Context, name: string | undefined, path: string | undefined): void {
  const environment = chosenEnvironment(context, name);
  const part = path === undefined ? environment : partOf(environment, path);
  context.terminal.result(part, stringify(part).trimEnd().split("\n"));
}
