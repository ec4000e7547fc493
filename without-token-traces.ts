/**
 * Runs a synthesis without CDKTF's notes of where in the code every token was made. Nobody reads them, and under ts-node
 * each maps a whole stack back to its sources, which takes longer than all the rest of a synthesis. An error that leaves
 * still has its own stack, since that is put into words when it is first read.
 */
export function withoutTokenTraces(synthesize: () => void): void {
  const engine: { prepareStackTrace?: unknown } = Error;
  const before = engine.prepareStackTrace;
  engine.prepareStackTrace = () => "";
  try {
    synthesize();
  } finally {
    engine.prepareStackTrace = before;
  }
}
