import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { deployStacks, destroyStacks } from "./deploy/deploy";
import { kubeconfigClusters } from "./deploy/kubeconfig-client";
import { synthesize } from "./deploy/synth";
import { KubernetesAccess } from "./local/cluster-access";
import { interrupts } from "./shared/interrupts";
import { Output } from "./shared/output";
import { runLocal } from "./local/run-local";
import { resolveHost } from "./local/server-address";

const output = new Output(process.stdout, process.stderr);
const { stop, kill } = interrupts(process, output);

void runLocal({
  args: process.argv.slice(2),
  env: process.env,
  project: join(__dirname, ".."),
  output,
  engine: {
    synthesize,
    deploy: deployStacks,
    destroy: destroyStacks,
    clusterOf: kubeconfigClusters,
    connect: (target) => new KubernetesAccess(target),
    resolve: resolveHost,
    wait: (milliseconds) => wait(milliseconds, undefined, { signal: stop }).catch(() => undefined),
  },
  stop,
  kill,
}).then((code) => {
  process.exitCode = code;
});
