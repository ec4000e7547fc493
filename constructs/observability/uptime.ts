import { MonitoringUptimeCheckConfig } from "@cdktf/provider-google/lib/monitoring-uptime-check-config";
import { Construct } from "constructs";
import { Alert, type Alerting } from "./alert";
import { filterCondition } from "./conditions";
import type { LastingLevel, Level } from "./levels";

/** Properties of {@link Uptime}. */
export interface UptimeProps {
  /** Project of the checks. */
  readonly project: string;
  /** What is asked, by a stable key. */
  readonly hosts: Readonly<Record<string, { readonly host: string; readonly path: string }>>;
  /** A host that two or more of Google's regions do not reach. */
  readonly down: LastingLevel;
  /** A certificate that is valid for less than these days. */
  readonly certificate: Level & { readonly days: number };
}

const RESOURCE = "uptime_url";
const PASSED = "monitoring.googleapis.com/uptime_check/check_passed";
const DAYS_LEFT = "monitoring.googleapis.com/uptime_check/time_until_ssl_cert_expires";
/** Longer than the checks' period from each region. */
const LOOK_BACK_SECONDS = 1200;

const filter = (metric: string, checkId: string) =>
  `metric.type="${metric}" AND resource.type="${RESOURCE}" AND metric.labels.check_id=${checkId}`;

/** Asks every public host from all over the world. Each check has its alert, and all certificates have one. */
export class Uptime extends Construct {
  constructor(scope: Construct, id: string, alerting: Alerting, props: UptimeProps) {
    super(scope, id);
    const { project, hosts, down, certificate } = props;
    const checkIds = Object.entries(hosts).map(([key, { host, path }]) => {
      const { uptimeCheckId } = new MonitoringUptimeCheckConfig(this, key, {
        displayName: host,
        monitoredResource: { type: RESOURCE, labels: { project_id: project, host } },
        httpCheck: { path, port: 443, useSsl: true, validateSsl: true },
        period: "60s",
        timeout: "10s",
        logCheckFailures: true,
        userLabels: alerting.labels,
        // Google refuses to delete a check that an alert names: the next one comes first, then the alert turns to it.
        // https://github.com/hashicorp/terraform-provider-google/issues/3133
        lifecycle: { createBeforeDestroy: true },
      });
      new Alert(this, `${key}_down`, alerting, {
        title: `${host} is down`,
        anchor: "uptime",
        severity: down.severity,
        conditions: [
          filterCondition({
            says: `https://${host}${path} fails from two or more of Google's regions`,
            threshold: "2 regions",
            minutes: down.minutes,
            filter: filter(PASSED, `"${uptimeCheckId}"`),
            comparison: "COMPARISON_GT",
            value: 1,
            aggregation: {
              periodSeconds: LOOK_BACK_SECONDS,
              aligner: "ALIGN_NEXT_OLDER",
              reducer: "REDUCE_COUNT_FALSE",
              by: ["resource.label.host"],
            },
          }),
        ],
        means:
          "The world does not reach this host, or gets no 2xx from it: no ready pod behind it, a record that points elsewhere, or a certificate that is not valid.",
        look: [`npx fmctl status ${alerting.environment}`, "npx fmctl dns", `curl -sv https://${host}${path}`],
      });
      return uptimeCheckId;
    });
    new Alert(this, "certificate_expiry", alerting, {
      anchor: "certificate-expiry",
      title: "A certificate ends soon",
      severity: certificate.severity,
      conditions: [
        filterCondition({
          says: `a certificate is valid for less than ${certificate.days} days`,
          threshold: `${certificate.days} days`,
          minutes: 10,
          filter: filter(DAYS_LEFT, `one_of(${checkIds.map((checkId) => `"${checkId}"`).join(", ")})`),
          comparison: "COMPARISON_LT",
          value: certificate.days,
          aggregation: {
            periodSeconds: LOOK_BACK_SECONDS,
            aligner: "ALIGN_NEXT_OLDER",
            reducer: "REDUCE_MIN",
            by: ["resource.label.host"],
          },
        }),
      ],
      means:
        "Google renews a managed certificate 30 days before it ends, and could not: mostly since a host of it no longer resolves to the load balancer, or a CAA record forbids it. Every host of the certificate is affected, not just one.",
      look: [`npx fmctl status ${alerting.environment}`, "npx fmctl dns"],
    });
  }
}
