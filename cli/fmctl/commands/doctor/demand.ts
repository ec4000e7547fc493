import { podsAtMaximum, rolloutSurge } from "../../../../config/pods";
import { mebibytes, millicores } from "../../../../config/quantities";
import type { Environment } from "../../../../config/schema/environment";
import type { Resources } from "../../../../config/schema/services";

/** What pods reserve of their nodes. */
export interface Demand {
  readonly pods: number;
  /** Thousandths of a core. */
  readonly millicores: number;
  readonly mebibytes: number;
}

type Runs = Pick<Environment, "services" | "temporal">;

function sum(demands: readonly Demand[]): Demand {
  const total = { pods: 0, millicores: 0, mebibytes: 0 };
  for (const demand of demands) {
    total.pods += demand.pods;
    total.millicores += demand.millicores;
    total.mebibytes += demand.mebibytes;
  }
  return total;
}

function times(pods: number, { requests }: Resources): Demand {
  return { pods, millicores: pods * millicores(requests.cpu), mebibytes: pods * mebibytes(requests.memory) };
}

function temporalDemand({ temporal }: Runs): Demand {
  const roles = Object.entries(temporal.replicas);
  return sum(roles.map(([role, pods]) => times(pods, role === "web" ? temporal.webResources : temporal.resources)));
}

/** With as few pods as the autoscalers keep. */
export function leastDemand(environment: Runs): Demand {
  const services = Object.values(environment.services);
  return sum([...services.map((each) => times(each.replicas, each.resources)), temporalDemand(environment)]);
}

/** With all services at their maximum, in a rollout. */
export function mostDemand(environment: Runs): Demand {
  const services = Object.values(environment.services).map((service) => {
    const pods = podsAtMaximum(service);
    return times(pods + rolloutSurge(pods), service.resources);
  });
  return sum([...services, temporalDemand(environment)]);
}

/** `3.5 CPUs and 12.0 GiB`. */
export function demandText({ millicores: milli, mebibytes: mebi }: Omit<Demand, "pods">): string {
  return `${(milli / 1000).toFixed(1)} CPUs and ${(mebi / 1024).toFixed(1)} GiB`;
}
