import { describeWithHelm } from "../support/describe-with-helm";
import { helmTemplate, manifestOf, podOf } from "../support/helm";
import { houseRules, podViolations, restrictedRules } from "../support/pod-rules";
import { chartDir, MINIMAL } from "./values";

const rendered = (chart: "postgres" | "redis", ...more: readonly string[]) =>
  helmTemplate(chartDir(chart), chart, [MINIMAL[chart], ...more]);
const podIn = (chart: "postgres" | "redis") => podOf(manifestOf(rendered(chart), "StatefulSet"));

describeWithHelm.each(["postgres", "redis"] as const)("chart %s, for a local environment", (chart) => {
  test("has a pod that satisfies restricted pod security", () => {
    const rules = [
      ...restrictedRules,
      ...houseRules.filter(({ sentence }) => sentence !== "names its service account"),
    ];

    expect(podViolations(podIn(chart).spec, rules)).toEqual([]);
  });

  test("keeps its data in a volume of the stated size", () => {
    const { spec } = manifestOf(rendered(chart, "storage: 7Gi"), "StatefulSet");

    expect(spec["volumeClaimTemplates"]).toMatchObject([{ spec: { resources: { requests: { storage: "7Gi" } } } }]);
  });

  test("refuses an image whose tag moves", () => {
    expect(() => rendered(chart, "image: example/database:latest")).toThrow("at '/image'");
  });
});

describeWithHelm("chart postgres", () => {
  test("mounts the password of every login, and nothing else of its Secret", () => {
    const { volumes = [] } = podIn("postgres").spec;
    const secrets = volumes.flatMap(({ name, secret }) => (secret ? [{ name, ...secret }] : []));

    expect(secrets).toEqual([
      { name: "login-flowmaestro", secretName: "db-credentials", items: [{ key: "password", path: "password" }] },
      { name: "login-temporal", secretName: "temporal-db-credentials", items: [{ key: "password", path: "password" }] },
    ]);
  });

  test("tells each login's databases, a line each", () => {
    const { data } = manifestOf(rendered("postgres"), "ConfigMap") as unknown as { data: Record<string, string> };

    expect(data["temporal"]!.trim().split("\n")).toEqual(["temporal", "temporal_visibility"]);
  });

  test("is ready only once every login is what its Secret says", () => {
    const keeper = podIn("postgres").spec.containers.find(({ name }) => name === "keep-logins");

    expect(keeper?.readinessProbe?.exec?.command?.at(-1)).toBe(
      "test -s /tmp/flowmaestro.sha256 && test -s /tmp/temporal.sha256 && true",
    );
  });
});
