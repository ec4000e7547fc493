import { Construct } from "constructs";
import { HelmRelease } from "../workloads/helm-release";

/** Properties of {@link LocalRedis}. */
export interface LocalRedisProps {
  /** Namespace it runs in. */
  readonly namespace: string;
  /** Redis 7. */
  readonly image: string;
  /** Size of its volume, in GB. */
  readonly storageGb: number;
  /** Path of `charts/redis`. */
  readonly chart: string;
}

/** Redis inside the cluster. */
export class LocalRedis extends Construct {
  constructor(scope: Construct, id: string, { namespace, image, storageGb, chart }: LocalRedisProps) {
    super(scope, id);
    new HelmRelease(this, "Default", {
      name: "redis",
      namespace,
      source: { chart },
      literals: { image, storage: `${storageGb}Gi` },
    });
  }
}
