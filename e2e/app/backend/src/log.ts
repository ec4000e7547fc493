import pino, { type Logger } from "pino";

/**
 * JSON lines on standard output. Nothing here logs a header, a body or an environment; what is logged of an error is its
 * message, and no library in use writes a password into one.
 */
export function createLog(service: string, level: string): Logger {
  return pino({ level, base: { service } });
}
