import { AppsV1Api, CustomObjectsApi, type KubeConfig, NetworkingV1Api } from "@kubernetes/client-node";
import { z } from "zod";
import type { Environment } from "../../../../config/schema/environment";
import { NAMESPACE } from "../../../../stacks/fixed-names";
import { reasonOf } from "../../../deploy/kubernetes-client";
import { CommandError } from "../../../shared/command-error";
import type { Context } from "../../context";
import type { Condition } from "../../stacks/until";

const ACTIVE = "Active";

const certificatesSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      status: z
        .object({
          certificateStatus: z.string().optional(),
          domainStatus: z.array(z.object({ domain: z.string(), status: z.string() })).optional(),
        })
        .optional(),
    }),
  ),
});

/** Looks at the cluster with a login of its own: a token lives for an hour, a certificate may take longer. */
function looking(
  context: Pick<Context, "cluster">,
  environment: Environment,
  look: (config: KubeConfig) => ReturnType<Condition["look"]>,
): Condition["look"] {
  return async () => {
    try {
      return await look((await context.cluster(environment)).config);
    } catch (error) {
      // A cluster that does not answer for a moment must not end a wait.
      if (error instanceof CommandError) return { waitsFor: error.message.replace(/\.$/, "") };
      return { waitsFor: `the cluster does not say: ${reasonOf(error)}` };
    }
  };
}

/** Every Deployment has its pods. */
export function rollouts(context: Pick<Context, "cluster">, environment: Environment): Condition {
  const look = looking(context, environment, async (config) => {
    const { items } = await config.makeApiClient(AppsV1Api).listNamespacedDeployment({ namespace: NAMESPACE });
    const waiting = items.flatMap(({ metadata, spec, status }) => {
      const wanted = spec?.replicas ?? 1;
      const seen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
      const available = seen ? (status?.availableReplicas ?? 0) : 0;
      return available < wanted ? [`${metadata?.name} has ${available} of ${wanted} pods`] : [];
    });
    return waiting.length > 0 ? { waitsFor: waiting.join(", ") } : { well: `all ${items.length} Deployments serve` };
  });
  return { name: "rollouts", look };
}

/** The load balancer has its address, which means that Google has made all of it. */
export function balancer(context: Pick<Context, "cluster">, environment: Environment): Condition {
  const look = looking(context, environment, async (config) => {
    const { items } = await config.makeApiClient(NetworkingV1Api).listNamespacedIngress({ namespace: NAMESPACE });
    const addresses = items.map(({ status }) => status?.loadBalancer?.ingress?.[0]?.ip);
    if (items.length === 0) return { waitsFor: "there is no Ingress yet" };
    if (addresses.some((address) => address === undefined)) {
      return { waitsFor: "Google is still making the load balancer, which takes about 5 minutes" };
    }
    return { well: `it is at ${addresses.join(", ")}` };
  });
  return { name: "load balancer", look };
}

function domainText({ domain, status }: { readonly domain: string; readonly status: string }, name: string): string {
  // https://cloud.google.com/kubernetes-engine/docs/how-to/managed-certs#domain-status
  if (status === "FailedNotVisible") {
    return `${domain} does not resolve to the load balancer for Google yet (\`fmctl dns ${name}\` shows the records)`;
  }
  if (status === "FailedCaaChecking" || status === "FailedCaaForbidden") {
    return `a CAA record of ${domain} does not allow pki.goog (\`fmctl dns ${name}\` shows the record)`;
  }
  return `${domain} is ${status}`;
}

/** Google has issued the managed certificates. */
export function certificates(context: Pick<Context, "cluster">, environment: Environment): Condition {
  const wanted = Object.keys(environment.certificates);
  const look = looking(context, environment, async (config) => {
    const answer: unknown = await config.makeApiClient(CustomObjectsApi).listNamespacedCustomObject({
      group: "networking.gke.io",
      version: "v1",
      namespace: NAMESPACE,
      plural: "managedcertificates",
    });
    const { items } = certificatesSchema.parse(answer);
    const waiting = wanted.flatMap((name) => {
      const status = items.find(({ metadata }) => metadata.name === name)?.status;
      if (status?.certificateStatus === ACTIVE) return [];
      const domains = (status?.domainStatus ?? []).filter((each) => each.status !== ACTIVE);
      const why = domains.map((each) => domainText(each, environment.name));
      const state = status?.certificateStatus || "not begun";
      return [`${name} is ${state}${why.length > 0 ? `: ${why.join(", ")}` : ""}`];
    });
    return waiting.length > 0 ? { waitsFor: waiting.join("; ") } : { well: `${wanted.join(", ")} Active` };
  });
  return { name: "certificates", look };
}
