import type { Cluster } from "./cluster";

/** The kubelet tells of that many images at most: https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/ (nodeStatusMaxImages) */
const TOLD_AT_MOST = 50;

/** What the nodes of a cluster have pulled or been given. */
export interface NodeImages {
  readonly names: ReadonlySet<string>;
  /** Whether an image that is not among them is on no node. */
  readonly complete: boolean;
}

/** The images on the nodes of a cluster. */
export async function nodeImages(cluster: Cluster): Promise<NodeImages> {
  const { items } = await cluster.ask("list nodes", () => cluster.core.listNode());
  const lists = items.map(({ status }) => status?.images ?? []);
  return {
    names: new Set(lists.flat().flatMap(({ names }) => names ?? [])),
    complete: lists.some((list) => list.length > 0) && lists.every((list) => list.length < TOLD_AT_MOST),
  };
}
