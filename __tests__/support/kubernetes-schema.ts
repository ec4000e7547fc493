import type { Model } from "@kubernetes-models/base";
import Ajv from "ajv";
import type { Manifest } from "./helm";
import podMonitoring from "../schemas/pod-monitoring-v1.json";

interface ModelClass {
  readonly prototype: Model<unknown>;
}

/**
 * What the API server would say against an object: what its schema refuses, and fields that no schema has, which the
 * server would drop without failing.
 */
export async function schemaViolations(manifest: Manifest): Promise<string[]> {
  if (manifest.kind === "PodMonitoring") return podMonitoringViolations(manifest);
  const { prototype } = await modelOf(manifest);
  const seen = new Set<string>();
  try {
    prototype.validate.call(recording(manifest, "", seen));
  } catch (error) {
    return (error as Error).message.split("\n");
  }
  return unseen(manifest, "", seen).map((path) => `${path} is not a field of ${manifest.kind}`);
}

async function modelOf({ apiVersion, kind }: Manifest): Promise<ModelClass> {
  const library = /google\.com\/|gke\.io\//.test(apiVersion) ? "@kubernetes-models/gke" : "kubernetes-models";
  const module = (await import(`${library}/${apiVersion}/${kind}`)) as Record<string, ModelClass | undefined>;
  const model = module[kind];
  if (model === undefined) {
    throw new Error(`${library} has no schema of ${apiVersion} ${kind}`);
  }
  return model;
}

/** The validators are compiled code that ignores what it does not know, but reads every field that it does know. */
function recording(value: unknown, path: string, seen: Set<string>): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return new Proxy(value, {
    get(target, key, receiver) {
      const child = Reflect.get(target, key, receiver) as unknown;
      if (typeof key === "symbol") {
        return child;
      }
      const childPath = `${path}/${key}`;
      seen.add(childPath);
      return recording(child, childPath, seen);
    },
  });
}

function unseen(value: unknown, path: string, seen: ReadonlySet<string>): string[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) => {
    const childPath = `${path}/${key}`;
    return seen.has(childPath) ? unseen(child, childPath, seen) : [childPath];
  });
}

/** What the API server would drop counts as wrong. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, child]) => [key, closed(child)] as const);
  const { properties } = schema as { properties?: object };
  return { ...Object.fromEntries(entries), ...(properties && { additionalProperties: false }) };
}

/** No library has this kind, so its definition is recorded from Google's operator. */
function podMonitoringViolations({ apiVersion, metadata, ...manifest }: Manifest): string[] {
  if (apiVersion !== "monitoring.googleapis.com/v1") return [`${apiVersion} is not monitoring.googleapis.com/v1`];
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  const holds = ajv.validate(closed(podMonitoring.openAPIV3Schema) as object, {
    apiVersion,
    metadata: {},
    ...manifest,
  });
  const named = metadata.name ? [] : ["metadata.name is missing"];
  return holds
    ? named
    : [...named, ...(ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)];
}
