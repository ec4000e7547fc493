import { ServiceAccess, type ServiceAccessProps } from "../../../constructs/workloads/service-access";
import { resourceOf, resourcesOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const EMAIL = "api@acme.iam.gserviceaccount.com";
const MINIMAL: ServiceAccessProps = {
  service: "api-server",
  namespace: "flowmaestro",
  project: "acme",
  email: EMAIL,
  buckets: {},
  secretIds: {},
};

function synthesized(change: Partial<ServiceAccessProps> = {}) {
  let grants = 0;
  const stack = synthConstruct((scope) => {
    grants = new ServiceAccess(scope, "access", { ...MINIMAL, ...change }).grants.length;
  });
  return { stack, grants };
}

const ACCOUNT = { service_account_id: `projects/acme/serviceAccounts/${EMAIL}` };

test("with the least, its pods become its Google identity, and that may do nothing", () => {
  const { stack, grants } = synthesized();

  expect(grants).toBe(1);
  expect(stack.resource).toEqual({
    google_service_account_iam_member: {
      [Object.keys(stack.resource!["google_service_account_iam_member"]!)[0]!]: {
        ...ACCOUNT,
        role: "roles/iam.workloadIdentityUser",
        member: "serviceAccount:acme.svc.id.goog[flowmaestro/api-server]",
      },
    },
  });
});

test("it reads and writes objects of each bucket, and signs URLs for them", () => {
  const { stack, grants } = synthesized({ buckets: { uploads: "acme-uploads", docs: "acme-docs" } });

  expect(grants).toBe(4);
  expect(resourcesOf(stack, "google_storage_bucket_iam_member")).toEqual([
    { bucket: "acme-docs", role: "roles/storage.objectUser", member: `serviceAccount:${EMAIL}` },
    { bucket: "acme-uploads", role: "roles/storage.objectUser", member: `serviceAccount:${EMAIL}` },
  ]);
  expect(resourcesOf(stack, "google_service_account_iam_member")).toContainEqual({
    ...ACCOUNT,
    role: "roles/iam.serviceAccountTokenCreator",
    member: `serviceAccount:${EMAIL}`,
  });
});

test("it reads exactly its secrets", () => {
  const { stack, grants } = synthesized({ secretIds: { jwt: "projects/acme/secrets/jwt" } });

  expect(grants).toBe(2);
  expect(resourceOf(stack, "google_secret_manager_secret_iam_member")).toEqual({
    secret_id: "projects/acme/secrets/jwt",
    role: "roles/secretmanager.secretAccessor",
    member: `serviceAccount:${EMAIL}`,
  });
});

test("grants are added, and those of others stay", () => {
  const { stack } = synthesized({ buckets: { uploads: "acme-uploads" }, secretIds: { jwt: "jwt" } });

  expect(Object.keys(stack.resource!).filter((type) => !type.endsWith("_iam_member"))).toEqual([]);
});
