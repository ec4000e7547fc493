import type { V1ContainerStatus, V1Pod } from "@kubernetes/client-node";

/** A container of a pod that has, or has had, a log. */
export interface Container {
  readonly pod: string;
  readonly name: string;
  /** Another one for each start. */
  readonly key: string;
  /** How it is called in front of its lines. */
  readonly label: string;
  readonly ended: boolean;
  readonly restarts: number;
}

function hasStarted({ state }: V1ContainerStatus): boolean {
  return state?.running !== undefined || state?.terminated !== undefined;
}

/** The containers of pods that have started, the oldest pod first. */
export function containersOf(pods: readonly V1Pod[]): readonly Container[] {
  const created = ({ metadata }: V1Pod) => metadata?.creationTimestamp?.valueOf() ?? 0;
  return [...pods]
    .sort((a, b) => created(a) - created(b))
    .flatMap(({ metadata, spec, status }) => {
      const { name: pod = "", uid = "" } = metadata ?? {};
      const several = (spec?.containers.length ?? 0) + (spec?.initContainers?.length ?? 0) > 1;
      const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
      // One that waits to be started again has a log too: the one before.
      return statuses
        .filter((each) => hasStarted(each) || each.restartCount > 0)
        .map((each) => ({
          pod,
          name: each.name,
          key: `${uid}/${each.name}/${each.restartCount}`,
          label: several ? `${pod} ${each.name}` : pod,
          ended: each.state?.terminated !== undefined,
          restarts: each.restartCount,
        }));
    });
}
