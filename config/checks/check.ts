import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/** One invariant of a whole environment, which no single key can be judged by. The loader adds the file. */
export type Check = (environment: Environment) => Iterable<Finding>;
