import { plainDisplay } from "../../local/tell";
import type { Display } from "../../shared/display";
import type { Terminal } from "../terminal";
import { ListDisplay } from "./list-display";

/** A list that changes where somebody watches, or else lines. */
export function displayFor(terminal: Terminal, stop: AbortSignal | undefined): Display {
  return terminal.isTerminal ? new ListDisplay(terminal, stop) : plainDisplay(terminal);
}
