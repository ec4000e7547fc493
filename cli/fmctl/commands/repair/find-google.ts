import { z } from "zod";
import type { Environment } from "../../../../config/schema/environment";
import type { Adoption } from "../../../deploy/adoptions";
import type { PlannedChange } from "../../../deploy/plan";
import type { GoogleApi } from "../../google/api";
import { GoogleError } from "../../google/google-error";
import { GOOGLE_OBJECTS, type GoogleObject } from "./google-objects";

const objectSchema = z.looseObject({
  creationTimestamp: z.string().optional(),
  createTime: z.string().optional(),
  timeCreated: z.string().optional(),
});

/** Any resource that is in a project. */
type Project = Pick<Environment, "project">;

/** A template with the arguments of a resource; nothing when one of them is known only after an apply. */
function filled(template: string, named: Readonly<Record<string, string>>): string | undefined {
  let known = true;
  const text = template.replace(/\{(\w+)\}/g, (_text, name: string) => {
    known &&= named[name] !== undefined;
    return named[name] ?? "";
  });
  return known ? text : undefined;
}

/** Where an object is that a resource would create, and under which id it is imported; nothing where that is not known. */
export function placeOf(
  { type, named }: Pick<PlannedChange, "type" | "named">,
  { project }: Project,
): (Pick<GoogleObject, "service" | "within"> & { readonly path: string; readonly importId: string }) | undefined {
  const object = GOOGLE_OBJECTS[type];
  if (!object) return undefined;
  const values = { project, ...named };
  const path = filled(object.path, values);
  const importId = filled(object.importId, values);
  if (path === undefined || importId === undefined) return undefined;
  return { service: object.service, within: object.within, path, importId };
}

async function found(google: GoogleApi, change: PlannedChange, project: Project): Promise<Adoption | undefined> {
  const place = placeOf(change, project);
  if (!place) return undefined;
  const { service, path, within, importId } = place;
  let facts: z.infer<typeof objectSchema> | undefined;
  try {
    facts = await google.find({ service, path }, objectSchema);
  } catch (error) {
    // What the API of has never been enabled does not exist.
    if (error instanceof GoogleError && error.reasons.includes("SERVICE_DISABLED")) return undefined;
    throw error;
  }
  if (!facts) return undefined;
  const parts = within === undefined ? undefined : (facts[within] as readonly { readonly name?: string }[] | undefined);
  if (within !== undefined && !parts?.some(({ name }) => name === change.named.name)) return undefined;
  const made = facts.creationTimestamp ?? facts.createTime ?? facts.timeCreated;
  const since = made === undefined || within !== undefined ? "" : ` of ${made.slice(0, 16).replace("T", " ")}`;
  return { change, object: `${change.type} ${importId}${since}`, importId };
}

/** What a plan would create in Google Cloud and exists there already. */
export async function findGoogle(
  google: () => Promise<GoogleApi>,
  changes: readonly PlannedChange[],
  project: Project,
): Promise<readonly Adoption[]> {
  const created = changes.filter(({ kind, type, importId }) => {
    return kind === "create" && importId === undefined && type in GOOGLE_OBJECTS;
  });
  if (created.length === 0) return [];
  const api = await google();
  const adoptions = await Promise.all(created.map((change) => found(api, change, project)));
  return adoptions.filter((each) => each !== undefined);
}
