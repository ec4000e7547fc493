import { StorageV1Api } from "@kubernetes/client-node";
import { type LocalCheck, ok, wrong } from "../check";
import { askCluster } from "../cluster-question";

const DEFAULT = "storageclass.kubernetes.io/is-default-class";

/** Volumes for PostgreSQL and Redis come by themselves. */
export const storageClass: LocalCheck = {
  title: "storage class",
  needs: ["cluster"],
  async look(subject) {
    const { items } = await askCluster(subject, (config) => config.makeApiClient(StorageV1Api).listStorageClass());
    const names = items.map(({ metadata }) => metadata!.name!);
    const chosen = items.find(({ metadata }) => metadata?.annotations?.[DEFAULT] === "true");
    if (chosen) return [ok(`${chosen.metadata!.name} (${chosen.provisioner})`)];
    if (names.length === 0)
      return [wrong("the cluster has none, so PostgreSQL gets no volume", "install a provisioner")];
    const mark = `kubectl annotate storageclass ${names[0]} ${DEFAULT}=true`;
    return [wrong(`none of ${names.join(", ")} is the default`, `choose one: \`${mark}\``)];
  },
};
