import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { HelmRelease, type HelmReleaseProps } from "../../../constructs/workloads/helm-release";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: HelmReleaseProps = { name: "worker", namespace: "flowmaestro", source: { chart: "assets/worker" } };

const release = (change: Partial<HelmReleaseProps> = {}) =>
  resourceOf(
    synthConstruct((stack) => new HelmRelease(stack, "release", { ...MINIMAL, ...change })),
    "helm_release",
  );

test("it becomes ready, or goes back to what it was", () => {
  expect(release()).toMatchObject({
    name: "worker",
    namespace: "flowmaestro",
    atomic: true,
    cleanup_on_fail: true,
    wait: true,
    wait_for_jobs: true,
    upgrade_install: true,
    max_history: 10,
  });
});

test("there is time for a node to be made first", () => {
  expect(release()["timeout"]).toBe(900);
});

test("a chart of ours is a path, without repository and version", () => {
  expect(release()).toMatchObject({ chart: "assets/worker" });
  expect(release()).not.toHaveProperty("repository");
  expect(release()).not.toHaveProperty("version");
});

test("a chart of others has its repository and version", () => {
  const source = { chart: "temporal", repository: "https://charts.example.com", version: "1.6.0" };

  expect(release({ source })).toMatchObject(source);
});

test("its values are its literals, then its tokens", () => {
  expect(release({ literals: { port: 80 }, tokens: { tag: "a1" } })["values"]).toEqual([
    "port: 80\n",
    '${yamlencode({"tag" = "a1"})}',
  ]);
});

test("it waits for what must be there before", () => {
  // WHEN
  const stack = synthConstruct((scope) => {
    const api = new ProjectService(scope, "api", { service: "container.googleapis.com" });
    new HelmRelease(scope, "release", { ...MINIMAL, dependsOn: [api] });
  });

  // THEN
  expect(resourceOf(stack, "helm_release")["depends_on"]).toEqual(["google_project_service.api"]);
});
