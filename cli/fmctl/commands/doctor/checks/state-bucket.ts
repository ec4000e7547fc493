import { z } from "zod";
import { GoogleError } from "../../../google/google-error";
import { type CloudCheck, type Observation, ok, warning, wrong } from "../check";

const bucketSchema = z.object({
  location: z.string().default(""),
  versioning: z.object({ enabled: z.boolean().default(false) }).optional(),
  iamConfiguration: z.object({ publicAccessPrevention: z.string().optional() }).optional(),
});
const testedSchema = z.object({ permissions: z.array(z.string()).default([]) });

/** What Terraform does with a state and its lock. https://developer.hashicorp.com/terraform/language/backend/gcs */
const NEEDED = ["storage.objects.create", "storage.objects.delete", "storage.objects.get", "storage.objects.list"];

/** The bucket for the state is there, keeps versions, is closed to the public and open to this login. */
export const stateBucket: CloudCheck = {
  title: "state",
  needs: ["login"],
  async look({ context, environment }) {
    const { backend, region } = environment;
    if (backend.type !== "gcs") return [];
    const { bucket } = backend;
    const url = `gs://${bucket}`;
    const google = await context.google();
    const path = `storage/v1/b/${bucket}`;
    const create = `gcloud storage buckets create ${url} --location=${region} --uniform-bucket-level-access --public-access-prevention`;
    try {
      const found = await google.find({ service: "storage", path }, bucketSchema);
      if (!found) return [wrong(`the bucket ${url} does not exist`, `create it: \`${create}\``)];
      const query = NEEDED.map((permission) => `permissions=${permission}`).join("&");
      const { permissions } = await google.request(
        { service: "storage", path: `${path}/iam/testPermissions?${query}` },
        testedSchema,
      );
      const missing = NEEDED.filter((permission) => !permissions.includes(permission));
      const problems: Observation[] = [];
      if (missing.length > 0) {
        problems.push(wrong(`${url}: missing ${missing.join(", ")}`, "ask for roles/storage.objectUser on the bucket"));
      }
      if (!found.versioning?.enabled) {
        const update = `gcloud storage buckets update ${url} --versioning`;
        problems.push(wrong(`${url} keeps no versions, so a lost state is lost`, `switch them on: \`${update}\``));
      }
      if (found.iamConfiguration?.publicAccessPrevention !== "enforced") {
        const update = `gcloud storage buckets update ${url} --public-access-prevention`;
        problems.push(warning(`${url} could be opened to the public`, `forbid it: \`${update}\``));
      }
      return problems.length > 0 ? problems : [ok(`${url} in ${found.location}, with versions`)];
    } catch (error) {
      if (!(error instanceof GoogleError) || error.status !== 403) throw error;
      return [
        wrong(
          `${url} is not open to your login`,
          "ask for roles/storage.objectUser and roles/storage.bucketViewer on it",
        ),
      ];
    }
  },
};
