/** Something that a person can act on: whole sentences, shown without a stack trace. */
export class CommandError extends Error {
  constructor(
    message: string,
    /** @default - 1, failed */
    readonly exitCode: number = 1,
  ) {
    super(message);
    this.name = "CommandError";
  }
}

/** Somebody pressed Ctrl-C. */
export class Interrupted extends CommandError {
  constructor(message = "Stopped.") {
    super(message, 130);
    this.name = "Interrupted";
  }
}
