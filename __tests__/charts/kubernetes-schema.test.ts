import { schemaViolations } from "../support/kubernetes-schema";

const service = (spec: Record<string, unknown>): Parameters<typeof schemaViolations>[0] => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "api-server", labels: { any: "label" } },
  spec,
});

describe("the Kubernetes schemas", () => {
  test("let a good object pass", async () => {
    expect(
      await schemaViolations(service({ selector: { any: "label" }, ports: [{ port: 80, targetPort: "http" }] })),
    ).toEqual([]);
  });

  test("find a value of the wrong type", async () => {
    expect(await schemaViolations(service({ ports: [{ port: "80" }] }))).toEqual([
      expect.stringContaining("/spec/ports/0/port"),
    ]);
  });

  test("find a field that is missing", async () => {
    expect(await schemaViolations(service({ ports: [{ name: "http" }] }))).toEqual([expect.stringContaining("port")]);
  });

  test("find a field that does not exist, which the API server would drop", async () => {
    expect(await schemaViolations(service({ ports: [{ port: 80, protcol: "TCP" }] }))).toEqual([
      "/spec/ports/0/protcol is not a field of Service",
    ]);
  });

  test.each([
    [
      "apps/v1",
      "Deployment",
      {
        selector: {},
        template: {
          spec: {
            containers: [{ name: "a", lifecycle: { preStop: { sleep: { seconds: 5 } } } }],
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: "zone",
                whenUnsatisfiable: "ScheduleAnyway",
                matchLabelKeys: ["pod-template-hash"],
              },
            ],
          },
        },
      },
    ],
    ["policy/v1", "PodDisruptionBudget", { maxUnavailable: 1, unhealthyPodEvictionPolicy: "AlwaysAllow" }],
    ["cloud.google.com/v1", "BackendConfig", { logging: { enable: true, sampleRate: 0.5 } }],
  ])("know the newer fields of %s %s", async (apiVersion, kind, spec) => {
    expect(await schemaViolations({ apiVersion, kind, metadata: { name: "any" }, spec })).toEqual([]);
  });

  test("refuse a kind that they do not know", async () => {
    await expect(schemaViolations({ ...service({}), kind: "Sevice" })).rejects.toThrow("kubernetes-models/v1/Sevice");
  });
});
