import type { ListrTaskWrapper } from "listr2";
import { unfinishedText } from "../../deploy/failure";
import { narrate } from "../../deploy/narrate";
import type { Outcome, Progress } from "../../deploy/progress";

type Task = Pick<ListrTaskWrapper<unknown, never, never>, "title" | "output">;

const STEPS = {
  init: "readying Terraform",
  plan: "planning",
  adopt: "adopting",
  apply: "applying",
  destroy: "deleting",
};
const MAX_LINES = 4;
const MAX_NOTES = 3;

function elapsed(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function isGood({ kind }: Outcome): boolean {
  return kind === "applied" || kind === "unchanged" || kind === "declined";
}

/** One stack in the list: its title says how far it is, the lines below it what is under way and what went wrong. */
export class Row {
  /** Ends when nothing more is to come for now; rejects when it went wrong. */
  readonly done: Promise<void>;
  private task: Task | undefined;
  private title: string;
  private readonly running = new Map<string, number>();
  private readonly notes: string[] = [];
  private completed = 0;
  private end!: { readonly well: () => void; readonly badly: (error: Error) => void };

  constructor(
    readonly stack: string,
    /** How many changes there are to apply. @default - not known, or none */
    private readonly total = 0,
  ) {
    this.title = stack;
    this.done = new Promise((well, badly) => (this.end = { well, badly }));
    // Whoever shows the row waits for it later than it may fail.
    this.done.catch(() => undefined);
  }

  /** Shows itself in a list from now on. */
  bind(task: Task): void {
    this.task = task;
    this.show();
  }

  /** Takes note of what happens. Returns whether the row has come to its end. */
  tell(progress: Progress): boolean {
    switch (progress.type) {
      case "step":
        this.title = `${this.stack}: ${STEPS[progress.step]}`;
        break;
      case "planned":
        return this.ended(narrate(progress)[0]!, true);
      case "ended":
        return this.ended(this.outcomeTitle(progress.outcome), isGood(progress.outcome));
      case "terraform":
        this.followed(progress);
        break;
      case "trouble":
        this.note(narrate(progress)[0]!);
        break;
      case "notice":
        this.note(progress.text);
        break;
      case "adopting":
        for (const line of progress.lines) this.note(line);
        break;
    }
    this.show();
    return false;
  }

  /** Adds a line that stays while the row does. */
  note(text: string): void {
    this.notes.push(text);
    this.show();
  }

  private followed({ event }: Extract<Progress, { type: "terraform" }>): void {
    if (event.type === "diagnostic") return;
    if (event.type === "started") this.running.set(event.address, 0);
    if (event.type === "running") this.running.set(event.address, event.elapsedSeconds);
    if (event.type === "completed" || event.type === "errored") {
      this.running.delete(event.address);
      if (event.type === "completed") this.completed += 1;
    }
    const step = this.title.slice(this.stack.length + 2).replace(/ \d+ of \d+$/, "");
    if (this.total > 0) this.title = `${this.stack}: ${step} ${Math.min(this.completed, this.total)} of ${this.total}`;
  }

  private outcomeTitle(outcome: Outcome): string {
    if (outcome.kind === "failed") return `${this.stack}: failed`;
    if (outcome.kind === "stopped") return `${this.stack}: stopped before anything was changed`;
    if (outcome.kind === "interrupted" && outcome.unfinished.length > 0) {
      return `${this.stack}: interrupted. ${unfinishedText(outcome.unfinished)}`;
    }
    return narrate({ type: "ended", outcome, stack: this.stack })[0]!;
  }

  private ended(title: string, well: boolean): true {
    this.title = title;
    this.running.clear();
    this.notes.length = 0;
    this.show();
    if (well) this.end.well();
    else this.end.badly(new Error(title));
    return true;
  }

  private show(): void {
    if (!this.task) return;
    const active = [...this.running].sort(([, a], [, b]) => b - a);
    const lines = active.slice(0, MAX_LINES).map(([address, seconds]) => `${address} ${elapsed(seconds)}`);
    if (active.length > MAX_LINES) lines.push(`and ${active.length - MAX_LINES} more`);
    this.task.title = this.title;
    this.task.output = [...this.notes.slice(-MAX_NOTES), ...lines].join("\n");
  }
}
