import type { Colors } from "../../terminal";
import type { Finding, Verdict } from "./check";

const MARKS: Readonly<Record<Verdict, string>> = { ok: "✔", warning: "!", wrong: "✘", skipped: "–" };
const PAINT = { ok: "green", warning: "yellow", wrong: "red", skipped: "dim" } as const;

/** A line a finding, and below it what to do. */
export function findingLines(findings: readonly Finding[], colors: Colors): readonly string[] {
  const width = Math.max(0, ...findings.map(({ check }) => check.length));
  return findings.flatMap(({ check, verdict, text, fix }) => {
    const paint = colors[PAINT[verdict]];
    const line = `${paint(MARKS[verdict])} ${check.padEnd(width)}  ${verdict === "skipped" ? paint(text) : text}`;
    return fix === undefined ? [line] : [line, `  ${" ".repeat(width)}  → ${fix}`];
  });
}
