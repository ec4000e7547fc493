import { TerraformOutput, TerraformStack } from "cdktf";
import { LocalChart } from "../../../constructs/workloads/local-chart";
import { synthApp } from "../../support/synth";

const synthesized = (folder: string) =>
  synthApp((app) => {
    const stack = new TerraformStack(app, "stack");
    new TerraformOutput(stack, "path", { value: new LocalChart(stack, "chart", { folder }).path, staticId: true });
  });

test("a chart travels with its stack, at a path that holds a hash of its content", () => {
  // WHEN
  const { stacks, files } = synthesized("charts/edge");

  // THEN
  const path = stacks["stack"]!.output!["path"]!["value"] as string;
  expect(path).toMatch(/^assets\/\w+\/[0-9A-F]{32}$/);
  expect(Object.keys(files)).toContain(`stacks/stack/${path}/Chart.yaml`);
  expect(Object.keys(files)).toContain(`stacks/stack/${path}/templates/ingress.yaml`);
});

test("two charts have two paths", () => {
  const pathOf = (folder: string) => synthesized(folder).stacks["stack"]!.output!["path"]!["value"];

  expect(pathOf("charts/edge")).not.toBe(pathOf("charts/service"));
});

test("refuses a folder that is not there", () => {
  expect(() => synthesized("charts/no-such-chart")).toThrow(/no-such-chart/);
});
