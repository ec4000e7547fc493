import { ApplicationLogs, type ApplicationLogsProps } from "../../../constructs/observability/application-logs";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: ApplicationLogsProps = {
  project: "acme",
  region: "us-central1",
  clusterName: "cluster",
  namespace: "flowmaestro",
  retentionDays: 90,
  healthPaths: ["/health"],
  protect: true,
};

const synthesized = (change: Partial<ApplicationLogsProps> = {}) =>
  synthConstruct((stack) => new ApplicationLogs(stack, "logs", { ...MINIMAL, ...change }));

interface Sink {
  readonly filter: string;
  readonly destination: string;
  readonly exclusions: readonly { readonly filter: string }[];
}

const sink = (change: Partial<ApplicationLogsProps> = {}) =>
  resourceOf(synthesized(change), "google_logging_project_sink") as unknown as Sink;

test("logs are kept for as long as the environment says, in its region, and are not destroyed", () => {
  expect(resourceOf(synthesized(), "google_logging_project_bucket_config")).toMatchObject({
    location: "us-central1",
    retention_days: 90,
    lifecycle: { prevent_destroy: true },
  });
});

test("what goes into the bucket is the application's and the load balancer's, and is not paid for twice", () => {
  // WHEN
  const { filter, destination } = sink();
  const exclusion = resourceOf(synthesized(), "google_logging_project_exclusion");

  // THEN
  expect(filter).toBe(
    '(resource.type="k8s_container" AND resource.labels.cluster_name="cluster" AND resource.labels.namespace_name="flowmaestro")' +
      ' OR resource.type="http_load_balancer"',
  );
  expect(destination).toBe("logging.googleapis.com/${google_logging_project_bucket_config.application_logs.id}");
  expect(exclusion).toMatchObject({
    filter,
    depends_on: [expect.stringMatching(/^google_logging_project_sink\.logs_sink/)],
  });
});

/** The pattern that a part of the exclusion's filter compares with. */
function patternOf(field: string): RegExp {
  const text = new RegExp(`${field.replace(".", "\\.")}=~"((?:\\\\.|[^"\\\\])*)"`).exec(
    sink().exclusions[0]!.filter,
  )![1]!;
  return new RegExp(text.replaceAll('\\"', '"'));
}

test.each([
  ['10.0.0.1 - - [23/Nov/2026:00:00:00 +0000] "GET /health HTTP/1.1" 200 2 "-" "GoogleHC/1.0" "-"', true],
  ['10.0.0.1 - - [23/Nov/2026:00:00:00 +0000] "GET /health HTTP/1.1" 200 2 "-" "kube-probe/1.33" "-"', true],
  ['10.0.0.1 - - [23/Nov/2026:00:00:00 +0000] "GET /health HTTP/1.1" 503 2 "-" "GoogleHC/1.0" "-"', false],
  ['10.0.0.1 - - [23/Nov/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 612 "-" "Mozilla/5.0" "-"', false],
])("of nginx, %s is a successful health check: %s", (line, isHealthCheck) => {
  expect(patternOf("textPayload").test(line)).toBe(isHealthCheck);
});

test("warnings and errors of health checks stay", () => {
  const [exclusion] = sink().exclusions;

  expect(exclusion!.filter).toMatch(/^severity<WARNING AND \(/);
  expect(exclusion!.filter).toContain("AND httpRequest.status<400)");
});

test("the paths of the environment's own health checks are known", () => {
  expect(sink({ healthPaths: ["/health", "/alive"] }).exclusions[0]!.filter).toContain(
    'jsonPayload.req.url=("/health" OR "/alive")',
  );
  expect(sink({ healthPaths: [] }).exclusions[0]!.filter).not.toContain("jsonPayload");
});
