interface Detailed {
  readonly details?: unknown;
  readonly code?: unknown;
}

/** Why something failed, in one line. */
export function reasonOf(error: unknown): string {
  // Node.js tries every address of a name, and says nothing in the error that holds the errors of all of them.
  if (error instanceof AggregateError && !error.message) return error.errors.map(reasonOf).join("; ");
  if (!(error instanceof Error)) return String(error);
  const { details, code } = error as Detailed;
  // gRPC's own words, without the number that its message starts with; Temporal wraps them.
  if (typeof details === "string" && details) return firstLine(details);
  if (error.cause instanceof Error && "details" in error.cause) return reasonOf(error.cause);
  return firstLine(error.message || (typeof code === "string" ? code : error.name));
}

const firstLine = (text: string): string => (text.split("\n", 1)[0] ?? "").trim();
