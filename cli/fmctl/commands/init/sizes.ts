import type { Scale } from "../../../../config/schema/extends";
import type { Settings } from "../../../../config/schema/environment";

/** How large an environment is: what its databases are, and how its pods differ from production's as it is shipped. */
export interface Size {
  /** What one gets, for whoever chooses. */
  readonly description: string;
  /** @default - as many and as large as in production */
  readonly scale?: Required<Scale>;
  readonly database: Pick<Settings["database"], "tier" | "diskSizeGb" | "diskSizeLimitGb" | "highAvailability">;
  readonly redis: Pick<Settings["redis"], "tier" | "memorySizeGb">;
  /** Connections of each of Temporal's pods; fewer where the database bears fewer. */
  readonly pools: Settings["temporal"]["pools"];
}

/** The sizes that `fmctl init` offers; every number can be changed in the file afterwards. */
export const SIZES = {
  small: {
    description: "one pod of everything, half the resources, no standby: staging, a trial",
    scale: { replicas: 1, maxReplicas: 2, resources: 0.5 },
    database: { tier: "db-custom-1-3840", diskSizeGb: 20, diskSizeLimitGb: 100, highAvailability: false },
    redis: { tier: "BASIC", memorySizeGb: 1 },
    pools: { default: 4, visibility: 2 },
  },
  medium: {
    description: "several pods, and a standby for the database and Redis: production",
    database: { tier: "db-custom-2-7680", diskSizeGb: 100, diskSizeLimitGb: 500, highAvailability: true },
    redis: { tier: "STANDARD_HA", memorySizeGb: 5 },
    pools: { default: 8, visibility: 4 },
  },
  large: {
    description: "as medium, with four times the database and three times the Redis",
    database: { tier: "db-custom-8-30720", diskSizeGb: 250, diskSizeLimitGb: 1000, highAvailability: true },
    redis: { tier: "STANDARD_HA", memorySizeGb: 16 },
    pools: { default: 8, visibility: 4 },
  },
} as const satisfies Readonly<Record<string, Size>>;

/** Name of one of {@link SIZES}. */
export type SizeName = keyof typeof SIZES;
