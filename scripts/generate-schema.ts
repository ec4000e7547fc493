import { environmentJsonSchema, SCHEMA_FILE } from "./environment-json-schema";
import { writeFormatted } from "./write-formatted";

void writeFormatted(SCHEMA_FILE, JSON.stringify(environmentJsonSchema()));
