import { join } from "node:path";
import { stringify } from "yaml";
import { synthEnvironment } from "./synth-app";
import { evaluate, type Value } from "./terraform-expression";

/** A Helm release as Terraform would install it. */
export interface ReleaseInput {
  readonly name: string;
  /** Folder of one of our charts, or the name of a chart in a repository. */
  readonly chart: string;
  readonly version?: string;
  /** Values documents, from the least to the most specific. */
  readonly values: readonly string[];
}

/** What references stand for where there is no state: hosts and names in the form of the real ones. */
const KNOWN: Readonly<Record<string, Value>> = {
  "local.data_database_host": "10.16.0.3",
  "local.data_database_server_ca": "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
  "local.data_image_repository": "flowmaestro",
  "local.network_address_name": "flowmaestro-edge",
  "local.network_armor_policy_name": "flowmaestro-edge",
  "local.network_ssl_policy_name": "flowmaestro-edge",
  "var.image_tag": "0a1b2c3",
  // A map, of which nothing is set.
  "var.image_tags": {},
};

function known(reference: string): Value {
  if (reference in KNOWN) return KNOWN[reference]!;
  if (reference.endsWith(".data_wo_revision")) return 1420440862;
  if (/^local\.data_secrets_\w+_revision$/.test(reference)) return "1420440862";
  const bucket = /^local\.data_buckets_(\w+)$/.exec(reference)?.[1];
  if (bucket) return `flowmaestro-${bucket.replaceAll("_", "-")}-project`;
  throw new Error(`${reference} has no stand-in in __tests__/support/releases.ts`);
}

function document(value: string): string {
  if (value.startsWith("${yamlencode(")) return stringify(evaluate(value, known));
  // What Terraform does to an escaped template.
  return value.replaceAll("$${", "${").replaceAll("%%{", "%{");
}

/** Every release of an environment, in the order of their names. */
export function releases(environment: string): readonly ReleaseInput[] {
  const { outdir, stacks } = synthEnvironment(environment);
  const blocks = Object.entries(stacks).flatMap(([stack, { resource }]) =>
    Object.values(resource?.helm_release ?? {}).map((block) => ({ stack, block })),
  );
  return blocks
    .map(({ stack, block }) => {
      const { name, chart, version, values } = block as unknown as ReleaseInput;
      const local = chart.startsWith("assets/") ? join(outdir, "stacks", stack, chart) : chart;
      return { name, chart: local, ...(version && { version }), values: values.map(document) };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}
