import type { Environment } from "../../../../config/schema/environment";
import type { Outcome } from "../../../deploy/progress";
import { countsText } from "../../../deploy/summary";
import { durationText } from "../../../shared/output";
import { table } from "../../table";

/** What a deployment has come to. */
export interface Report {
  readonly environment: Environment;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly tag: string | undefined;
  /** What the stacks put out for people. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly milliseconds: number;
}

function outcomeCells(outcome: Outcome): readonly string[] {
  if (outcome.kind !== "applied") return ["nothing to change", ""];
  const adopted = outcome.adopted > 0 ? `, ${outcome.adopted} taken over` : "";
  return [
    `${countsText(outcome.counts)}${adopted}`.replaceAll(/ to (create|change|replace|delete|adopt|forget)/g, done),
    durationText(outcome.seconds * 1000),
  ];
}

function done(_text: string, verb: string): string {
  return ` ${verb}${verb.endsWith("e") ? "d" : verb === "forget" ? " (left as it is)" : "ed"}`;
}

function isChanged(outcomes: Report["outcomes"]): boolean {
  return [...outcomes.values()].some(({ kind }) => kind === "applied");
}

/** A deployment for a person: what changed and how long it took, then where it is. */
export function reportLines({ environment, outcomes, tag, outputs, milliseconds }: Report): readonly string[] {
  const { name } = environment;
  const rows = [...outcomes].map(([stack, outcome]) => [`  ${stack}`, ...outcomeCells(outcome)]);
  const head = isChanged(outcomes)
    ? `${name} is deployed: ${durationText(milliseconds)}.`
    : `${name} is as its file says: there was nothing to change (${durationText(milliseconds)}).`;
  const urls = Array.isArray(outputs.urls) ? (outputs.urls as string[]) : [];
  const address = outputs.load_balancer_address;
  return [
    "",
    head,
    ...table(rows),
    ...(tag ? [`  images: ${tag}`] : []),
    ...(typeof address === "string" ? [`  load balancer: ${address}`] : []),
    ...urls.map((url) => `  ${url}`),
  ];
}

/** A deployment for a script. */
export function reportDocument({ environment, outcomes, tag, outputs, milliseconds }: Report) {
  return {
    environment: environment.name,
    changed: isChanged(outcomes),
    imageTag: tag ?? null,
    seconds: Math.round(milliseconds / 1000),
    stacks: [...outcomes].map(([stack, outcome]) =>
      outcome.kind === "applied" ? { stack, ...outcome } : { stack, kind: outcome.kind },
    ),
    outputs,
  };
}
