import { parse } from "yaml";
import { at } from "../../policies/policy";
import { type Markup, markup } from "../markup";
import type { Resource } from "../model/resources";
import { colours } from "../picture/draw";
import { hostsTable } from "./hosts";
import type { ReportInput } from "./input";
import { knownValue } from "./known-value";
import { code, section, stackChip, table } from "./parts";

interface Login {
  readonly user: string;
  readonly databases: readonly string[];
}

/** The release of a local environment's PostgreSQL is told who may log in. */
function localLogins({ arguments: { values } }: Resource): readonly Login[] {
  const documents = Array.isArray(values) ? (values as string[]).filter((text) => !text.startsWith("${")) : [];
  return documents.flatMap((text) => {
    const { logins = {} } = (parse(text) ?? {}) as { logins?: Record<string, { databases: string[] }> };
    return Object.entries(logins).map(([user, { databases }]) => ({ user, databases }));
  });
}

function databases(resources: readonly Resource[]): Markup {
  const names = (type: string) => resources.filter((each) => each.type === type).map(({ name }) => name ?? "–");
  const logins = resources.filter(({ type }) => type === "helm_release").flatMap(localLogins);
  const rows =
    logins.length > 0
      ? logins.map(({ user, databases: own }) => [
          code(user),
          own.map(code).flatMap((each, i) => [i > 0 && ", ", each]),
        ])
      : [
          ["google_sql_user", "google_sql_database"].map((type) =>
            names(type).map((name) => markup`<div>${code(name)}</div>`),
          ),
        ];
  return table("Databases and users", ["Users", "Databases"], rows);
}

const SECRET_TYPES = ["google_secret_manager_secret", "kubernetes_secret_v1"];

function secretNames(resources: readonly Resource[], chip: (resource: Resource) => Markup): Markup {
  const rows = resources
    .filter(({ type }) => SECRET_TYPES.includes(type))
    .map((resource) => {
      const written = at(resource.arguments, "data_wo");
      const keys = typeof written === "object" && written !== null ? Object.keys(written) : [];
      const where = resource.type === "kubernetes_secret_v1" ? "Kubernetes" : "Secret Manager";
      return [
        markup`<strong>${code(resource.name ?? resource.address)}</strong>`,
        where,
        keys.length > 0 ? keys.map((key, index) => [index > 0 && ", ", code(key)]) : "one value",
        chip(resource),
      ];
    });
  return table("Secrets by name", ["Secret", "Kept in", "Keys", "Stack"], rows);
}

/** Hosts, what the stacks publish, databases, users, and the names of secrets. */
export function addressesSection({ environment, architecture }: ReportInput): Markup {
  const { stacks } = architecture;
  const colourOf = colours(stacks);
  const resources = stacks.flatMap((stack) => stack.resources);
  const published = stacks.flatMap(({ id, published: outputs }) =>
    outputs.map(({ name, description, value, sensitive }) => [
      markup`<strong>${code(name)}</strong><div class="notes">${description}</div>`,
      stackChip(id, colourOf),
      sensitive ? markup`<span class="muted">sensitive, not shown</span>` : knownValue(value),
    ]),
  );
  return section(
    "addresses",
    "Addresses and names",
    markup`What is known before an apply; <span class="later">what it will be made from</span> stands for the rest. Secrets are named, never shown.`,
    markup`<h3>Hosts</h3>${hostsTable(environment)}`,
    markup`<h3>Published outputs</h3>${table("Published outputs", ["Output", "Stack", "Value"], published)}`,
    markup`<h3>Databases and users</h3>${databases(resources)}`,
    markup`<h3>Secrets</h3>${secretNames(resources, ({ stack }) => stackChip(stack, colourOf))}`,
  );
}
