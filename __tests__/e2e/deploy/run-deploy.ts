/**
 * Deploys what is in a folder and prints what happens as lines of JSON, for tests that kill a whole command:
 * `node -r ts-node/register run-deploy.ts OUTDIR`.
 */
import { deployStacks } from "../../../cli/deploy/deploy";
import { kubeconfigVariables } from "../../../cli/deploy/kubeconfig";
import { kubeconfigClusters } from "../../../cli/deploy/kubeconfig-client";
import { readStacks } from "../../../cli/deploy/synth";

void deployStacks({
  stacks: readStacks(process.argv[2]!),
  clusterOf: kubeconfigClusters(process.env),
  env: { ...process.env, ...kubeconfigVariables(process.env) },
  onProgress: (progress) => console.log(JSON.stringify(progress)),
});
