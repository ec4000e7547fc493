import { LoggingProjectBucketConfig } from "@cdktf/provider-google/lib/logging-project-bucket-config";
import { LoggingProjectExclusion } from "@cdktf/provider-google/lib/logging-project-exclusion";
import { LoggingProjectSink } from "@cdktf/provider-google/lib/logging-project-sink";
import { Construct } from "constructs";
import { pinLogicalId } from "../shared/pin-logical-id";
import type { PodScope } from "./pod-queries";

/** Properties of {@link ApplicationLogs}. */
export interface ApplicationLogsProps extends PodScope {
  /** Project of the logs. */
  readonly project: string;
  /** Region that keeps them. */
  readonly region: string;
  /** Days they are kept. */
  readonly retentionDays: number;
  /** Paths that only health checks ask for. */
  readonly healthPaths: readonly string[];
  /** Whether Terraform refuses to destroy the bucket. */
  readonly protect: boolean;
}

const NAME = "flowmaestro";
/** Who asks for nothing but health: the load balancer, Kubernetes, and the uptime checks. */
const CHECKERS = "GoogleHC|kube-probe|GoogleStackdriverMonitoring-UptimeChecks";

/** Successful health checks, however they are logged: by the load balancer, by nginx as text, by the API as JSON. */
function healthChecks(healthPaths: readonly string[]): string {
  const asked = healthPaths.map((path) => `"${path}"`).join(" OR ");
  const logged = [
    `(httpRequest.userAgent=~"${CHECKERS}" AND httpRequest.status<400)`,
    `textPayload=~"\\" [23][0-9][0-9] .*(${CHECKERS})"`,
    ...(asked ? [`jsonPayload.req.url=(${asked})`] : []),
  ];
  return `severity<WARNING AND (${logged.join(" OR ")})`;
}

/**
 * The logs of the application and of the load balancer, in a bucket of their own that keeps them for as long as one likes;
 * successful health checks are dropped. Everything else stays in the project's default bucket.
 */
export class ApplicationLogs extends Construct {
  constructor(scope: Construct, id: string, props: ApplicationLogsProps) {
    super(scope, id);
    const { project, region, clusterName, namespace, protect } = props;
    const bucket = pinLogicalId(
      new LoggingProjectBucketConfig(this, "Default", {
        project,
        location: region,
        bucketId: NAME,
        description: "Logs of FlowMaestro and of its load balancer",
        retentionDays: props.retentionDays,
        // A deleted bucket keeps its name for a week.
        lifecycle: { preventDestroy: protect },
      }),
      "application_logs",
      "the logs are in it",
    );
    const containers = [
      'resource.type="k8s_container"',
      `resource.labels.cluster_name="${clusterName}"`,
      `resource.labels.namespace_name="${namespace}"`,
    ].join(" AND ");
    const filter = `(${containers}) OR resource.type="http_load_balancer"`;
    const sink = new LoggingProjectSink(this, "sink", {
      name: NAME,
      description: "Keeps the application's logs in their own bucket",
      destination: `logging.googleapis.com/${bucket.id}`,
      filter,
      exclusions: [
        {
          name: "health-checks",
          description: "Successful health checks",
          filter: healthChecks(props.healthPaths),
        },
      ],
      uniqueWriterIdentity: true,
    });
    // What a sink has kept is paid for once more in the default bucket.
    new LoggingProjectExclusion(this, "kept_once", {
      name: NAME,
      description: `In the bucket ${NAME} instead`,
      filter,
      dependsOn: [sink],
    });
  }
}
