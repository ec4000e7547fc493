import { type FakeObject, helmSecret } from "../../../support/fake-kubernetes";

const INSTANCE = "app.kubernetes.io/instance";
const HOUR_AGO = "2025-12-31T23:00:00Z";

/** A pod of a release, which is ready unless its status says otherwise. */
export function pod(
  name: string,
  release: string,
  status: Readonly<Record<string, unknown>> = {},
  more: Readonly<Record<string, unknown>> = {},
): FakeObject {
  return {
    metadata: { name, uid: `uid-${name}`, creationTimestamp: HOUR_AGO, labels: { [INSTANCE]: release }, ...more },
    spec: { containers: [{ name: release }] },
    status: {
      phase: "Running",
      conditions: [{ type: "Ready", status: "True" }],
      containerStatuses: [{ name: release, image: "i:1", restartCount: 0, ready: true, state: { running: {} } }],
      ...status,
    },
  };
}

/** A status of a pod whose container waits for a reason, or has ended before. */
export function waiting(release: string, reason: string, message: string, exitCode?: number) {
  const lastState = exitCode === undefined ? {} : { terminated: { exitCode, reason: "Error", finishedAt: HOUR_AGO } };
  const restartCount = exitCode === undefined ? 0 : 4;
  return {
    conditions: [{ type: "Ready", status: "False" }],
    containerStatuses: [
      {
        name: release,
        image: "registry/backend:2",
        restartCount,
        ready: false,
        state: { waiting: { reason, message } },
        lastState,
      },
    ],
  };
}

/** A Deployment that is rolled out, with so many of its pods ready. */
export function deployment(name: string, wanted = 1, ready = wanted, release = name): FakeObject {
  return {
    metadata: { name, generation: 1, labels: { [INSTANCE]: release } },
    spec: { replicas: wanted, selector: { matchLabels: { [INSTANCE]: release } }, template: { metadata: {} } },
    status: { observedGeneration: 1, replicas: wanted, updatedReplicas: wanted, readyReplicas: ready },
  };
}

/** An autoscaler as the service chart makes it. */
export function autoscaler(service: string, minReplicas: number, maxReplicas: number): FakeObject {
  return {
    metadata: { name: `${service}-hpa` },
    spec: { scaleTargetRef: { kind: "Deployment", name: service }, minReplicas, maxReplicas },
  };
}

/** A revision of a release. */
export function revision(
  name: string,
  version: number,
  tag: string,
  status = "deployed",
  more: {
    readonly config?: Readonly<Record<string, unknown>>;
    readonly description?: string;
    readonly hooks?: readonly Readonly<Record<string, unknown>>[];
  } = {},
): FakeObject {
  const { config = {}, description = "Upgrade complete", hooks = [] } = more;
  const image = { repository: "localhost/flowmaestro/backend", tag };
  const info = { status, description, last_deployed: HOUR_AGO };
  return helmSecret({ name, version, info, config: { image, ...config }, hooks });
}

/** The hook of the release migrations. */
export const MIGRATION_HOOK = {
  name: "migrations-1a2b3c4d",
  kind: "Job",
  manifest: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrations-1a2b3c4d
  labels: { app.kubernetes.io/instance: migrations }
  annotations: { helm.sh/hook: "pre-install,pre-upgrade" }
spec:
  backoffLimit: 2
  template:
    metadata:
      labels: { app.kubernetes.io/instance: migrations, flowmaestro.io/uses-database: "true" }
    spec:
      restartPolicy: Never
      serviceAccountName: migrations
      initContainers:
        - name: schema
          image: registry/migrations:1
          command: [psql, -c, CREATE SCHEMA]
          env:
            - name: PGPASSWORD
              valueFrom: { secretKeyRef: { name: db-credentials, key: password } }
      containers:
        - name: migrate
          image: registry/migrations:1
          command: [npx, node-pg-migrate, up, --schema, flowmaestro, --migrations-dir, backend/migrations]
`,
  last_run: { completed_at: HOUR_AGO, phase: "Succeeded" },
};

/** A job that has ended, or runs. */
export function job(name: string, ended?: "Complete" | "Failed", release = "migrations"): FakeObject {
  return {
    metadata: { name, creationTimestamp: HOUR_AGO, labels: { [INSTANCE]: release } },
    spec: { template: { spec: { containers: [{ name: "migrate", image: "registry/migrations:1" }] } } },
    status: ended ? { conditions: [{ type: ended, status: "True", lastTransitionTime: HOUR_AGO }] } : { active: 1 },
  };
}
