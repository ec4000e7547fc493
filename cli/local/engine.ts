import { setTimeout as wait } from "node:timers/promises";
import { deployStacks, destroyStacks } from "../deploy/deploy";
import { kubeconfigClusters } from "../deploy/kubeconfig-client";
import { synthesize } from "../deploy/synth";
import { KubernetesAccess } from "./cluster-access";
import { resolveHost } from "./server-address";
import type { Engine } from "./session";

/** The real thing. A wait ends early when somebody asks to stop. */
export function localEngine(stop: AbortSignal | undefined): Engine {
  return {
    synthesize,
    deploy: deployStacks,
    destroy: destroyStacks,
    clusterOf: kubeconfigClusters,
    connect: (target) => new KubernetesAccess(target),
    resolve: resolveHost,
    wait: (milliseconds) => wait(milliseconds, undefined, stop && { signal: stop }).catch(() => undefined),
  };
}
