import { addressedBlocks, resourcesOf } from "./blocks";
import { helmReleases } from "./helm-release";
import type { Block, StackJson } from "./synth";

type Stacks = Readonly<Record<string, StackJson>>;

interface Edge {
  readonly hosts: readonly { readonly host: string; readonly service: string; readonly port: number }[];
  readonly certificates: Readonly<Record<string, readonly string[]>>;
  readonly backends: Readonly<Record<string, { readonly port: number }>>;
}

const all = (stacks: Stacks) => Object.values(stacks);

function edgeOf(stacks: Stacks): Edge {
  const [edge] = all(stacks).flatMap((stack) => helmReleases(stack).filter(({ name }) => name === "edge"));
  return edge!.values as unknown as Edge;
}

/** Names with the records that lead to the balancer: in the zone where it is ours, else in what people are told to make. */
function recorded(stacks: Stacks): readonly string[] {
  const zones = all(stacks).flatMap((stack) => resourcesOf(stack, "google_dns_managed_zone"));
  if (zones.length > 0) {
    const sets = all(stacks).flatMap((stack) => resourcesOf(stack, "google_dns_record_set"));
    return leading(
      sets.map(({ name, type, rrdatas }) => ({ name: String(name).replace(/\.$/, ""), type, values: rrdatas })),
    );
  }
  return all(stacks).flatMap(({ output }) => leading((output?.["dns_records"]?.["value"] ?? []) as Block[]));
}

function leading(records: readonly Block[]): readonly string[] {
  const toBalancer = ({ type, values }: Block) =>
    type === "A" && /^\$\{google_compute_global_address\.\w+\.address\}$/.test(String(values));
  return records.filter(toBalancer).map(({ name }) => String(name));
}

function checked(stacks: Stacks): readonly string[] {
  const checks = all(stacks).flatMap((stack) => resourcesOf(stack, "google_monitoring_uptime_check_config"));
  return checks.flatMap(({ monitored_resource: resource, http_check: http }) => {
    const labels = [resource].flat().map((block) => (block as Block | undefined)?.["labels"] as Block | undefined);
    const encrypted = [http].flat().some((block) => (block as Block | undefined)?.["use_ssl"] === true);
    return encrypted ? labels.map((label) => String(label?.["host"])) : [];
  });
}

/**
 * What a host lacks to be reached: a sentence for each.
 *
 * @param hosts full names, with the service that answers
 * @param stacks everything that was synthesized, of whatever stacks there are; uptime is asked for where one observes
 */
export function hostProblems(hosts: Readonly<Record<string, string>>, stacks: Stacks): readonly string[] {
  const edge = edgeOf(stacks);
  const records = recorded(stacks);
  const uptime = checked(stacks);
  const observes = all(stacks).some((stack) =>
    addressedBlocks(stack).some(({ type }) => type.startsWith("google_monitoring_")),
  );
  return Object.entries(hosts).flatMap(([host, service]) => {
    const certificates = Object.values(edge.certificates).filter((covered) => covered.includes(host));
    const rules = edge.hosts.filter((rule) => rule.host === host);
    const [rule] = rules;
    return [
      ...(records.filter((name) => name === host).length === 1
        ? []
        : [`${host} has no record that leads to the balancer`]),
      ...(certificates.length === 1 ? [] : [`${host} is in ${certificates.length} certificates, not in one`]),
      ...(rules.length === 1 ? [] : [`${host} has ${rules.length} ingress rules, not one`]),
      ...(!rule || (rule.service === service && edge.backends[service]?.port === rule.port)
        ? []
        : [`${host} goes to ${rule.service}:${rule.port}, not to ${service}:${edge.backends[service]?.port}`]),
      ...(!observes || uptime.includes(host) ? [] : [`${host} has no uptime check over HTTPS`]),
    ];
  });
}
