import { MonitoringCustomService } from "@cdktf/provider-google/lib/monitoring-custom-service";
import { Construct } from "constructs";
import type { Alerting } from "./alert";
import { requestFilter } from "./api-queries";
import { Objective, type ObjectiveProps } from "./objective";

/** Properties of {@link ApiObjectives}. */
export interface ApiObjectivesProps extends Pick<ObjectiveProps, "days" | "fastBurn" | "slowBurn"> {
  /** Name of the service. */
  readonly service: string;
  /** Pattern of its backend's name. */
  readonly backend: string;
  /** Requests that must not fail with 5xx. */
  readonly availabilityPercent: number;
  /** Requests that must be fast. */
  readonly latencyPercent: number;
  /** What is fast. */
  readonly latencySeconds: number;
}

/** What users are promised of the API: that it answers, and that it answers fast. */
export class ApiObjectives extends Construct {
  constructor(scope: Construct, id: string, alerting: Alerting, props: ApiObjectivesProps) {
    super(scope, id);
    const { service, backend, availabilityPercent, latencyPercent, latencySeconds, ...shared } = props;
    const { serviceId } = new MonitoringCustomService(this, "Default", {
      serviceId: `flowmaestro-${service}`,
      displayName: service,
      userLabels: alerting.labels,
    });
    const status = `npx fmctl status ${alerting.environment}`;
    new Objective(this, "availability", alerting, {
      ...shared,
      serviceId,
      sloId: "availability",
      promise: `${availabilityPercent} % of the API's requests do not fail`,
      goalPercent: availabilityPercent,
      indicator: {
        goodTotalRatio: {
          badServiceFilter: requestFilter(backend, "count", 500),
          totalServiceFilter: requestFilter(backend, "count"),
        },
      },
      look: [status, `npx fmctl logs ${service} --tail 200`],
    });
    new Objective(this, "latency", alerting, {
      ...shared,
      serviceId,
      sloId: "latency",
      promise: `${latencyPercent} % of the API's requests take less than ${latencySeconds} s`,
      goalPercent: latencyPercent,
      indicator: {
        distributionCut: {
          distributionFilter: requestFilter(backend, "latency", 200),
          range: { min: 0, max: latencySeconds * 1000 },
        },
      },
      look: [status, "npx fmctl open dashboard"],
    });
  }
}
