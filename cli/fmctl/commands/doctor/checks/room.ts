import { CoreV1Api } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../../../stacks/fixed-names";
import { type LocalCheck, ok, wrong } from "../check";
import { askCluster } from "../cluster-question";
import { demandText, leastDemand } from "../demand";
import { freeRoom } from "../free-room";

/** What PostgreSQL and Redis reserve, from charts/postgres and charts/redis. */
const STAND_INS = { millicores: 150, mebibytes: 320 };

/** The nodes have room for every pod. */
export const room: LocalCheck = {
  title: "room",
  needs: ["cluster"],
  async look(subject) {
    const [nodes, pods] = await askCluster(subject, (config) => {
      const core = config.makeApiClient(CoreV1Api);
      return Promise.all([core.listNode(), core.listPodForAllNamespaces()]);
    });
    const others = pods.items.filter(({ metadata }) => metadata?.namespace !== NAMESPACE);
    const free = freeRoom(nodes.items, others);
    const { millicores, mebibytes } = leastDemand(subject.environment);
    const needed = { millicores: millicores + STAND_INS.millicores, mebibytes: mebibytes + STAND_INS.mebibytes };
    const on = `${free.nodes} node${free.nodes === 1 ? "" : "s"}`;
    if (free.millicores >= needed.millicores && free.mebibytes >= needed.mebibytes) {
      return [ok(`${demandText(needed)} needed, ${demandText(free)} free on ${on}`)];
    }
    const fix = "give the cluster more (Docker Desktop: Settings, Resources), or lower extends.resources in the file";
    return [wrong(`${demandText(needed)} needed, ${demandText(free)} free on ${on}`, fix)];
  },
};
