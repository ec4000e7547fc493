import { gunzipSync, gzipSync } from "node:zlib";

/** What is read and written of a release as Helm stores it; everything else is kept as it is. */
interface HelmRecord {
  readonly info: { readonly status: string; readonly description?: string };
}

/** Base64 in the Secret, and in it base64 of Helm's own: https://github.com/helm/helm/blob/v3.19.5/pkg/storage/driver/util.go */
function decoded(data: string): HelmRecord {
  const packed = Buffer.from(Buffer.from(data, "base64").toString("ascii"), "base64");
  return JSON.parse(gunzipSync(packed).toString("utf8")) as HelmRecord;
}

function encoded(record: HelmRecord): string {
  return Buffer.from(gzipSync(JSON.stringify(record)).toString("base64"), "ascii").toString("base64");
}

/**
 * The content of a revision's Secret with the revision marked as failed: what Helm itself writes when an operation goes
 * wrong, and could not write because it was killed.
 *
 * @param data `data.release` of the Secret
 */
export function failedRecord(data: string, description: string): string {
  const record = decoded(data);
  return encoded({ ...record, info: { ...record.info, status: "failed", description } });
}
