import { Construct } from "constructs";
import { Alert, type Alerting } from "./alert";
import { logCondition, prometheusCondition } from "./conditions";
import type { LastingLevel, Level } from "./levels";
import type { PodQueries, PodScope } from "./pod-queries";

/** Properties of {@link PodAlerts}. */
export interface PodAlertsProps extends PodScope {
  /** What they look at. */
  readonly queries: PodQueries;
  /** More restarts of one container than this within the minutes. */
  readonly restarts: LastingLevel & { readonly restarts: number };
  /** A process that was killed for its memory. */
  readonly outOfMemory: Level;
  /** A pod that does not start. */
  readonly pending: LastingLevel;
  /** A Job that failed for good. */
  readonly jobFailed: Level;
}

/** Pods that do not run as they should, and Jobs that failed. */
export class PodAlerts extends Construct {
  constructor(scope: Construct, id: string, alerting: Alerting, props: PodAlertsProps) {
    super(scope, id);
    const { clusterName, namespace, queries, restarts, outOfMemory, pending, jobFailed } = props;
    const status = `npx fmctl status ${alerting.environment}`;
    new Alert(this, "restarts", alerting, {
      title: "Pods restart",
      severity: restarts.severity,
      conditions: [
        prometheusCondition({
          says: `a container restarted more than ${restarts.restarts} times within ${restarts.minutes} minutes`,
          threshold: `${restarts.restarts} restarts within ${restarts.minutes} min`,
          query: `${queries.restarts(`${restarts.minutes}m`)} > ${restarts.restarts}`,
        }),
      ],
      means:
        "It ends by itself, is killed for its memory, or its liveness probe fails. The log of the container before it says which.",
      look: [status, "npx fmctl logs SERVICE --previous"],
    });
    new Alert(this, "out_of_memory", alerting, {
      title: "Pods out of memory",
      severity: outOfMemory.severity,
      conditions: [
        logCondition({
          says: "the kernel of a node killed a process that reached its container's memory limit",
          // Told by the node, on behalf of whichever pod it was: https://github.com/kubernetes/node-problem-detector
          filter: [
            'resource.type="k8s_node"',
            `resource.labels.cluster_name="${clusterName}"`,
            'log_id("events")',
            'jsonPayload.reason="OOMKilling"',
          ],
          labels: { node: "EXTRACT(resource.labels.node_name)" },
        }),
      ],
      means:
        "A container needed more memory than its limit, and was killed in the middle of its work. Raise resources.limits.memory of the service, or find what grows.",
      look: [status, "npx fmctl logs SERVICE --previous"],
    });
    new Alert(this, "pending", alerting, {
      title: "Pods do not start",
      severity: pending.severity,
      conditions: [
        prometheusCondition({
          says: "a pod is pending",
          threshold: "1 pod",
          minutes: pending.minutes,
          query: `${queries.pending} > 0`,
        }),
      ],
      means:
        "No node takes it (a quota, or a zone without machines), its image cannot be pulled, or a secret that it reads does not exist. What runs already is not affected; a rollout and the autoscaler are.",
      look: [status, "gcloud compute regions describe REGION --format='table(quotas)'"],
    });
    new Alert(this, "job_failed", alerting, {
      title: "A Job failed",
      anchor: "job-failed",
      severity: jobFailed.severity,
      conditions: [
        logCondition({
          says: "a Job failed for good",
          filter: [
            'resource.type="k8s_cluster"',
            `resource.labels.cluster_name="${clusterName}"`,
            'log_id("events")',
            'jsonPayload.involvedObject.kind="Job"',
            `jsonPayload.involvedObject.namespace="${namespace}"`,
            'jsonPayload.reason=("BackoffLimitExceeded" OR "DeadlineExceeded")',
          ],
          labels: { job: "EXTRACT(jsonPayload.involvedObject.name)" },
        }),
      ],
      means:
        "The migrations, or Temporal's schema or namespace. The release that it belongs to was rolled back, so what ran before still runs; a migration may have been applied in part.",
      look: [status, "npx fmctl db migrate", "npx fmctl logs migrations"],
    });
  }
}
