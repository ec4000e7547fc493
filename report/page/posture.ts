import type { Hardening } from "../../constructs/aspects/hardenings";
import { type Markup, markup, type Part } from "../markup";
import type { Resource } from "../model/resources";
import type { ReportInput } from "./input";
import { code, counted, pill, section, table, unfolded } from "./parts";

/** How a hardening stands with one resource. */
interface Standing {
  readonly resource: Resource;
  /** Why it may be off where it is. @default - it holds */
  readonly off?: string | undefined;
}

interface Judged {
  readonly hardening: Hardening;
  readonly standings: readonly Standing[];
}

/** A reason to say so where neither the environment nor an exception has one: synthesis would have refused it. */
const UNEXPLAINED = "nothing explains it";

function reasonOf({ environment, exceptions = [] }: ReportInput, hardening: Hardening, address: string): string {
  const exception = exceptions.find(({ covers }) => covers(hardening, address));
  if (exception) return exception.reason;
  if (!hardening.relaxable) return UNEXPLAINED;
  if ("kubernetes" in environment) return "A local environment protects nothing from deletion.";
  const { deletionProtection } = environment;
  return deletionProtection.enabled ? UNEXPLAINED : deletionProtection.reason;
}

/** Holds every resource against every hardening of its type. */
function judged(input: ReportInput): readonly Judged[] {
  const resources = input.architecture.stacks.flatMap((stack) => stack.resources);
  return input.hardenings.map((hardening) => ({
    hardening,
    standings: resources
      .filter(({ type }) => type === hardening.type)
      .map((resource) => ({
        resource,
        off: hardening.holds(resource.arguments) ? undefined : reasonOf(input, hardening, resource.address),
      })),
  }));
}

function verdict(standings: readonly Standing[]): Markup {
  const off = standings.filter((each) => each.off !== undefined);
  if (off.length === 0) return pill("good", "holds");
  return pill(off.some((each) => each.off === UNEXPLAINED) ? "danger" : "warning", "off");
}

function resourcesCell(standings: readonly Standing[]): Part {
  const reasons = [...new Set(standings.flatMap(({ off }) => off ?? []))];
  const holding = standings.filter(({ off }) => off === undefined).length;
  const items = standings.map(({ resource, off }) => markup`${code(resource.address)}${off !== undefined && " (off)"}`);
  return [
    standings.length === 1 ? items[0] : unfolded(`${holding} of ${counted(standings.length, "resource")}`, items),
    reasons.map((reason) => markup`<p class="reason">Off: ${reason}</p>`),
  ];
}

/** Fields that a hardening may have besides, such as an id of CIS and a source: shown as they are. */
function rule(hardening: Hardening): Markup {
  const { id, source } = hardening as { readonly id?: unknown; readonly source?: unknown };
  const notes = [id, source].filter((note) => typeof note === "string");
  const note = (text: string) =>
    text.startsWith("https://") ? markup`<a href="${text}" rel="noreferrer">source</a>` : text;
  return markup`must ${hardening.must}${notes.length > 0 && markup`<div class="notes">${notes.map((text, index) => [index > 0 && " · ", note(text)])}</div>`}`;
}

function rulesTable(applied: readonly Judged[]): Markup {
  const rows = applied.map(({ hardening, standings }, index) => {
    const first = applied[index - 1]?.hardening.type !== hardening.type;
    return [
      markup`<span class="${first ? "first type" : "again type"}">${code(hardening.type)}</span>`,
      rule(hardening),
      verdict(standings),
      resourcesCell(standings),
    ];
  });
  return table("Hardenings", ["Resource type", "Rule", "State", "Resources"], rows, "rules");
}

/** How many pairs of a hardening and a resource there are, and in how many of them it is off. */
export function postureCounts(input: ReportInput): { readonly total: number; readonly off: number } {
  const standings = judged(input).flatMap((each) => each.standings);
  return { total: standings.length, off: standings.filter(({ off }) => off !== undefined).length };
}

/** The table of hardenings, held against every resource. */
export function postureSection(input: ReportInput): Markup {
  const all = judged(input);
  const applied = all.filter(({ standings }) => standings.length > 0);
  const idle = all.filter(({ standings }) => standings.length === 0);
  const { total, off } = postureCounts(input);
  return section(
    "security",
    "Security posture",
    markup`${counted(total, "check")} of ${counted(applied.length, "hardening")}: ${total - off} hold, ${off} off. A stack that lacks a hardening cannot be synthesized, unless its environment gives a reason.`,
    rulesTable(applied),
    idle.length > 0 &&
      unfolded(
        `${counted(idle.length, "hardening")} of resources that this environment does not have`,
        idle.map(({ hardening }) => markup`${code(hardening.type)} must ${hardening.must}`),
      ),
  );
}
