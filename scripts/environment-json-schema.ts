import { join } from "node:path";
import { z } from "zod";
import { ENVIRONMENTS_FOLDER } from "../config/load";
import { environmentSchema } from "../config/schema/environment";
import { extendsSchema } from "../config/schema/extends";
import { localEnvironmentSchema } from "../config/schema/local";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Where editors find the schema: the first line of every environment file names it. */
export const SCHEMA_FILE = join(ENVIRONMENTS_FOLDER, "environment.schema.json");

function removable({ description, ...schema }: JsonSchema): JsonSchema {
  return { ...(description && { description }), anyOf: [schema, { type: "null" }] };
}

function mapped(schemas: JsonSchema["properties"], change: (schema: JsonSchema, key: string) => JsonSchema) {
  return Object.fromEntries(
    Object.entries(schemas ?? {}).map(([key, schema]) => [key, change(schema as JsonSchema, key)] as const),
  );
}

/**
 * What a file that extends another may leave out or remove: any key may be absent, and `null` removes an entry of a map
 * and a key without a default. Lists and alternatives are replaced as a whole, so they stay as they are.
 */
function partial({ required = [], ...schema }: JsonSchema): JsonSchema {
  if (schema.type !== "object") return schema;
  const { properties, additionalProperties: entry } = schema;
  const property = (value: JsonSchema, key: string) => {
    return required.includes(key) || "default" in value ? partial(value) : removable(partial(value));
  };
  return {
    ...schema,
    ...(properties && { properties: mapped(properties, property) }),
    ...(typeof entry === "object" && { additionalProperties: removable(partial(entry)) }),
  };
}

function fileSchema({ shape }: z.ZodObject, description: string): JsonSchema {
  const schema = z.toJSONSchema(z.strictObject({ extends: extendsSchema.optional(), ...shape }).describe(description), {
    io: "input",
    target: "draft-7",
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  const { $schema: _dialect, properties, ...rest } = partial(schema);
  return { ...rest, properties: { ...properties, extends: schema.properties?.extends ?? true } };
}

/** The JSON Schema of an environment file, one that extends another included. A local one has `kubernetes`. */
export function environmentJsonSchema(): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    if: { required: ["kubernetes"] },
    then: fileSchema(localEnvironmentSchema, "A local environment of FlowMaestro."),
    else: fileSchema(environmentSchema, "An environment of FlowMaestro."),
  };
}
