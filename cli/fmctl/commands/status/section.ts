import { CommandError } from "../../../shared/command-error";
import type { Cluster } from "../../cluster/cluster";
import type { AnyEnvironment, Context } from "../../context";

/** Something that is not well. */
export interface Problem {
  readonly what: string;
  /** The next command, or what to do. */
  readonly next: string;
}

/** One part of the status. */
export interface Section {
  readonly name: string;
  /** Rows of a table, for people. */
  readonly rows: readonly (readonly string[])[];
  /** The same for programs. */
  readonly facts: unknown;
  readonly problems: readonly Problem[];
  /** How each thing is, in a word: what a watch tells the changes of. */
  readonly states: Readonly<Record<string, string>>;
}

/** Where a section looks. */
export interface Look {
  readonly context: Context;
  readonly environment: AnyEnvironment;
  /** Connects when first asked for; rejects while it cannot. */
  readonly cluster: () => Promise<Cluster>;
  readonly now: Date;
}

/** Finds one section out. */
export type Examine = (look: Look) => Promise<Omit<Section, "name">>;

/** Examines, and says in the section itself why that was not possible. */
export async function examined(name: string, examine: Examine, look: Look): Promise<Section> {
  try {
    return { name, ...(await examine(look)) };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const [what, ...rest] = error.message.replace(/\.$/, "").split("; ");
    const next = rest.join("; ") || `fmctl doctor ${look.environment.name}`;
    return { name, rows: [], facts: null, problems: [{ what: what!, next }], states: { [name]: "not known" } };
  }
}
