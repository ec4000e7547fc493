import { NAMESPACE } from "../../../../stacks/fixed-names";
import { autoscalers } from "../../cluster/autoscalers";
import { workloads } from "../../cluster/workloads";
import type { Examine } from "./section";

/** What keeps pods running: Deployments, StatefulSets and their autoscalers. */
export const examineWorkloads: Examine = async ({ environment, cluster }) => {
  const connected = await cluster();
  const [all, scalers] = await Promise.all([workloads(connected), autoscalers(connected)]);
  const facts = all.map(({ name, kind, wanted, ready, current }) => {
    const scaler = scalers.find(({ target }) => target === name);
    return { name, kind, ready, wanted, current, minReplicas: scaler?.min ?? null, maxReplicas: scaler?.max ?? null };
  });
  return {
    rows: facts.map(({ name, ready, wanted, current, minReplicas, maxReplicas }) => [
      name,
      `${ready} of ${wanted} ready`,
      maxReplicas === null ? "" : `scales ${minReplicas} to ${maxReplicas}`,
      current ? "" : "rolling out",
    ]),
    facts,
    problems: facts
      .filter(({ ready, wanted }) => ready < wanted)
      .map(({ name, ready, wanted, kind }) => ({
        what: `${kind} ${name} in ${NAMESPACE}: ${ready} of ${wanted} pods are ready`,
        next: `the pods say why; fmctl logs ${name} -e ${environment.name}`,
      })),
    states: Object.fromEntries(facts.map(({ name, ready, wanted }) => [name, `${ready} of ${wanted} ready`])),
  };
};
