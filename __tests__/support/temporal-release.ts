import { parse, stringify } from "yaml";
import { type Manifest, helmTemplate } from "./helm";
import { type Block, type StackJson, synthEnvironment } from "./synth-app";
import { type Value, evaluate } from "./terraform-expression";

/** What only the cloud knows. */
export interface DatabaseFacts {
  readonly host: string;
  readonly serverCa: string;
  readonly password: string;
}

type Texts = ReadonlyMap<string, Readonly<Record<string, string>>>;

interface ConfigMap {
  readonly metadata: { readonly name: string };
  readonly data: Readonly<Record<string, string>>;
}

/** Production's Temporal, as Terraform and Helm would make it. */
export interface TemporalRelease {
  readonly manifests: readonly Manifest[];
  /** Config maps that are there before the release, each a map from keys to texts. */
  readonly configMaps: Texts;
  /** Config maps that the release makes itself. */
  readonly ownConfigMaps: Texts;
  /** Secrets likewise. */
  readonly secrets: Texts;
  /** `max_connections` of production's database. */
  readonly maxConnections: number;
  /** Variables that tell the application where Temporal is. */
  readonly applicationEnv: Readonly<Record<string, string>>;
}

/** The namespace that `helm template` renders for. */
export const NAMESPACE = "default";

/**
 * Synthesizes production, puts the given facts in place of the cloud's, and renders the real chart.
 *
 * @param chart - folder of the unpacked chart
 * @param more - values over production's
 */
export function temporalRelease(chart: string, facts: DatabaseFacts, more: object = {}): TemporalRelease {
  const { data, workloads } = synthEnvironment("production").stacks;
  const known = (reference: string): Value => {
    if (reference === "local.data_database_host") return facts.host;
    if (reference === "local.data_database_server_ca") return facts.serverCa;
    if (reference.endsWith(".data_wo_revision")) return 7;
    if (/^ephemeral\..*temporal_database_password/.test(reference)) return facts.password;
    return reference;
  };
  const values = (release: string): string[] =>
    (blocks(workloads!, "helm_release").find(({ name }) => name === release)!["values"] as string[]).map((document) =>
      document.startsWith("${") ? stringify(evaluate(document, known)) : document.replace(/([$%])\1\{/g, "$1{"),
    );
  const texts = (type: string, attribute: string): Texts =>
    new Map(
      blocks(workloads!, type).map((block) => {
        const entries = Object.entries(block[attribute] as Record<string, string>);
        const { name } = block["metadata"] as { name: string };
        return [name, Object.fromEntries(entries.map(([key, text]) => [key, told(text, known)]))];
      }),
    );
  const manifests = helmTemplate(chart, "temporal", [...values("temporal"), JSON.stringify(more)]);
  const ownConfigMaps = manifests.filter(({ kind }) => kind === "ConfigMap") as unknown as ConfigMap[];
  return {
    manifests,
    ownConfigMaps: new Map(ownConfigMaps.map(({ metadata, data }) => [metadata.name, data])),
    configMaps: texts("kubernetes_config_map_v1", "data"),
    secrets: texts("kubernetes_secret_v1", "data_wo"),
    maxConnections: maxConnections(data!),
    applicationEnv: values("api-server").reduce(
      (env, document) => ({ ...env, ...(parse(document) as { env?: Record<string, string> }).env }),
      {},
    ),
  };
}

function told(text: string, known: (reference: string) => Value): string {
  return text.startsWith("${") ? String(evaluate(text, known) as string) : text;
}

function blocks(stack: StackJson, type: string): Block[] {
  return Object.values(stack.resource?.[type] ?? {});
}

function maxConnections(data: StackJson): number {
  const [instance] = blocks(data, "google_sql_database_instance");
  const { database_flags: flags } = instance!["settings"] as { database_flags: { name: string; value: string }[] };
  return Number(flags.find(({ name }) => name === "max_connections")!.value);
}
