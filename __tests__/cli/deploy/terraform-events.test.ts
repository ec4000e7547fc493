import { diagnosticText, terraformEvent } from "../../../cli/deploy/terraform-events";
import { errorLine, line } from "./fakes";

test.each([
  ["apply_start", { type: "started", address: "a.b", action: "create" }],
  ["apply_progress", { type: "running", address: "a.b", elapsedSeconds: 10 }],
  ["apply_complete", { type: "completed", address: "a.b", action: "create" }],
  ["apply_errored", { type: "errored", address: "a.b", action: "create" }],
  ["ephemeral_op_start", undefined],
  ["planned_change", undefined],
])("%s", (type, event) => {
  expect(terraformEvent(line(type, "a.b"))).toEqual(event);
});

test("a diagnostic loses the piece of configuration that it shows, which may hold a value", () => {
  const diagnostic = { severity: "error", summary: "Bad", detail: "Very.", snippet: { code: "password = 123" } };

  expect(terraformEvent(JSON.stringify({ type: "diagnostic", diagnostic }))).toEqual({
    type: "diagnostic",
    diagnostic: { severity: "error", summary: "Bad", detail: "Very.", address: undefined },
  });
});

test("what is not JSON is nothing", () => {
  expect(terraformEvent("!!! TERRAFORM CRASH !!!")).toBeUndefined();
});

test("a diagnostic is text without line breaks", () => {
  const event = terraformEvent(errorLine("Failed.", "It\n  did  \n\nnot work\n", "helm_release.api"));
  if (event?.type !== "diagnostic") throw new Error("expected a diagnostic");

  expect(diagnosticText(event.diagnostic)).toBe("helm_release.api: Failed: It did not work");
  expect(diagnosticText({ severity: "error", summary: "Failed", detail: "" })).toBe("Failed");
});
