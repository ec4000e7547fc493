import { CommandError } from "../../../shared/command-error";
import type { Release } from "../../cluster/releases";
import { EXIT_CODES } from "../../exit-code";
import type { Presence } from "./images";

/** What there is to choose from. */
export interface Candidates {
  readonly service: string;
  readonly environment: string;
  /** Newest first. */
  readonly history: readonly Release[];
  readonly serving: Release;
  readonly presence: ReadonlyMap<Release, Presence>;
}

/** Statuses of a revision that has once been rolled out whole. */
const WAS_WELL = ["deployed", "superseded"];

function chosenByHand({ service, history, presence, environment }: Candidates, revision: number): Release {
  const found = history.find((each) => each.revision === revision);
  const usable = history.filter((each) => WAS_WELL.includes(each.status) && presence.get(each) !== "gone");
  const known = usable.map((each) => each.revision).join(", ") || "none that can be used";
  if (!found)
    throw new CommandError(`--to: got ${revision}, expected a revision of ${service}: ${known}.`, EXIT_CODES.usage);
  if (!WAS_WELL.includes(found.status)) {
    throw new CommandError(
      `Revision ${revision} of ${service} was never rolled out (${found.status}); choose one that was: ${known}.`,
    );
  }
  if (presence.get(found) === "gone") {
    throw new CommandError(
      `The image of revision ${revision} (${found.tag}) does not exist any more; choose another one: ${known}, or build ` +
        `it again: \`fmctl images build -e ${environment}\` at that revision.`,
    );
  }
  return found;
}

/**
 * The release to return to: the one that is named, or else the last one with another image that still exists.
 *
 * @throws CommandError when there is none
 */
export function chosenRelease(candidates: Candidates, revision: number | undefined): Release {
  if (revision !== undefined) return chosenByHand(candidates, revision);
  const { service, environment, history, serving, presence } = candidates;
  const found = history.find(
    (each) =>
      each.revision < serving.revision &&
      WAS_WELL.includes(each.status) &&
      each.tag !== serving.tag &&
      presence.get(each) !== "gone",
  );
  if (found) return found;
  throw new CommandError(
    `${service} has no earlier release with another image that still exists; \`fmctl images list ${environment}\` shows ` +
      `what can be deployed with \`fmctl deploy ${environment} --image-tag TAG\`.`,
  );
}
