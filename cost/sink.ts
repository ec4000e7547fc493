/** Where text goes; process.stdout is one. */
export interface Sink {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** How a terminal tells things apart. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** For logs, files and pipes. */
export const PLAIN: Style = { bold: (text) => text, dim: (text) => text };

const TERMINAL: Style = {
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  dim: (text) => `\u001b[2m${text}\u001b[22m`,
};

/** Only a terminal gets a style, and none where NO_COLOR is set: https://no-color.org */
export function styleOf(sink: Sink, noColor: string | undefined): Style {
  return sink.isTTY === true && !noColor ? TERMINAL : PLAIN;
}
