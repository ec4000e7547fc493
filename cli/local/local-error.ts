/** Something that a person can act on: whole sentences, shown without a stack trace. */
export class LocalError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "LocalError";
  }
}

/** Somebody pressed Ctrl-C. */
export class Interrupted extends LocalError {
  constructor() {
    super("Stopped.");
    this.name = "Interrupted";
  }
}
