import { canonical } from "../support/canonical";
import { synthEnvironment } from "../support/synth-app";
import { ENVIRONMENTS } from "../support/variants";

test.each(ENVIRONMENTS)("the stack observability of %s is as it was when it was last looked at", (environment) => {
  expect(canonical(synthEnvironment(environment).stacks["observability"]!)).toMatchSnapshot();
});

test("a local environment has nobody to wake", () => {
  expect(Object.keys(synthEnvironment("local").stacks)).toEqual(["data", "workloads"]);
});
