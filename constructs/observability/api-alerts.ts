import { Construct } from "constructs";
import { Alert, type Alerting } from "./alert";
import { errorShare, latency95 } from "./api-queries";
import { prometheusCondition } from "./conditions";
import type { LatencyLevel, ShareLevel } from "./levels";

/** Properties of {@link ApiAlerts}. */
export interface ApiAlertsProps {
  /** Name of the service. */
  readonly service: string;
  /** Pattern of its backend's name. */
  readonly backend: string;
  /** Requests that fail with 5xx. */
  readonly errors: ShareLevel;
  /** What 95 of 100 requests stay below. */
  readonly latency: LatencyLevel;
}

/** What users feel of the API, measured at the load balancer. */
export class ApiAlerts extends Construct {
  constructor(scope: Construct, id: string, alerting: Alerting, props: ApiAlertsProps) {
    super(scope, id);
    const { service, backend, errors, latency } = props;
    new Alert(this, "errors", alerting, {
      title: "API errors",
      severity: errors.severity,
      conditions: [
        prometheusCondition({
          says: `more than ${errors.percent} % of the API's requests fail with 5xx`,
          threshold: `${errors.percent} %`,
          minutes: errors.minutes,
          query: `${errorShare(backend)} > ${errors.percent / 100}`,
        }),
      ],
      means:
        "Users see errors. Most often a release went wrong, the database is away or out of connections, or no pod of the API is ready.",
      look: [
        `npx fmctl status ${alerting.environment}`,
        `npx fmctl logs ${service} --tail 200`,
        `npx fmctl rollback ${service}`,
      ],
    });
    new Alert(this, "latency", alerting, {
      title: "API latency",
      severity: latency.severity,
      conditions: [
        prometheusCondition({
          says: `5 of 100 answers of the API take longer than ${latency.seconds} s`,
          threshold: `${latency.seconds} s`,
          minutes: latency.minutes,
          query: `${latency95(backend)} > ${latency.seconds * 1000}`,
        }),
      ],
      means:
        "Users wait. Look at what the API waits for: the database's CPU and connections, Redis, a provider of models; or too few pods at their CPU limit.",
      look: [
        `npx fmctl status ${alerting.environment}`,
        `npx fmctl logs ${service} --tail 200`,
        "npx fmctl open dashboard",
      ],
    });
  }
}
