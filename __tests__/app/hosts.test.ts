import { loadEnvironment } from "../../config/load";
import { hostName } from "../../stacks/host-name";
import { hostProblems } from "../support/host-rules";
import type { Block, StackJson } from "../support/synth";
import { CLOUD } from "../support/variants";

type Stacks = Record<string, StackJson>;

const HOST = "api.flowmaestro.example.com";

function hostsOf(subject: string): Readonly<Record<string, string>> {
  const { domain, hosts } = loadEnvironment(subject.startsWith("everything") ? "production" : subject);
  return Object.fromEntries(Object.entries(hosts).map(([host, service]) => [hostName(host, domain), service]));
}

test.each(Object.keys(CLOUD))(
  "%s: every host has a record, a certificate, an ingress rule, and an uptime check where something observes",
  (subject) => {
    const hosts = hostsOf(subject);

    expect(Object.keys(hosts).length).toBeGreaterThan(3);
    expect(hostProblems(hosts, CLOUD[subject]!().stacks)).toEqual([]);
  },
);

const uptimeCheck = (host: string, encrypted = true): Block => ({
  http_check: { path: "/", port: 443, use_ssl: encrypted },
  monitored_resource: { type: "uptime_url", labels: { host } },
});

/** A stack that observes every host but perhaps one. */
const observed = (stacks: Stacks, but?: string): void => {
  const hosts = Object.keys(hostsOf("production")).filter((host) => host !== but);
  const checks = Object.fromEntries(hosts.map((host, index) => [`check_${index}`, uptimeCheck(host)]));
  stacks["observability"] = {
    ...stacks["network"]!,
    resource: { google_monitoring_uptime_check_config: checks },
    output: {},
  };
};

/** Writes the values of the edge release anew. */
const edge =
  (change: (values: string) => string) =>
  (stacks: Stacks): void => {
    const release = Object.values(stacks["workloads"]!.resource!["helm_release"]!).find(({ name }) => name === "edge")!;
    release["values"] = (release["values"] as string[]).map(change);
  };

const told =
  (change: (records: Block[]) => Block[]) =>
  (stacks: Stacks): void => {
    const output = stacks["network"]!.output!["dns_records"]!;
    output["value"] = change(output["value"] as Block[]);
  };

const BAD: readonly (readonly [problem: string, subject: string, change: (stacks: Stacks) => void])[] = [
  [
    `${HOST} has no record that leads to the balancer`,
    "production",
    told((records) => records.filter(({ name }) => name !== HOST)),
  ],
  [
    `${HOST} has no record that leads to the balancer`,
    "production",
    told((records) =>
      records.map((record) => (record["name"] === HOST ? { ...record, values: ["10.0.0.1"] } : record)),
    ),
  ],
  [
    `${HOST} has no record that leads to the balancer`,
    "everything on",
    ({ network }) => {
      const sets = network!.resource!["google_dns_record_set"]!;
      for (const [id, { name }] of Object.entries(sets)) if (name === `${HOST}.`) delete sets[id];
    },
  ],
  [`${HOST} is in 0 certificates, not in one`, "production", edge((values) => values.replace(`    - ${HOST}\n`, ""))],
  [
    `${HOST} has 0 ingress rules, not one`,
    "production",
    edge((values) => values.replace(`host: ${HOST}`, "host: other")),
  ],
  [
    `${HOST} goes to marketing:3001, not to api-server:3001`,
    "production",
    edge((values) => values.replace(`host: ${HOST}\n    service: api-server`, `host: ${HOST}\n    service: marketing`)),
  ],
  [`${HOST} has no uptime check over HTTPS`, "production", (stacks) => observed(stacks, HOST)],
  [
    `${HOST} has no uptime check over HTTPS`,
    "production",
    (stacks) => {
      observed(stacks, HOST);
      stacks["observability"]!.resource!["google_monitoring_uptime_check_config"]!["plain"] = uptimeCheck(HOST, false);
    },
  ],
];

describe("a host", () => {
  test.each(BAD)("is told of: %s (%s)", (problem, subject, change) => {
    // GIVEN
    const stacks = structuredClone(CLOUD[subject]!().stacks) as Stacks;

    // WHEN
    change(stacks);

    // THEN
    expect(hostProblems(hostsOf(subject), stacks)).toEqual([problem]);
  });

  test("that is observed lacks nothing", () => {
    const stacks = structuredClone(CLOUD["production"]!().stacks) as Stacks;
    observed(stacks);

    expect(hostProblems(hostsOf("production"), stacks)).toEqual([]);
  });
});
