import type { Model } from "@kubernetes-models/base";
import type { Manifest } from "./helm";

interface ModelClass {
  readonly prototype: Model<unknown>;
}

/**
 * What the API server would say against an object: what its schema refuses, and fields that no schema has, which the
 * server would drop without failing.
 */
export async function schemaViolations(manifest: Manifest): Promise<string[]> {
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
