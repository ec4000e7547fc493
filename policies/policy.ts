/** A resource as synthesized: its arguments in Terraform's own names. */
export type Arguments = Readonly<Record<string, unknown>>;

/** What one argument of a resource must be. */
export interface Demand {
  /** Where it is, such as `settings.ip_configuration.ipv4_enabled`. */
  readonly argument: string;
  /** What it must be, in words that follow «expected». */
  readonly expected: string;
  /** What it is. */
  readonly got: (resource: Arguments) => unknown;
  /** Whether it is what it must be. */
  readonly holds: (resource: Arguments) => boolean;
}

/** What a resource must be, whatever the code around it says. */
export interface Policy extends Demand {
  /** What an exception names: `SET.NAME` of whoever demands it, `flowmaestro.NAME` where nobody else does. */
  readonly id: string;
  /** What others call the same demand. @default - nobody else demands it */
  readonly alike?: readonly string[];
  /** Terraform resource types; `*` stands for any text. */
  readonly types: readonly string[];
  /** A sentence's end: "google_sql_database_instance.postgres must …". */
  readonly must: string;
  /** What to do, as an imperative clause. @default - set the argument so */
  readonly fix?: string;
  /** Whether it is off in an environment that has argued against deletion protection. @default false */
  readonly relaxable?: boolean;
}

/** The value at `path`, where a block that Terraform takes once may be written as a list of one. */
export function at(resource: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    const block: unknown = Array.isArray(value) ? value[0] : value;
    return typeof block === "object" && block !== null ? (block as Arguments)[key] : undefined;
  }, resource);
}

/** What `holds` is asked of the value at `argument`. */
export function demand(argument: string, expected: string, holds: (value: unknown) => boolean): Demand {
  const got = (resource: Arguments) => at(resource, argument);
  return { argument, expected, got, holds: (resource) => holds(got(resource)) };
}

/** Exactly one value. */
export const is = (argument: string, value: string | number | boolean): Demand =>
  demand(argument, JSON.stringify(value), (got) => got === value);

/** Anything but `value`, also nothing. */
export const isNot = (argument: string, value: string | number | boolean): Demand =>
  demand(argument, `anything but ${JSON.stringify(value)}`, (got) => got !== value);

/** One of several values. */
export const isOneOf = (argument: string, values: readonly string[]): Demand =>
  demand(argument, values.map((value) => JSON.stringify(value)).join(" or "), (got) => values.includes(String(got)));

/** Any value. */
export const present = (argument: string, what = "a value"): Demand =>
  demand(argument, what, (got) => got !== undefined && got !== null);

/** No value for any of these; what stands there may be a secret, so it is not told. */
export const absent = (...names: readonly string[]): Demand => ({
  argument: names.join(" or "),
  expected: "nothing",
  got: (resource) => (names.some((name) => at(resource, name) !== undefined) ? WITHHELD : undefined),
  holds: (resource) => names.every((name) => at(resource, name) === undefined),
});

/** A list with at least these entries. */
export const includes = (argument: string, entries: readonly string[]): Demand =>
  demand(argument, `a list with ${entries.join(", ")}`, (got) =>
    entries.every((entry) => Array.isArray(got) && got.includes(entry)),
  );

/** For a type that must not be there at all. */
export const nowhere: Demand = {
  argument: "resource",
  expected: "none of this type",
  got: () => "one",
  holds: () => false,
};

/** Stands in for a value that no message repeats. */
export const WITHHELD = Symbol("withheld");

/** Whether `text` is what `pattern` says, in which `*` stands for any text. */
export function matches(pattern: string, text: string): boolean {
  if (!pattern.includes("*")) return pattern === text;
  const escaped = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(text);
}
