/** Something that a person can act on: whole sentences, shown without a stack trace. */
export class ReportError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ReportError";
  }
}
