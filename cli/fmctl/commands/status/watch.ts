import type { Context } from "../../context";
import type { Problem, Section } from "./section";
import { problemsOf, shortened } from "./show";

const PAUSE_MS = 5000;

function statesOf(sections: readonly Section[]): ReadonlyMap<string, string> {
  return new Map(
    sections.flatMap(({ name, states }) =>
      Object.entries(states).map(([what, state]) => [`${name}: ${what}`, state] as const),
    ),
  );
}

/** What a problem is about: the same one is worded anew each time it happens again. */
function subject({ what }: Problem): string {
  return what.split(": ")[0]!;
}

/** What is other than before, a line each. */
export function changes(before: readonly Section[], after: readonly Section[]): readonly string[] {
  const [old, now] = [statesOf(before), statesOf(after)];
  const news = [...now].flatMap(([what, state]) => {
    const was = old.get(what);
    if (was === state) return [];
    return was === undefined ? [`${what}: ${state}`] : [`${what}: ${was} → ${state}`];
  });
  const gone = [...old.keys()].filter((what) => !now.has(what)).map((what) => `${what}: gone`);
  const [had, has] = [problemsOf(before).map(subject), problemsOf(after)];
  const wrong = has.filter((each) => !had.includes(subject(each))).map(({ what }) => `✘ ${shortened(what)}`);
  const well = had.length > 0 && has.length === 0 ? ["✔ all is well"] : [];
  return [...news, ...gone, ...wrong, ...well];
}

/** Looks again and again until Ctrl-C: redraws a terminal, and tells anybody else what has changed. */
export async function watchStatus(
  { terminal, stop, wait, now, endQuietly }: Context,
  look: () => Promise<readonly Section[]>,
  lines: (sections: readonly Section[]) => readonly string[],
): Promise<void> {
  endQuietly();
  let before: readonly Section[] | undefined;
  while (!stop?.aborted) {
    const sections = await look();
    if (stop?.aborted) return;
    if (terminal.isTerminal) terminal.redraw([...lines(sections), "", "Ctrl-C ends this."]);
    else if (!before) for (const line of lines(sections)) terminal.say(line);
    else for (const line of changes(before, sections)) terminal.say(`${now().toISOString()} ${line}`);
    before = sections;
    await wait(PAUSE_MS);
  }
}
