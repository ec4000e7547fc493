import type { LocalEnvironment } from "../../config/schema/local";
import type { DeployOptions, Outcomes } from "../deploy/deploy";
import type { Stack, SynthOptions } from "../deploy/synth";
import type { ClusterAccess, ConnectTarget } from "./cluster";
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

/** One run of this command: for whom, with what. */
export interface Session extends Workbench {
  readonly environment: LocalEnvironment;
  readonly records: Records;
  readonly engine: Engine;
}
