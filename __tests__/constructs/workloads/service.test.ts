import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { Service, type ServiceProps } from "../../../constructs/workloads/service";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: ServiceProps = {
  service: "frontend",
  namespace: "flowmaestro",
  spec: {
    uses: [],
    env: {},
    health: { readiness: "/health", liveness: "tcp" },
    runAsUser: 101,
    replicas: 1,
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "1", memory: "256Mi" } },
    drainSeconds: 30,
  },
  image: { repository: "registry.example.com/frontend", tag: "4f2c9d1" },
  bindings: {
    database: {},
    redis: {},
    temporal: {},
    "app-secrets": {},
    "integration-secrets": {},
    buckets: {},
    internet: {},
  },
  authority: { grants: [] },
  balanced: true,
  chart: "assets/service",
  dependsOn: [],
};

const account = (change: Partial<ServiceProps> = {}) =>
  resourceOf(
    synthConstruct((stack) => new Service(stack, "service", { ...MINIMAL, ...change })),
    "kubernetes_service_account_v1",
  );

test("a service has an account of its name, with no identity outside of the cluster", () => {
  expect(account()["metadata"]).toEqual({ name: "frontend", namespace: "flowmaestro" });
});

test("it may be somebody in Google Cloud", () => {
  const authority = { googleServiceAccount: "frontend@acme.iam.gserviceaccount.com", grants: [] };

  expect(account({ authority })["metadata"]).toMatchObject({
    annotations: { "iam.gke.io/gcp-service-account": "frontend@acme.iam.gserviceaccount.com" },
  });
});

test("its release waits for its account, for its grants and for whatever comes before", () => {
  // WHEN
  const stack = synthConstruct((scope) => {
    const grant = new ServiceAccount(scope, "grant", { accountId: "grant-1" });
    const earlier = new ServiceAccount(scope, "earlier", { accountId: "earlier" });
    new Service(scope, "service", { ...MINIMAL, authority: { grants: [grant] }, dependsOn: [earlier] });
  });

  // THEN
  const [id] = Object.keys(stack.resource!["kubernetes_service_account_v1"]!);
  expect(resourceOf(stack, "helm_release")["depends_on"]).toEqual([
    "google_service_account.earlier",
    `kubernetes_service_account_v1.${id}`,
    "google_service_account.grant",
  ]);
});
