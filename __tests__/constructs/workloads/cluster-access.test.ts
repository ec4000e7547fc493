import { TerraformStack } from "cdktf";
import { googleProvider } from "../../../constructs/shared/providers";
import { ClusterAccess } from "../../../constructs/workloads/cluster-access";
import { synthApp } from "../../support/synth";

const HOST = "gke-1a2b.us-central1.gke.goog";

function synthesized() {
  const { stacks } = synthApp((app) => {
    const stack = new TerraformStack(app, "stack");
    googleProvider(stack, {});
    new ClusterAccess(stack, "access", { endpoint: HOST });
  });
  return stacks["stack"]!;
}

test("both providers reach the DNS endpoint with the caller's own token, which no plan keeps", () => {
  // GIVEN
  const { ephemeral, provider } = synthesized();
  const [caller] = Object.keys(ephemeral!["google_client_config"]!);

  // THEN
  const access = { host: `https://${HOST}`, token: `\${ephemeral.google_client_config.${caller}.access_token}` };
  expect(provider["kubernetes"]).toEqual([access]);
  expect(provider["helm"]).toEqual([{ kubernetes: access }]);
});

test("no kubeconfig of the machine is read, and no data source that a pending change would empty", () => {
  expect(JSON.stringify(synthesized().provider)).not.toMatch(/config_path|config_context|exec/);
  expect(synthesized().data).toBeUndefined();
});
