import type { LocalEnvironment } from "../../config/schema/local";
import type { DeployOptions, Outcomes } from "../deploy/deploy";
import type { Stack, SynthOptions } from "../deploy/synth";
import type { ClusterAccess, ConnectTarget } from "./cluster";
import type { Display } from "../shared/display";
import type { Records } from "./record";
import type { Resolve } from "./server-address";
import type { Workbench } from "../shared/workbench";

/** What does the work; tests put others in its place. */
export interface Engine {
  readonly synthesize: (options: SynthOptions) => Promise<readonly Stack[]>;
  readonly deploy: (options: DeployOptions) => Promise<Outcomes>;
  readonly destroy: (options: DeployOptions) => Promise<Outcomes>;
  /** Makes clients for the cluster of the stacks. */
  readonly clusterOf: (env: NodeJS.ProcessEnv) => DeployOptions["clusterOf"];
  readonly connect: (target: ConnectTarget) => ClusterAccess;
  readonly resolve: Resolve;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** How somebody calls this, for the sentences that say what to run next. */
export interface Commands {
  readonly up: string;
  readonly down: string;
  /** {@link up} with images that are where the environment says. */
  readonly imagesReady: string;
}

/** One run of this command: for whom, with what. */
export interface Session extends Workbench {
  readonly environment: LocalEnvironment;
  readonly records: Records;
  readonly engine: Engine;
  readonly commands: Commands;
  /** Shows what happens to the stacks. @default - lines */
  readonly display?: Display | undefined;
}
