import { gunzipSync, gzipSync } from "node:zlib";
import { failedRecord } from "../../../cli/deploy/helm-record";

const base64 = (data: Buffer | string) => Buffer.from(data).toString("base64");

test("changes status and description of a stored release and nothing else", () => {
  const record = {
    name: "api",
    info: { first_deployed: "2026", deleted: "", status: "pending-install", description: "Initial install underway" },
    manifest: "---\nkind: Service\n",
    version: 1,
  };
  const stored = base64(base64(gzipSync(JSON.stringify(record))));

  const failed = Buffer.from(failedRecord(stored, "Interrupted"), "base64").toString("ascii");

  expect(JSON.parse(gunzipSync(Buffer.from(failed, "base64")).toString("utf8"))).toEqual({
    ...record,
    info: { ...record.info, status: "failed", description: "Interrupted" },
  });
});
