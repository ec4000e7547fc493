import type { z } from "zod";

/** The variables of a process, as Node.js has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Everything that is wrong with the variables, a sentence each, so that one start tells all of it. */
export class EnvironmentError extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.name = "EnvironmentError";
  }
}

/**
 * The variables that a schema knows, as it types them.
 *
 * @throws EnvironmentError
 */
export function readEnvironment<Schema extends z.ZodObject>(schema: Schema, variables: Variables): z.output<Schema> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const sentences = new Map<string, string>();
  for (const { path, message } of parsed.error.issues) {
    const name = String(path[0]);
    // An empty value breaks several rules at once; the first says why.
    if (!sentences.has(name)) sentences.set(name, `${name} ${message}.`);
  }
  throw new EnvironmentError([...sentences.values()]);
}
