import { type Arguments, demand, nowhere, type Policy } from "./policy";

const GRANTS = ["google_*_iam_member", "google_*_iam_binding"];
const PROJECT_GRANTS = ["google_project_iam_member", "google_project_iam_binding"];
const BASIC = ["owner", "editor", "viewer", "admin", "writer", "reader"].map((name) => `roles/${name}`);
const IMPERSONATION = ["roles/iam.serviceAccountUser", "roles/iam.serviceAccountTokenCreator"];

function membersOf(grant: Arguments): readonly string[] {
  return [grant.member, grant.members].flat().filter((member) => typeof member === "string");
}

/** IAM. */
export const ACCESS_POLICIES: readonly Policy[] = [
  {
    id: "custom.iamDisablePublicBindings",
    types: GRANTS,
    must: "be for somebody, not for everybody",
    ...demand("member", "somebody", () => true),
    got: (grant) => membersOf(grant).join(", "),
    holds: (grant) => !membersOf(grant).some((member) => ["allUsers", "allAuthenticatedUsers"].includes(member)),
  },
  {
    id: "custom.iamDisableBasicRoles",
    types: GRANTS,
    must: "give no basic role",
    ...demand("role", "a role of one service", (got) => !BASIC.includes(String(got))),
  },
  {
    id: "custom.iamDisableAdminServiceAccount",
    alike: ["CIS-GCP-1.5"],
    types: GRANTS,
    must: "make no administrator",
    ...demand("role", "a role without admin in its name", (got) => !/admin/i.test(String(got))),
  },
  {
    id: "custom.iamDisableProjectServiceAccountImpersonationRoles",
    alike: ["CIS-GCP-1.6"],
    types: PROJECT_GRANTS,
    must: "let nobody become any service account of the project",
    fix: "grant it on the one service account",
    ...demand("role", "another role", (got) => !IMPERSONATION.includes(String(got))),
  },
  {
    id: "iam.disableServiceAccountKeyCreation",
    alike: ["CIS-GCP-1.4"],
    types: ["google_service_account_key"],
    must: "not be there, as keys leak",
    fix: "use workload identity",
    ...nowhere,
  },
  {
    id: "flowmaestro.grantsOneByOne",
    types: ["google_*_iam_policy"],
    must: "not be there, as it takes away what others have granted",
    fix: "grant one role to one member",
    ...nowhere,
  },
  {
    id: "CIS-GKE-5.1.3",
    types: ["google_artifact_registry_repository_iam_member", "google_artifact_registry_repository_iam_binding"],
    must: "let images be read only",
    ...demand("role", '"roles/artifactregistry.reader"', (got) => got === "roles/artifactregistry.reader"),
  },
];
