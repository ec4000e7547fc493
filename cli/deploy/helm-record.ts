import { gunzipSync, gzipSync } from "node:zlib";

/** Something that Helm runs before or after it changes a release, such as a Job. */
export interface HelmHook {
  readonly name: string;
  readonly kind: string;
  /** YAML, as it was sent to the cluster. */
  readonly manifest: string;
  readonly last_run?: { readonly completed_at?: string; readonly phase?: string };
}

/** What is read and written of a release as Helm stores it; everything else is kept as it is. */
export interface HelmRecord {
  readonly name: string;
  /** Revision. */
  readonly version: number;
  readonly info: { readonly status: string; readonly description?: string; readonly last_deployed?: string };
  readonly chart: {
    readonly metadata: { readonly name: string; readonly version: string; readonly appVersion?: string };
  };
  /** The values that it was given. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly hooks?: readonly HelmHook[];
}

/**
 * What `data.release` of a revision's Secret holds: base64 of Kubernetes', and in it base64 of Helm's own.
 * https://github.com/helm/helm/blob/v3.19.5/pkg/storage/driver/util.go
 */
export function decodedRecord(data: string): HelmRecord {
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
  const record = decodedRecord(data);
  return encoded({ ...record, info: { ...record.info, status: "failed", description } });
}
