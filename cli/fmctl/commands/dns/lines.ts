import type { Environment } from "../../../../config/schema/environment";
import { RESOLVERS } from "../../dns/answers";
import type { Delegation, DnsView } from "../../dns/look";
import { table } from "../../table";
import type { Terminal } from "../../terminal";

function delegationLines({ ok, expected, seen }: Delegation, domain: string, { colors }: Terminal): readonly string[] {
  if (ok) return [`${colors.green("✔")} ${domain} is delegated to its zone in Cloud DNS`];
  const now = seen === undefined ? "no resolver answers" : seen.join(", ") || "nobody";
  return [
    `${colors.red("✘")} ${domain} is not delegated to its zone in Cloud DNS: at the registrar (or in the zone above it)`,
    `  enter ${expected.join(", ")}`,
    `  instead of ${now}`,
    "  The zone is signed: a DS record of another zone has to go first, or nobody will get an answer.",
  ];
}

/** What a person reads. */
export function dnsLines({ domain }: Environment, view: DnsView, terminal: Terminal): readonly string[] {
  const { green, red, bold, dim } = terminal.colors;
  const { records, delegation, hosts, certificates } = view;
  const resolvers = Object.keys(RESOLVERS).join(", ");
  const rows = records.map(({ name, type, ttl, values }) => [name, type, values.join(" "), `${ttl} s`]);
  return [
    bold(delegation ? "Records of the zone in Cloud DNS" : `Records to create where ${domain} is managed`),
    ...table(rows).map((row) => `  ${row}`),
    dim("  CAA: only Google's authority may issue certificates. No AAAA record: the address is IPv4 only."),
    "",
    bold(`What the world sees (${resolvers})`),
    ...(delegation ? delegationLines(delegation, domain, terminal) : []),
    ...hosts.flatMap(({ host, ok, problems }) =>
      ok ? [`${green("✔")} ${host}`] : [`${red("✘")} ${host}`, ...problems.map((problem) => `  ${host} ${problem}`)],
    ),
    "",
    bold("Certificates"),
    ...certificates.flatMap(({ name, possible, because }) =>
      possible
        ? [`${green("✔")} ${name} can become Active: 15 to 60 minutes after its records are seen`]
        : [`${red("✘")} ${name} cannot become Active`, ...because.map((reason) => `  ${reason}`)],
    ),
  ];
}
