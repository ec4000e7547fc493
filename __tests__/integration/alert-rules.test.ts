import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { type Block, workspace } from "../support/synth";
import { synthEnvironment } from "../support/synth-app";

/** Prometheus' own tool for rules; Debian has it in the package prometheus. */
const PROMTOOL = process.env["PROMTOOL"] ?? "promtool";
const isThere = spawnSync(PROMTOOL, ["--version"]).status === 0;
if (!isThere)
  console.warn("skipped: no promtool; `apt-get install prometheus`, then have it on PATH or name it in PROMTOOL");

/** What the other stacks would have put out. */
const KNOWN: Readonly<Record<string, string>> = {
  "local.data_database_instance_name": "db",
  "local.data_redis_id": "redis",
  "local.cluster_cluster_name": "cluster",
  "local.network_nat_name": "nat",
  "local.workloads_namespace": "flowmaestro",
  "local.workloads_temporal_job": "temporal",
};

/** Series of things of production, and of others that must not matter. */
const backend =
  'monitored_resource="https_lb_rule",backend_target_name="k8s1-0a1b2c3d-flowmaestro-api-server-3001-4e5f6a7b"';
const request = (code: string, of = backend) =>
  `loadbalancing_googleapis_com:https_request_count{${of},response_code_class="${code}"}`;
const latency = (le: string, code = "200") =>
  `loadbalancing_googleapis_com:https_total_latencies_bucket{${backend},response_code_class="${code}",le="${le}"}`;
const database = (metric: string, more = "") =>
  `cloudsql_googleapis_com:database_${metric}{monitored_resource="cloudsql_database",database_id="flowmaestro-production:db"${more}}`;
const redis = (metric: string, of = "redis") =>
  `redis_googleapis_com:${metric}{monitored_resource="redis_instance",instance_id="${of}",node_id="node-0"}`;
const container = (metric: string, namespace = "flowmaestro") =>
  `${metric}{monitored_resource="k8s_container",cluster_name="cluster",namespace_name="${namespace}",pod_name="p",container_name="c"}`;
const phase = (wanted: string, namespace = "flowmaestro") =>
  `kube_pod_status_phase{cluster="cluster",namespace="${namespace}",pod="p",phase="${wanted}"}`;
const temporal = (metric: string, more = "", job = "temporal") =>
  `${metric}{cluster="cluster",namespace="flowmaestro",job="${job}"${more}}`;
const dropped = (gateway: string, reason = "OUT_OF_RESOURCES") =>
  `router_googleapis_com:nat_dropped_sent_packets_count{monitored_resource="nat_gateway",gateway_name="${gateway}",reason="${reason}"}`;
const waits = (le: string) => temporal("task_schedule_to_start_latency_bucket", `,le="${le}"`);

type Series = Readonly<Record<string, string>>;
interface Example {
  readonly alert: string;
  /** Values of two hours, one a minute, in promtool's notation, after which somebody is told … */
  readonly told: Series;
  /** … or not. */
  readonly quiet: Series;
}

const GIB = 1024 ** 3;
const HOURS = "x120";

