import type { Terminal } from "../../terminal";
import type { Container } from "./containers";
import type { LogLine } from "./log-stream";

const PALETTE = ["cyan", "yellow", "green", "magenta", "blue", "cyanBright", "yellowBright", "magentaBright"] as const;

/** Prints lines with their pod in front, each pod in a colour of its own. */
export function linePrinter({ colors, say }: Pick<Terminal, "colors"> & { say: (text: string) => void }) {
  const chosen = new Map<string, (typeof PALETTE)[number]>();
  return ({ pod, label }: Pick<Container, "pod" | "label">, { text }: LogLine): void => {
    const color = chosen.get(pod) ?? PALETTE[chosen.size % PALETTE.length]!;
    chosen.set(pod, color);
    say(`${colors[color](`${label} │`)} ${text}`);
  };
}
