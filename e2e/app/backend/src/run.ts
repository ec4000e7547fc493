import { EnvironmentError } from "./config/read-environment";
import { reasonOf } from "./health/reason";

/** Runs a process's main function; what it throws goes to standard error, and so into the pod's termination message. */
export function run(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const sentences = error instanceof EnvironmentError ? error.sentences : [reasonOf(error)];
    process.stderr.write(`${sentences.join("\n")}\n`);
    process.exit(1);
  });
}
