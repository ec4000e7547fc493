import { createColors } from "picocolors";
import { Output, type Sink } from "../shared/output";

/** What colours text, or leaves it as it is. */
export type Colors = ReturnType<typeof createColors>;

/** Whether text may be coloured: on a terminal, unless NO_COLOR says no. https://no-color.org */
export function wantsColor(sink: Sink, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  return (sink.isTTY === true && env.TERM !== "dumb") || (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0");
}

/**
 * Where a command's text goes: results to standard output, complaints to standard error. With `--json` standard output
 * gets one document and nothing else.
 */
export class Terminal extends Output {
  readonly colors: Colors;
  private json = false;

  constructor(
    private readonly results: Sink,
    errors: Sink,
    env: NodeJS.ProcessEnv,
  ) {
    super(results, errors);
    this.colors = createColors(wantsColor(results, env));
  }

  /** From here on text for people goes to standard error. */
  wantJson(): void {
    this.json = true;
  }

  /** With `--json` nobody watches: standard output is a document. */
  override get isTerminal(): boolean {
    return !this.json && super.isTerminal;
  }

  override say(text: string): void {
    if (this.json) this.complain(text);
    else super.say(text);
  }

  override status(text: string): void {
    if (!this.json) super.status(text);
  }

  /** Shows lines on an empty screen, in place of what was there; only where {@link isTerminal}. */
  redraw(lines: readonly string[]): void {
    this.clear();
    this.results.write(`\u001b[H\u001b[2J${lines.join("\n")}\n`);
  }

  /** The result: as JSON when that is wanted, or else its lines. */
  result(value: unknown, lines: readonly string[]): void {
    if (this.json) this.results.write(`${JSON.stringify(value, undefined, 2)}\n`);
    else for (const line of lines) this.say(line);
  }
}
