/** Where text goes; process.stdout is one. */
export interface Sink {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

const CLEAR_LINE = "\r\u001b[2K";

/** Lines for a person. On a terminal the last one may be fleeting: it says what takes so long, and is overwritten. */
export class Output {
  private fleeting = false;

  constructor(
    private readonly sink: Sink,
    private readonly complaints = sink,
  ) {}

  /** Whether lines can be overwritten. */
  get isTerminal(): boolean {
    return this.sink.isTTY === true;
  }

  /** Says something that stays. */
  say(text: string): void {
    this.clear();
    this.sink.write(`${text}\n`);
  }

  /** Says what went wrong. */
  complain(text: string): void {
    this.clear();
    this.complaints.write(`${text}\n`);
  }

  /** Says what is going on right now; nothing where lines cannot be overwritten, as in a log. */
  status(text: string): void {
    if (!this.isTerminal) return;
    this.clear();
    this.sink.write(text.slice(0, (this.sink.columns ?? 80) - 1));
    this.fleeting = true;
  }

  /** Removes the fleeting line. */
  clear(): void {
    if (this.fleeting) this.sink.write(CLEAR_LINE);
    this.fleeting = false;
  }
}

/** `8 s`, `2 min 5 s`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
