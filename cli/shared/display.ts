import type { Progress } from "../deploy/progress";

/** Shows a person what happens to stacks. */
export interface Display {
  readonly onProgress: (progress: Progress) => void;
  /** Waits until all that was told is shown, so that something else may be written. */
  readonly settled: () => Promise<void>;
}
