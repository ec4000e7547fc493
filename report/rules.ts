import { type Arguments, HARDENINGS } from "../constructs/aspects/hardenings";

export { type Arguments, at } from "../constructs/aspects/hardenings";

/** What a resource must be, as the report tells it. */
export interface Rule {
  /** What an exception names. @default - nothing can be excepted from it */
  readonly id?: string | undefined;
  /** What others call the same demand, such as a section of a benchmark. */
  readonly alike?: readonly string[] | undefined;
  /** Terraform resource types; `*` stands for any text. */
  readonly types: readonly string[];
  /** A sentence's end: "google_sql_database_instance.postgres must …". */
  readonly must: string;
  readonly holds: (resource: Arguments) => boolean;
  /** Whether it may be off in an environment that has argued against deletion protection. @default false */
  readonly relaxable?: boolean | undefined;
}

/** The table that synthesis enforces. */
export const RULES: readonly Rule[] = HARDENINGS.map(({ type, ...hardening }) => ({ ...hardening, types: [type] }));

/** Whether `text` is what `pattern` says, in which `*` stands for any text. */
export function matches(pattern: string, text: string): boolean {
  const escaped = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(text);
}
