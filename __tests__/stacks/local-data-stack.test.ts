import { canonical } from "../support/canonical";
import { synthEnvironment } from "../support/synth-app";

test("the stack data of a local environment is as it was when it was last looked at", () => {
  expect(canonical(synthEnvironment("local").stacks["data"]!)).toMatchSnapshot();
});
