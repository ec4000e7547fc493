import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Requests } from "./autopilot";

const PROJECT = join(__dirname, "..");

function read<Output>(path: string, schema: z.ZodType<Output>): Output {
  return schema.parse(parse(readFileSync(join(PROJECT, path), "utf8"), { merge: true }));
}

/** An estimate is made some twenty times, and the files are read once. */
function once<Value>(read: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= read());
}

const disk = z.object({ "ephemeral-storage": z.string() });
const requests = disk.extend({ cpu: z.string(), memory: z.string() });

/** Disk of a service's pod: what its chart requests where the environment does not say. */
export const serviceDisk = once((): string => {
  const values = read("charts/service/values.yaml", z.object({ resources: z.object({ requests: disk }) }));
  return values.resources.requests["ephemeral-storage"];
});

/** What the one pod asks for in which people run `temporal`. */
export const adminToolsRequests = once((): Requests => {
  const schema = z.object({ admintools: z.object({ resources: z.object({ requests }) }) });
  return read("helm-values/temporal.yaml", schema).admintools.resources.requests;
});
