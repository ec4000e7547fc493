import { canonical } from "../support/canonical";
import { helmReleases } from "../support/helm-release";
import { synthEnvironment } from "../support/synth-app";
import { ENVIRONMENTS, synthVariant } from "../support/variants";

test.each([...ENVIRONMENTS, "local"])(
  "the stack workloads of %s is as it was when it was last looked at",
  (environment) => {
    expect(canonical(synthEnvironment(environment).stacks["workloads"]!)).toMatchSnapshot();
  },
);

test("images may come from a registry of one's own, with a tag of the environment's", () => {
  // GIVEN
  const workloads = synthVariant("everything on").stacks["workloads"]!;

  // WHEN
  const { image } = helmReleases(workloads).find(({ name }) => name === "frontend")!.values;

  // THEN
  expect(image).toEqual({ repository: "registry.example.com/flowmaestro/frontend", tag: "${var.image_tag}" });
  expect(workloads.variable!["image_tag"]).toMatchObject({ default: "4f2c9d1" });
});

test("Temporal's chart may be an unpacked copy", () => {
  // WHEN
  const { stacks, files } = synthVariant("everything on");
  const { chart, block } = helmReleases(stacks["workloads"]!).find(({ name }) => name === "temporal")!;

  // THEN
  expect(Object.keys(files)).toContain(`stacks/workloads/${chart}/Chart.yaml`);
  expect([block["repository"], block["version"]]).toEqual([undefined, undefined]);
});

test("a local environment has no front door, and asks Google for nothing", () => {
  // WHEN
  const { provider, output, resource } = synthEnvironment("local").stacks["workloads"]!;

  // THEN
  expect(Object.keys(provider).sort()).toEqual(["helm", "kubernetes"]);
  expect(Object.keys(resource!).filter((type) => type.startsWith("google_"))).toEqual([]);
  expect(output!["urls"]!["value"]).toEqual([]);
});
