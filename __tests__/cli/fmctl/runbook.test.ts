import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import type { Context } from "../../../cli/fmctl/context";
import { buildProgram } from "../../../cli/fmctl/program";
import { Terminal } from "../../../cli/fmctl/terminal";

const text = readFileSync(join(__dirname, "..", "..", "..", "docs", "runbook.md"), "utf8");
const [start, ...sections] = text.split(/^## /m);
const nowhere = { isTTY: false, write: () => true };
const program = buildProgram({ terminal: new Terminal(nowhere, nowhere, {}) } as unknown as Context);

/** As GitHub makes an anchor of a heading. */
const anchorOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
const titles = sections.map((section) => section.split("\n")[0]!);

/** Lines to type: in blocks of code and between backticks. */
const lines = [...text.matchAll(/^(fmctl [^#\n]*)|`(fmctl [^`]+)`/gm)].map(([, block, span]) =>
  (block ?? span)!.trim(),
);

/** Nothing when the program knows the line; otherwise which word it does not know. */
function unknownWord(line: string): string | undefined {
  let command: Command = program;
  for (const word of line.split(/\s+/).slice(1)) {
    if (word.startsWith("-")) {
      const known = command.options.some(({ long, short }) => long === word || short === word);
      if (!known) return word;
      continue;
    }
    const below = command.commands.find((each) => each.name() === word);
    if (below) command = below;
    else if (command.commands.length > 0) return word;
  }
  return undefined;
}

test.each([
  ...["api-errors", "api-latency", "service-errors", "error-budget", "uptime", "certificate-expiry"],
  ...["database-cpu", "database-memory", "database-disk", "database-connections", "database-backup"],
  ...["redis-memory", "redis-evictions", "redis-failover"],
  ...["pods-restarts", "pods-out-of-memory", "pods-pending", "job-failed"],
  ...[
    "temporal-schedule-to-start",
    "temporal-failed-workflows",
    "temporal-persistence-errors",
    "temporal-shard-movement",
  ],
  ...["nat-drops", "quota-exceeded", "budget"],
])("an alert can link to %s", (anchor) => {
  expect(titles.map(anchorOf)).toContain(anchor);
});

test("every section says what it means, what shows it, what mends it and what keeps it away", () => {
  expect(sections.length).toBeGreaterThan(40);
  for (const section of sections) {
    expect(section).toMatch(
      /^.+\n\n[A-Z`][\s\S]+\n\n```sh\n[\s\S]+\n```\n\n\*\*Mend it\.\*\* [\s\S]+\n\n\*\*Keep it away\.\*\* /,
    );
  }
});

test("its beginning leads to every section once", () => {
  const linked = [...start!.matchAll(/\]\(#([a-z0-9-]+)\)/g)].map(([, anchor]) => anchor!);

  expect([...linked].sort()).toEqual(titles.map(anchorOf).sort());
});

test("every line to type is one that fmctl knows", () => {
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.filter((line) => unknownWord(line) !== undefined)).toEqual([]);
});
