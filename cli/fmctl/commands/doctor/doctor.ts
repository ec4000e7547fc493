import { chosenEnvironment } from "../../environment";
import { type AnyEnvironment, type Context, isLocal } from "../../context";
import { NotWell } from "../../not-well";
import type { Check, Finding, Subject } from "./check";
import { cloudChecks, LOCAL_CHECKS } from "./checks";
import { runChecks } from "./run-checks";
import { findingLines } from "./finding-lines";

/**
 * Everything that would make a deployment of this environment fail, and what is worth a look; nothing is changed.
 *
 * @throws Interrupted when somebody asked to stop
 */
export function examine(context: Context, environment: AnyEnvironment): Promise<readonly Finding[]> {
  return isLocal(environment)
    ? look({ context, environment }, LOCAL_CHECKS)
    : look({ context, environment }, cloudChecks(environment));
}

async function look<E extends AnyEnvironment>(subject: Subject<E>, checks: readonly Check<E>[]) {
  const { terminal } = subject.context;
  const left = new Set(checks.map(({ title }) => title));
  const say = () => terminal.status(`looking at ${[...left].join(", ")}`);
  say();
  try {
    return await runChecks(checks, subject, (title) => {
      left.delete(title);
      if (left.size > 0) say();
    });
  } finally {
    terminal.clear();
  }
}

/** Looks, shows what was seen, and ends with 3 when something would make a deployment fail. */
export async function doctor(context: Context, name: string | undefined): Promise<void> {
  const { terminal } = context;
  const environment = chosenEnvironment(context, name);
  const findings = await examine(context, environment);
  terminal.result(findings, findingLines(findings, terminal.colors));
  const wrong = findings.filter(({ verdict }) => verdict === "wrong").length;
  if (wrong === 0) return;
  const skipped = findings.filter(({ verdict }) => verdict === "skipped").length;
  const more = skipped > 0 ? `; ${skipped} could not be asked yet` : "";
  throw new NotWell(
    `${environment.name}: ${wrong} of ${findings.length} would make a deployment fail${more}. ` +
      `Mend what has a ✘, then \`fmctl doctor ${environment.name}\` again.`,
  );
}
