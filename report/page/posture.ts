import { type Markup, markup, type Part } from "../markup";
import type { ReportInput, Rule } from "./input";
import { code, counted, pill, section, table, unfolded } from "./parts";
import { judged, type Judged, type Standing, UNEXPLAINED } from "./standings";

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

function demand({ must, id, alike = [] }: Rule): Markup {
  const names = [...(id === undefined ? [] : [id]), ...alike];
  return markup`must ${must}${names.length > 0 && markup`<div class="notes">${names.join(", ")}</div>`}`;
}

function rulesTable(applied: readonly Judged[]): Markup {
  const typesOf = ({ standings }: Judged) => [...new Set(standings.map(({ resource }) => resource.type))];
  const rows = applied.map((each, index) => {
    const types = typesOf(each);
    const before = applied[index - 1];
    const again = before !== undefined && typesOf(before).join() === types.join();
    return [
      types.map((type) => markup`<div class="${again ? "again type" : "first type"}">${code(type)}</div>`),
      demand(each.rule),
      verdict(each.standings),
      resourcesCell(each.standings),
    ];
  });
  return table("Rules", ["Resource type", "Rule", "State", "Resources"], rows, "rules");
}

/** How many pairs of a rule and a resource there are, and in how many of them it is off. */
export function postureCounts(input: ReportInput): { readonly total: number; readonly off: number } {
  const standings = judged(input).flatMap((each) => each.standings);
  return { total: standings.length, off: standings.filter(({ off }) => off !== undefined).length };
}

/** The table of rules, held against every resource. */
export function postureSection(input: ReportInput): Markup {
  const all = judged(input);
  const applied = all.filter(({ standings }) => standings.length > 0);
  const idle = all.filter(({ standings }) => standings.length === 0);
  const { total, off } = postureCounts(input);
  return section(
    "security",
    "Security posture",
    markup`${counted(total, "check")} of ${counted(applied.length, "rule")}: ${total - off} hold, ${off} off. A stack that breaks a rule cannot be synthesized, unless its environment gives a reason.`,
    rulesTable(applied),
    idle.length > 0 &&
      unfolded(
        `${counted(idle.length, "rule")} of resources that this environment does not have`,
        idle.map(
          ({ rule }) =>
            markup`${rule.types.map(code).flatMap((type, index) => [index > 0 && ", ", type])} must ${rule.must}`,
        ),
      ),
  );
}
