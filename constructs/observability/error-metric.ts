import { LoggingMetric } from "@cdktf/provider-google/lib/logging-metric";
import { Construct } from "constructs";
import { Alert, type Alerting } from "./alert";
import { prometheusCondition } from "./conditions";
import type { RateLevel } from "./levels";
import { googleSeries } from "./prometheus";
import type { PodScope } from "./pod-queries";

/** Properties of {@link ErrorMetric}. */
export interface ErrorMetricProps extends PodScope, RateLevel {}

/** Name of the metric; PromQL knows it below `logging.googleapis.com/user/`. */
const NAME = "flowmaestro-errors";

/** Counts what the application's containers log as errors, and tells when there are many. */
export class ErrorMetric extends Construct {
  /** Errors a minute, by container. */
  readonly query: string;

  constructor(scope: Construct, id: string, alerting: Alerting, props: ErrorMetricProps) {
    super(scope, id);
    const { clusterName, namespace, severity, perMinute, minutes } = props;
    const metric = new LoggingMetric(this, "Default", {
      name: NAME,
      description: "Entries of severity ERROR or worse that containers of FlowMaestro log",
      filter: [
        'resource.type="k8s_container"',
        `resource.labels.cluster_name="${clusterName}"`,
        `resource.labels.namespace_name="${namespace}"`,
        "severity>=ERROR",
      ].join("\n"),
      metricDescriptor: { metricKind: "DELTA", valueType: "INT64", unit: "1", displayName: "Errors" },
    });
    const series = googleSeries(`logging.googleapis.com/user/${NAME}`, "k8s_container", {
      cluster_name: clusterName,
      namespace_name: namespace,
    });
    this.query = `sum by (container_name) (rate(${series}[5m])) * 60`;
    new Alert(this, "alert", alerting, {
      title: "A service logs errors",
      anchor: "service-errors",
      severity,
      conditions: [
        prometheusCondition({
          says: `a container logs more than ${perMinute} errors a minute`,
          threshold: `${perMinute} a minute`,
          minutes,
          query: `${this.query} > ${perMinute}`,
        }),
      ],
      means: "Something fails again and again without taking the service down. The label container_name says where.",
      look: ["npx fmctl logs SERVICE --tail 200", `npx fmctl status ${alerting.environment}`],
      // PromQL refers to it by a name that Terraform cannot see through.
      dependsOn: [metric],
    });
  }
}
