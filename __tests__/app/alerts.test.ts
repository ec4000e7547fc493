import { keptSeries } from "../../constructs/workloads/temporal-metrics";
import { addressedBlocks, resourcesOf } from "../support/blocks";
import { referredTo } from "../support/dependencies";
import { helmReleases } from "../support/helm-release";
import { askedIn } from "../support/monitored";
import { addressesOf, problemsOf } from "../support/monitoring-proof";
import { selectorsIn } from "../support/promql";
import type { Block } from "../support/synth";
import { synthChanged } from "../support/synth-app";
import { CLOUD } from "../support/variants";

/** Commands of fmctl: issue 5. */
const FMCTL =
  "init doctor plan deploy destroy status logs repair rollback images secrets db open dns scale restart validate config";
const POLICY = "google_monitoring_alert_policy";
const CHECK = "google_monitoring_uptime_check_config";

interface Policy extends Block {
  readonly display_name: string;
  readonly documentation: {
    readonly content: string;
    readonly subject: string;
    readonly links?: readonly { url: string }[];
  };
  readonly conditions: readonly Block[];
  readonly notification_channels: readonly string[];
  readonly severity: string;
}

describe.each(Object.keys(CLOUD))("%s", (subject) => {
  const synthesized = CLOUD[subject]!;
  const stack = () => synthesized().stacks["observability"]!;
  const policies = () => resourcesOf(stack(), POLICY) as readonly Policy[];

  test("nothing asks for a metric, a label or a thing that no stack makes", () => {
    // GIVEN
    const asked = askedIn(stack());

    // WHEN
    const wrong = asked.flatMap(({ address, ...query }) =>
      problemsOf(synthesized(), query).map((problem) => [address, problem, query.text]),
    );

    // THEN
    expect(wrong).toEqual([]);
    expect(asked.length).toBeGreaterThan(50);
  });

  test("every alert, objective and dashboard asks for something", () => {
    const asking = new Set(askedIn(stack()).map(({ address }) => address));

    for (const type of [POLICY, "google_monitoring_slo", "google_monitoring_dashboard", "google_logging_metric"]) {
      expect(addressesOf(synthesized(), type).filter((address) => !asking.has(address))).toEqual([]);
    }
  });

  test("every public host is asked, at the path that the load balancer asks for", () => {
    // GIVEN
    const { hosts, backends } = helmReleases(synthesized().stacks["workloads"]!).find(({ name }) => name === "edge")!
      .values as { hosts: { host: string; service: string }[]; backends: Record<string, { healthPath: string }> };

    // WHEN
    const asked = resourcesOf(stack(), CHECK).map(({ monitored_resource: of, http_check: how }) => [
      (of as { labels: { host: string } }).labels.host,
      (how as { path: string }).path,
    ]);

    // THEN
    expect(asked.sort()).toEqual(hosts.map(({ host, service }) => [host, backends[service]!.healthPath]).sort());
  });

  test("every uptime check has an alert of its own that names it, and no alert goes before its check", () => {
    // GIVEN
    const naming = policies().map((policy) => referredTo(policy.conditions));

    // THEN
    for (const address of addressesOf(synthesized(), CHECK)) {
      const alone = naming.filter((named) => named.length === 1 && named[0] === address);
      expect([address, alone.length]).toEqual([address, 1]);
    }
    for (const { lifecycle } of resourcesOf(stack(), CHECK)) expect(lifecycle).toEqual({ create_before_destroy: true });
  });

  test("every alert says what it means, what to run first, and where to read on", () => {
    for (const { display_name: title, documentation } of policies()) {
      const { content, subject: of } = documentation;
      const commands = [...content.matchAll(/^npx fmctl (\w+)/gm)].map(([, command]) => command);
      expect([title, content]).toEqual([
        title,
        expect.stringMatching(/^\*\*Told because\*\* .+\n\n.{40,}\n\n\*\*Look first\*\*/),
      ]);
      expect([title, content]).toEqual([title, expect.stringMatching(/docs\/runbook\.md#[a-z]+(-[a-z]+)*$/)]);
      expect([title, commands]).toEqual([title, expect.arrayContaining([expect.any(String)])]);
      expect(commands.filter((command) => !FMCTL.split(" ").includes(command!))).toEqual([]);
      expect(of).toMatch(/^\[(production|staging)\] /);
    }
  });

  test("every alert is told to somebody, and what is critical to everybody", () => {
    // GIVEN
    const everybody = addressesOf(synthesized(), "google_monitoring_notification_channel");

    // THEN
    for (const { severity, notification_channels: channels } of policies()) {
      expect(channels).not.toEqual([]);
      if (severity === "CRITICAL") expect(channels.flatMap(referredTo).sort()).toEqual([...everybody].sort());
    }
  });

  test("an alert on our own log metric comes after it", () => {
    // WHEN
    const [metric] = addressesOf(synthesized(), "google_logging_metric");
    const dependent = addressedBlocks(stack()).filter(({ block }) =>
      (block["depends_on"] as string[] | undefined)?.includes(metric!),
    );

    // THEN
    expect(dependent.map(({ type }) => type)).toEqual([POLICY]);
  });

  test("what alerts and dashboards look for in Temporal is collected", () => {
    // GIVEN
    const [podMonitoring] = helmReleases(synthesized().stacks["workloads"]!).find(({ name }) => name === "temporal")!
      .values["extraObjects"] as string[];
    const wanted = askedIn(stack())
      .filter(({ language }) => language === "promql")
      .flatMap(({ text }) => selectorsIn(text))
      .filter(({ matchers }) => matchers.some(({ label }) => label === "job"))
      .map(({ metric }) => metric);

    // THEN
    expect(podMonitoring).toContain(`regex: ${keptSeries()}\n`);
    expect(podMonitoring).toMatch(/metadata:\n {2}name: \{\{ \.Release\.Name \}\}\n/);
    expect(wanted).not.toEqual([]);
    expect(wanted.filter((metric) => !new RegExp(`^(?:${keptSeries()})$`).test(metric))).toEqual([]);
  });
});

describe("what was wrong with the first infrastructure", () => {
  const production = CLOUD["production"]!;
  const said = (text: string) => problemsOf(production(), { language: "metric filter", text });

  test("alerts without a metric type are noticed", () => {
    expect(said('resource.type="k8s_container" AND resource.labels.container_name="api-server"')).toEqual([
      "it has no metric type",
    ]);
  });

  test("alerts on a container that does not exist are noticed", () => {
    const filter = (container: string) =>
      'metric.type="kubernetes.io/container/restart_count" AND resource.type="k8s_container" AND ' +
      `resource.labels.container_name="${container}"`;

    expect(said(filter("api"))).toEqual(["container_name is never api"]);
    expect(said(filter("api-server"))).toEqual([]);
  });

  test("an uptime check without an alert would be noticed", () => {
    // GIVEN
    const checks = addressesOf(production(), CHECK);
    const alerts = resourcesOf(production().stacks["observability"]!, POLICY).filter(
      ({ display_name: title }) =>
        title !== "api.flowmaestro.example.com is down" && title !== "A certificate ends soon",
    );

    // WHEN
    const named = alerts.flatMap(({ conditions }) => referredTo(conditions));

    // THEN
    expect(checks.filter((check) => !named.includes(check))).toEqual([`${CHECK}.uptime_api`]);
  });
});

describe("the proof", () => {
  const production = CLOUD["production"]!;
  const cpu = "cloudsql_googleapis_com:database_cpu_utilization";
  const database =
    'monitored_resource="cloudsql_database",database_id="flowmaestro-production:${local.data_database_instance_name}"';
  const requests = 'loadbalancing_googleapis_com:https_request_count{monitored_resource="https_lb_rule"';

  test.each([
    ["promql", `max(${cpu}{${database}}) > 0.8`, []],
    ["promql", "vector(1)", ["it asks for no series"]],
    [
      "promql",
      `max(cloudsql_googleapis_com:database_cpu_usage{${database}})`,
      ["there is no series cloudsql_googleapis_com:database_cpu_usage"],
    ],
    [
      "promql",
      `max(${cpu}{monitored_resource="cloudsql_database",database_id="flowmaestro-db"})`,
      ["database_id is no flowmaestro-db"],
    ],
    ["promql", `max(${cpu}{monitored_resource="cloudsql_instance"})`, [`${cpu} is not of cloudsql_instance`]],
    ["promql", `max(${cpu}{${database},instance="x"})`, [`${cpu} has no label instance`]],
    ["promql", `rate(${cpu}{${database}}[5m])`, [`${cpu} is no counter`]],
    ["promql", `sum(${requests}})`, ["loadbalancing_googleapis_com:https_request_count is a counter"]],
    ["promql", `sum(rate(${requests},response_code_class="5xx"}[5m]))`, ["response_code_class is never 5xx"]],
    ["promql", `sum(rate(${requests},backend_target_name=~"k8s1-.*-api-.*"}[5m])) > 0`, []],
    [
      "promql",
      `sum(rate(${requests},backend_target_name=~"k8s1-.*-api"}[5m])) > 0`,
      ["no backend is called k8s1-.*-api"],
    ],
    ["promql", `sum by (host) (rate(${requests}}[5m]))`, ["nothing has the label host"]],
    [
      "metric filter",
      'metric.type="loadbalancing.googleapis.com/https/requests"',
      ["there is no metric loadbalancing.googleapis.com/https/requests"],
    ],
    [
      "metric filter",
      'metric.type="monitoring.googleapis.com/uptime_check/check_passed" AND resource.type="uptime_url" AND metric.labels.check_id="api"',
      ["no uptime check is api"],
    ],
    ["metric filter", 'select_slo_burn_rate("projects/x/slo", "3600s")', ["there is no objective projects/x/slo"]],
    ["log filter", 'resource.type="gke_container"', ["there is no resource gke_container"]],
    ["log filter", 'resource.type="k8s_cluster"\nresource.labels.cluster_name="prod"', ["cluster_name is no prod"]],
    ["log filter", 'resource.type="k8s_node"\nresource.labels.pod_name="x"', ["nothing has the label pod_name"]],
    ["log filter", 'jsonPayload.cause="OOMKilled"', ["no entry has jsonPayload.cause"]],
  ] as const)("says of the %s %s what is wrong", (language, text, problems) => {
    expect(problemsOf(production(), { language, text })).toEqual(problems);
  });

  test("refuses what is no PromQL", () => {
    expect(() => problemsOf(production(), { language: "promql", text: "max(a{)" })).toThrow("no PromQL at character");
  });
});

test("thresholds, durations and severities are those of the environment's file", () => {
  // WHEN
  const { stacks } = synthChanged("production", (environment) => {
    const { alerts } = environment.observability;
    const databaseCpu = { severity: "WARNING" as const, percent: 65, minutes: 42 };
    return { ...environment, observability: { ...environment.observability, alerts: { ...alerts, databaseCpu } } };
  });

  // THEN
  const { database_cpu: alert } = stacks["observability"]!.resource![POLICY] as Record<string, Policy>;
  expect(alert).toMatchObject({
    severity: "WARNING",
    conditions: [
      {
        condition_prometheus_query_language: { query: expect.stringMatching(/> 0\.65$/) as string, duration: "2520s" },
      },
    ],
  });
});