/** Production's thresholds: see docs/alerts.md. */
const EXAMPLES: readonly Example[] = [
  {
    alert: "api_errors",
    told: { [request("200")]: `0+90${HOURS}`, [request("500")]: `0+10${HOURS}` },
    quiet: {
      [request("200")]: `0+97${HOURS}`,
      [request("500")]: `0+3${HOURS}`,
      // Another service fails, and users ask for what is not there.
      [request("500", backend.replace("api-server", "frontend"))]: `0+500${HOURS}`,
      [request("400")]: `0+500${HOURS}`,
    },
  },
  {
    alert: "api_latency",
    told: { [latency("1000")]: `0+50${HOURS}`, [latency("4000")]: `0+100${HOURS}`, [latency("+Inf")]: `0+100${HOURS}` },
    quiet: {
      [latency("1000")]: `0+99${HOURS}`,
      [latency("4000")]: `0+100${HOURS}`,
      [latency("+Inf")]: `0+100${HOURS}`,
      // WebSockets
      [latency("1000", "100")]: `0+0${HOURS}`,
      [latency("+Inf", "100")]: `0+900${HOURS}`,
    },
  },
  {
    alert: "database_cpu",
    told: { [database("cpu_utilization")]: `0.85${HOURS}` },
    quiet: { [database("cpu_utilization")]: `0.75${HOURS}` },
  },
  {
    alert: "database_memory",
    told: { [database("memory_utilization")]: `0.95${HOURS}` },
    quiet: { [database("memory_utilization")]: `0.85${HOURS}` },
  },
  {
    alert: "database_disk",
    told: { [database("disk_bytes_used")]: `${410 * GIB}${HOURS}` },
    // The disk of 100 GB is almost full and about to grow.
    quiet: { [database("disk_bytes_used")]: `${98 * GIB}${HOURS}` },
  },
  {
    alert: "database_connections",
    told: {
      [database("postgresql_num_backends", ',database="flowmaestro"')]: `200${HOURS}`,
      [database("postgresql_num_backends", ',database="temporal"')]: `150${HOURS}`,
    },
    quiet: { [database("postgresql_num_backends", ',database="flowmaestro"')]: `60${HOURS}` },
  },
  {
    alert: "redis_memory",
    told: { [redis("stats_memory_usage_ratio")]: `0.95${HOURS}` },
    quiet: { [redis("stats_memory_usage_ratio")]: `0.85${HOURS}` },
  },
  {
    alert: "redis_evictions",
    told: { [redis("stats_evicted_keys")]: `0+150${HOURS}` },
    quiet: {
      [redis("stats_evicted_keys")]: `0+50${HOURS}`,
      [redis("stats_evicted_keys", "another")]: `0+5000${HOURS}`,
    },
  },
  {
    alert: "redis_failover",
    told: { [redis("replication_role")]: "1x117 0x3" },
    quiet: { [redis("replication_role")]: `1${HOURS}` },
  },
  {
    alert: "pods_restarts",
    told: { [container("kubernetes_io:container_restart_count")]: "0x110 1 2 3 4 5 6x5" },
    quiet: {
      [container("kubernetes_io:container_restart_count")]: "0x110 1 2x9",
      [container("kubernetes_io:container_restart_count", "kube-system")]: `0+1${HOURS}`,
    },
  },
  {
    alert: "pods_pending",
    told: { [phase("Pending")]: `1${HOURS}` },
    quiet: {
      [phase("Pending")]: "0x110 1x10",
      [phase("Running")]: `1${HOURS}`,
      [phase("Pending", "default")]: `1${HOURS}`,
    },
  },
  {
    alert: "project_nat_drops",
    told: { [dropped("nat")]: `0+1${HOURS}` },
    quiet: {
      [dropped("nat")]: `7${HOURS}`,
      [dropped("nat", "ENDPOINT_INDEPENDENCE_CONFLICT")]: `0+9${HOURS}`,
      [dropped("other")]: `0+9${HOURS}`,
    },
  },
  {
    alert: "service_errors_alert",
    told: { [container("logging_googleapis_com:user_flowmaestro_errors")]: `0+60${HOURS}` },
    quiet: { [container("logging_googleapis_com:user_flowmaestro_errors")]: `0+10${HOURS}` },
  },
  {
    alert: "temporal_schedule_to_start",
    told: { [waits("5")]: `0+50${HOURS}`, [waits("10")]: `0+100${HOURS}`, [waits("+Inf")]: `0+100${HOURS}` },
    quiet: { [waits("5")]: `0+99${HOURS}`, [waits("10")]: `0+100${HOURS}`, [waits("+Inf")]: `0+100${HOURS}` },
  },
  {
    alert: "temporal_failed_workflows",
    told: { [temporal("workflow_failed")]: `0+1${HOURS}` },
    quiet: {
      [temporal("workflow_failed")]: "0x100 0+1x5 5x15",
      [temporal("workflow_failed", "", "another")]: `0+9${HOURS}`,
    },
  },
  {
    alert: "temporal_persistence_errors",
    told: { [temporal("persistence_errors")]: `0+2${HOURS}`, [temporal("persistence_requests")]: `0+100${HOURS}` },
    quiet: { [temporal("persistence_requests")]: `0+100${HOURS}` },
  },
  {
    alert: "temporal_shard_movement",
    told: { [temporal("sharditem_created_count")]: `0+10${HOURS}` },
    // A rollout: each shard moves a few times, within ten minutes.
    quiet: { [temporal("sharditem_created_count")]: "0x100 0+150x10 1500x10" },
  },
];

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
}

/** Production's alerts in PromQL, as Prometheus writes rules. */
function rules(): readonly Rule[] {
  const policies = synthEnvironment("production").stacks["observability"]!.resource!["google_monitoring_alert_policy"]!;
  return Object.entries(policies).flatMap(([alert, { conditions }]) =>
    (conditions as Block[]).flatMap(({ condition_prometheus_query_language: condition }) => {
      if (!condition) return [];
      const { query, duration } = condition as { query: string; duration: string };
      const expr = query.replace(/\$\{([^}]+)\}/g, (_, reference: string) => KNOWN[reference]!);
      return [{ alert, expr, for: duration }];
    }),
  );
}

test("every alert in PromQL has an example of when it is told, and of when not", () => {
  expect(EXAMPLES.map(({ alert }) => alert).sort()).toEqual(
    rules()
      .map(({ alert }) => alert)
      .sort(),
  );
});

(isThere ? describe : describe.skip)("Prometheus", () => {
  const folder = workspace();

  /** What the tool says against an expectation; nothing when it holds. */
  function refuted(name: string, alert: string, series: Series, firing: number): string {
    const test = {
      rule_files: ["rules.yaml"],
      evaluation_interval: "1m",
      tests: [
        {
          interval: "1m",
          input_series: Object.entries(series).map(([of, values]) => ({ series: of, values })),
          promql_expr_test: [
            {
              expr: `sum(min by (alertname) (ALERTS{alertname="${alert}",alertstate="firing"}) or vector(0))`,
              eval_time: "2h",
              exp_samples: [{ labels: "{}", value: firing }],
            },
          ],
        },
      ],
    };
    writeFileSync(join(folder, "rules.yaml"), stringify({ groups: [{ name: "production", rules: rules() }] }));
    writeFileSync(join(folder, `${name}.yaml`), stringify(test));
    const { status, stdout, stderr } = spawnSync(PROMTOOL, ["test", "rules", `${name}.yaml`], {
      cwd: folder,
      encoding: "utf8",
    });
    return status === 0 ? "" : `${stdout}${stderr}`;
  }

  test.each(EXAMPLES)("tells of $alert when it is bad", ({ alert, told }) => {
    expect(refuted("told", alert, told, 1)).toBe("");
  });

  test.each(EXAMPLES)("does not tell of $alert when it is not", ({ alert, quiet }) => {
    expect(refuted("quiet", alert, quiet, 0)).toBe("");
  });
});
