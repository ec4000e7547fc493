import { checkExceptions } from "../../../config/checks/exceptions";
import { saidOf } from "./production";

const said = (policy: string) =>
  saidOf(checkExceptions, { exceptions: { [policy]: { reason: "Because of the test." } } });

test("accepts a policy that there is", () => {
  expect(said("sql.restrictPublicIp")).toEqual([]);
});

test("refuses another one, and suggests the nearest", () => {
  expect(said("sql.restrictPublicIP")).toEqual([
    'exceptions.sql.restrictPublicIP: got "sql.restrictPublicIP", expected a policy of docs/policies.md; ' +
      "did you mean sql.restrictPublicIp?",
  ]);
  expect(said("be-nice")).toEqual([
    'exceptions.be-nice: got "be-nice", expected a policy of docs/policies.md; remove it.',
  ]);
});

test("knows what others call a policy", () => {
  expect(said("CIS-GCP-6.6")).toEqual([
    'exceptions.CIS-GCP-6.6: got "CIS-GCP-6.6", expected a policy of docs/policies.md; ' +
      "write sql.restrictPublicIp, which is the same here.",
  ]);
});
