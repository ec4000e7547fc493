import { checkAutoscaling } from "../../../config/checks/autoscaling";
import { saidOf } from "./production";

const said = (service: object) => saidOf(checkAutoscaling, { services: { frontend: service } });

test("accepts as many replicas as there may be at most, and any number without an autoscaler", () => {
  expect(said({ replicas: 10 })).toEqual([]);
  expect(said({ replicas: 11, autoscaling: null })).toEqual([]);
});

test("refuses more replicas than there may be at most", () => {
  expect(said({ replicas: 11 })).toEqual([
    "services.frontend.autoscaling.maxReplicas: got 10, expected at least replicas, which is 11; " +
      "raise it or lower replicas.",
  ]);
});
