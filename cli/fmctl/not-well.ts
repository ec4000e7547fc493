import { CommandError } from "../shared/command-error";
import { EXIT_CODES } from "./exit-code";

/** A command that looks has looked, has shown what it saw, and not all is well. The message says so in one line. */
export class NotWell extends CommandError {
  constructor(message: string) {
    super(message, EXIT_CODES.notWell);
    this.name = "NotWell";
  }
}
