import { LocalRedis } from "../../../constructs/local/local-redis";
import { helmReleases } from "../../support/helm-release";
import { synthConstruct } from "../../support/synth-construct";

test("Redis has its image and its volume", () => {
  // WHEN
  const stack = synthConstruct((scope) => {
    new LocalRedis(scope, "redis", {
      namespace: "flowmaestro",
      image: "redis:7",
      storageGb: 1,
      chart: "assets/redis",
    });
  });

  // THEN
  expect(helmReleases(stack)[0]).toMatchObject({
    name: "redis",
    chart: "assets/redis",
    values: { image: "redis:7", storage: "1Gi" },
    block: { namespace: "flowmaestro" },
  });
});
