import {
  KubernetesServiceAccount,
  type KubernetesServiceAccountProps,
} from "../../../constructs/workloads/kubernetes-service-account";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const account = (change: Partial<KubernetesServiceAccountProps> = {}) =>
  resourceOf(
    synthConstruct((stack) => {
      new KubernetesServiceAccount(stack, "account", { name: "api-server", namespace: "flowmaestro", ...change });
    }),
    "kubernetes_service_account_v1",
  );

test("its pods get no token of the cluster and no identity outside of it", () => {
  expect(account()).toEqual({
    metadata: { name: "api-server", namespace: "flowmaestro" },
    automount_service_account_token: false,
  });
});

test("its pods may be a Google identity", () => {
  expect(account({ googleServiceAccount: "api@acme.iam.gserviceaccount.com" })["metadata"]).toMatchObject({
    annotations: { "iam.gke.io/gcp-service-account": "api@acme.iam.gserviceaccount.com" },
  });
});
