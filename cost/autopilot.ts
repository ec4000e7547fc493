import { mebibytes, millicores } from "../config/quantities";

/** What a container asks for, in Kubernetes' notation. */
export interface Requests {
  readonly cpu: string;
  readonly memory: string;
  readonly "ephemeral-storage": string;
}

/** What Autopilot bills for a pod. */
export interface BilledPod {
  readonly vcpu: number;
  readonly memoryGib: number;
  readonly storageGib: number;
}

const MIN = { vcpu: 0.05, memoryGib: 52 / 1024, storageGib: 10 / 1024 };
const GIB_PER_VCPU = { min: 1, max: 6.5 };

/**
 * The requests as Autopilot raises them to its minima and to 1 to 6.5 GiB a vCPU, which is what it bills.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests (general-purpose pods)
 */
export function billedPod(requests: Requests): BilledPod {
  const asked = {
    vcpu: Math.max(MIN.vcpu, millicores(requests.cpu) / 1000),
    memoryGib: Math.max(MIN.memoryGib, mebibytes(requests.memory) / 1024),
    storageGib: Math.max(MIN.storageGib, mebibytes(requests["ephemeral-storage"]) / 1024),
  };
  return {
    ...asked,
    vcpu: Math.max(asked.vcpu, asked.memoryGib / GIB_PER_VCPU.max),
    memoryGib: Math.max(asked.memoryGib, asked.vcpu * GIB_PER_VCPU.min),
  };
}
