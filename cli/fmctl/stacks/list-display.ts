import { Listr } from "listr2";
import { narrate } from "../../deploy/narrate";
import type { Progress } from "../../deploy/progress";
import type { Display } from "../../shared/display";
import type { Output } from "../../shared/output";
import { Row } from "./row";

/** Stacks that are shown together while something is done to them. */
class Scene {
  readonly rows = new Map<string, Row>();
  open = 0;

  add(row: Row): Row {
    this.rows.set(row.stack, row);
    this.open += 1;
    return row;
  }

  async play(): Promise<void> {
    const tasks = [...this.rows.values()].map((row) => ({
      title: row.stack,
      task: (_context: unknown, task: Parameters<Row["bind"]>[0]) => {
        row.bind(task);
        return row.done;
      },
    }));
    const list = new Listr(tasks, {
      concurrent: true,
      exitOnError: false,
      // Ctrl-C belongs to cli/shared/interrupts.ts.
      registerSignalListeners: false,
      rendererOptions: { showErrorMessage: false, collapseErrors: false, outputBar: Infinity } as never,
    });
    await list.run().catch(() => undefined);
  }
}

/**
 * Stacks as a list whose lines change while they are worked on, for terminals. One list is shown at a time: for a stack
 * that is planned, then for those that are applied side by side. What stays to be read is written between two lists.
 */
export class ListDisplay implements Display {
  private scene: Scene | undefined;
  private readonly totals = new Map<string, number>();
  private tail: Promise<void> = Promise.resolve();

  constructor(
    private readonly output: Output,
    stop?: AbortSignal,
  ) {
    stop?.addEventListener("abort", () => {
      const text = "Stopping: what is under way is ended properly. Ctrl-C again ends it at once.";
      for (const row of this.scene?.rows.values() ?? []) row.note(text);
    });
  }

  settled(): Promise<void> {
    return this.tail;
  }

  readonly onProgress = (progress: Progress): void => {
    const isApply = progress.type === "step" && (progress.step === "apply" || progress.step === "destroy");
    const known = isApply ? undefined : this.scene?.rows.get(progress.stack);
    const row = known ?? this.opened(progress.stack);
    if (progress.type === "planned") {
      const { counts } = progress.summary;
      this.totals.set(
        progress.stack,
        Object.values(counts).reduce((a, b) => a + b),
      );
    }
    if (row.tell(progress) && --this.scene!.open === 0) this.scene = undefined;
    this.leave(progress);
  };

  /** Rows that begin at once are shown together; a later one begins a list of its own. */
  private opened(stack: string): Row {
    const row = new Row(stack, this.totals.get(stack));
    if (this.scene) return this.scene.add(row);
    const scene = new Scene();
    this.scene = scene;
    this.tail = this.tail.then(() => scene.play());
    return scene.add(row);
  }

  /** Writes what stays below the list. */
  private leave(progress: Progress): void {
    const lines = this.lasting(progress);
    if (lines.length === 0) return;
    this.tail = this.tail.then(() => {
      for (const line of lines) this.output.say(line);
    });
  }

  private lasting(progress: Progress): readonly string[] {
    const { type } = progress;
    if (type === "planned") return narrate(progress).slice(1);
    if (type === "adopting" || type === "notice") return narrate(progress);
    if (type !== "ended") return [];
    const { kind } = progress.outcome;
    return kind === "failed" || kind === "stopped" ? narrate(progress) : [];
  }
}
