import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REFUSING_POLICIES } from "../../../../cli/fmctl/commands/doctor/refusing-policies";
import { NEEDED_ROLES } from "../../../../cli/fmctl/commands/doctor/needed-permissions";
import { STACK_READERS } from "../../../../cli/fmctl/commands/doctor/stack-readers";
import { LEAST_TERRAFORM } from "../../../../cli/fmctl/commands/doctor/checks/terraform";
import { CommandError } from "../../../../cli/shared/command-error";
import { TERRAFORM_VERSION } from "../../../../constructs/shared/providers";
import { FakeGoogle } from "../../../support/fake-google";
import { SUBJECTS } from "../../../support/variants";
import { doctor, healthyGoogle, P, PERMISSIONS } from "./cloud";

let google: FakeGoogle;
beforeEach(async () => (google = healthyGoogle(await new FakeGoogle().start())));
afterEach(() => google.stop());

const disabled = (service: string) => ({
  status: "PERMISSION_DENIED",
  message: "It is disabled.",
  details: [{ reason: "SERVICE_DISABLED", metadata: { consumer: `projects/${P}`, service } }],
});
const forbidden = (permission: string) => ({
  status: "PERMISSION_DENIED",
  message: "No.",
  details: [{ reason: "IAM_PERMISSION_DENIED", metadata: { permission } }],
});

test("given all is well, every line passes and the exit code is 0", async () => {
  const { code, findings } = await doctor(google);

  expect(findings.filter(({ verdict }) => verdict !== "ok")).toEqual([]);
  expect(findings.map(({ check }) => check)).toEqual([
    "Node.js",
    "Terraform",
    "git",
    "Docker",
    "login",
    "project",
    "permissions",
    "billing",
    "APIs",
    "Compute quotas",
    "service quotas",
    "organisation policies",
    "domain",
    "state",
    "secrets",
    "Temporal's chart",
  ]);
  expect(code).toBe(0);
});

test("given nobody is logged in, what needs a login is skipped with that reason, and the exit code is 3", async () => {
  const outside = { google: () => Promise.reject(new CommandError("You are not logged in.")) };

  const { code, findings, of, stderr } = await doctor(google, { outside });

  expect(of("login")).toEqual([{ check: "login", verdict: "wrong", text: "You are not logged in" }]);
  const skipped = findings.filter(({ verdict }) => verdict === "skipped");
  expect(skipped).toHaveLength(8);
  expect(new Set(skipped.map(({ text }) => text))).toEqual(new Set(["not asked: login comes first"]));
  expect(of("domain")).toMatchObject([{ verdict: "ok" }]);
  expect(code).toBe(3);
  expect(stderr).toContain("eu: 1 of 16 would make a deployment fail; 8 could not be asked yet.");
});

test("it asks, and changes nothing", async () => {
  await doctor(google);

  const asksWithPost = /:testIamPermissions$|:getEffectiveOrgPolicy$/;
  expect(google.seen.filter(({ method, target }) => method !== "GET" && !asksWithPost.test(target))).toEqual([]);
});

describe("login", () => {
  test("a token that does not say whose it is passes all the same", async () => {
    google.refuse("GET", "openidconnect/v1/userinfo", 401, { message: "no scope" });
    google.on("GET", "cloudresourcemanager/v3/projects:search", { body: {} });

    expect((await doctor(google)).of("login")).toMatchObject([
      { verdict: "ok", text: "accepted; whose it is, it does not say" },
    ]);
  });

  test("a token that Google does not accept is told", async () => {
    google.refuse("GET", "openidconnect/v1/userinfo", 401, { message: "expired" });
    google.refuse("GET", "cloudresourcemanager/v3/projects:search", 401, { message: "expired" });

    const { of } = await doctor(google);

    expect(of("login")[0]).toMatchObject({ verdict: "wrong" });
    expect(of("login")[0]!.text).toContain("does not accept your login (expired)");
    expect(of("login")[0]!.fix).toContain("log in with `gcloud auth application-default login`");
  });
});

test.each<[string, (fake: FakeGoogle) => unknown, string, string, string, string?]>([
  [
    "a project that is not there",
    (fake) => fake.refuse("GET", `cloudresourcemanager/v3/projects/${P}`, 404, { message: "no" }),
    "project",
    "wrong",
    `${P} does not exist`,
    `\`gcloud projects create ${P}\``,
  ],
  [
    "a project that may not be seen",
    (fake) =>
      fake.refuse("GET", `cloudresourcemanager/v3/projects/${P}`, 403, forbidden("resourcemanager.projects.get")),
    "project",
    "wrong",
    `${P} does not exist, or your login may not see it`,
  ],
  [
    "a project that is being deleted",
    (fake) =>
      fake.on("GET", `cloudresourcemanager/v3/projects/${P}`, {
        body: { name: "projects/1", state: "DELETE_REQUESTED" },
      }),
    "project",
    "wrong",
    `${P} is DELETE_REQUESTED`,
    `\`gcloud projects undelete ${P}\``,
  ],
  [
    "a missing permission",
    (fake) =>
      fake.on("POST", `cloudresourcemanager/v3/projects/${P}:testIamPermissions`, {
        body: { permissions: PERMISSIONS.filter((each) => each !== "container.clusters.connect") },
      }),
    "permissions",
    "wrong",
    "missing: container.clusters.connect",
    "ask for roles/container.admin",
  ],
  [
    "no billing account",
    (fake) => fake.on("GET", `cloudbilling/v1/projects/${P}/billingInfo`, { body: {} }),
    "billing",
    "wrong",
    "the project has no billing account",
    `gcloud billing projects link ${P}`,
  ],
  [
    "a closed billing account",
    (fake) =>
      fake.on("GET", `cloudbilling/v1/projects/${P}/billingInfo`, {
        body: { billingAccountName: "billingAccounts/9" },
      }),
    "billing",
    "wrong",
    "billingAccounts/9, which is closed",
  ],
  [
    "billing that nobody may look at",
    (fake) => fake.refuse("GET", `cloudbilling/v1/projects/${P}/billingInfo`, 403, disabled("cloudbilling")),
    "billing",
    "warning",
    "cloudbilling.googleapis.com is not enabled in project",
  ],
  [
    "APIs that are off",
    (fake) => fake.on("GET", `serviceusage/v1/projects/${P}/services`, { body: {} }),
    "APIs",
    "ok",
    "the stack network enables 17 of 17: artifactregistry",
  ],
  [
    "a new project without Compute Engine",
    (fake) => fake.refuse("GET", `compute/compute/v1/projects/${P}`, 403, disabled("compute")),
    "Compute quotas",
    "warning",
    "compute.googleapis.com is not enabled",
  ],
  [
    "too few CPUs",
    (fake) =>
      fake.on("GET", `compute/compute/v1/projects/${P}/regions/us-central1`, {
        body: { quotas: [{ metric: "CPUS", limit: 8 }] },
      }),
    "Compute quotas",
    "wrong",
    "CPUS in us-central1 is 8, expected 22 (53 pods at their maximum)",
    "https://console.cloud.google.com/iam-admin/quotas",
  ],
  [
    "no network left in the project",
    (fake) =>
      fake.on("GET", `compute/compute/v1/projects/${P}`, { body: { quotas: [{ metric: "NETWORKS", limit: 0 }] } }),
    "Compute quotas",
    "wrong",
    "NETWORKS in the project is 0, expected 1 (the VPC)",
  ],
  [
    "a quota of Cloud SQL that is 0 in the region",
    (fake) =>
      fake.on("GET", /sqladmin\.googleapis\.com\/consumerQuotaMetrics/, {
        body: {
          metrics: [
            {
              metric: "sqladmin.googleapis.com/instances",
              displayName: "Instances",
              consumerQuotaLimits: [
                {
                  unit: "1/{project}/{region}",
                  quotaBuckets: [
                    { effectiveLimit: "40" },
                    { effectiveLimit: "0", dimensions: { region: "us-central1" } },
                    { effectiveLimit: "7", dimensions: { region: "europe-west1" } },
                  ],
                },
                { unit: "1/min/{project}", quotaBuckets: [{ effectiveLimit: "180" }] },
              ],
            },
          ],
        },
      }),
    "service quotas",
    "warning",
    "sqladmin: Instances is 0 in us-central1",
    "ask for more",
  ],
  [
    "policies that nobody may look at",
    (fake) =>
      fake.refuse(
        "POST",
        `cloudresourcemanager/v1/projects/${P}:getEffectiveOrgPolicy`,
        403,
        forbidden("orgpolicy.policy.get"),
      ),
    "organisation policies",
    "warning",
    "orgpolicy.policy.get is missing",
  ],
])("given %s, its line says what to do", async (...[, differ, check, verdict, text, fix]) => {
  differ(google);

  const { of } = await doctor(google);

  expect(of(check)[0]).toMatchObject({ verdict, text: expect.stringContaining(text) as string });
  if (fix !== undefined) expect(of(check)[0]!.fix).toContain(fix);
});

describe("organisation policies", () => {
  const policy = (constraint: string, body: unknown) =>
    google.on("POST", `cloudresourcemanager/v1/projects/${P}:getEffectiveOrgPolicy`, (request) => {
      const asked = (request.body as { constraint: string }).constraint;
      return { body: asked === `constraints/${constraint}` ? body : {} };
    });
  const list = (listPolicy: unknown) => ({ listPolicy });

  test.each<[string, unknown, string]>([
    ["gcp.resourceLocations", list({ allowedValues: ["in:eu-locations"] }), "resources in us-central1"],
    [
      "gcp.resourceLocations",
      list({ allowedValues: ["us-central1"] }),
      "global resources, as secrets without kmsKey are",
    ],
    ["gcp.restrictServiceUsage", list({ deniedValues: ["redis.googleapis.com"] }), "the APIs redis"],
    [
      "compute.restrictLoadBalancerCreationForTypes",
      list({ allowedValues: ["in:INTERNAL"] }),
      "the external load balancer",
    ],
    ["compute.disableGlobalLoadBalancing", { booleanPolicy: { enforced: true } }, "the external load balancer"],
    ["compute.restrictVpcPeering", list({ allValues: "DENY" }), "the peering"],
    ["compute.restrictCloudNATUsage", list({ allValues: "DENY" }), "the NAT"],
    ["iam.allowedPolicyMemberDomains", list({ allValues: "DENY" }), "every grant"],
    ["iam.disableServiceAccountCreation", { booleanPolicy: { enforced: true } }, "service accounts"],
    ["iam.disableWorkloadIdentityClusterCreation", { booleanPolicy: { enforced: true } }, "an Autopilot cluster"],
    ["storage.retentionPolicySeconds", list({ allValues: "DENY" }), "buckets without a retention period"],
    ["gcp.restrictNonCmekServices", list({ deniedValues: ["sqladmin.googleapis.com"] }), "sqladmin without a key"],
  ])("%s that refuses is told: %j", async (constraint, body, text) => {
    policy(constraint, body);

    const { of, code } = await doctor(google);

    expect(of("organisation policies")).toHaveLength(1);
    expect(of("organisation policies")[0]!.text).toContain(`constraints/${constraint} refuses `);
    expect(of("organisation policies")[0]!.text).toContain(text);
    expect(code).toBe(3);
  });

  test.each<[string, unknown]>([
    ["gcp.resourceLocations", list({ allowedValues: ["in:us-locations", "global"] })],
    ["compute.restrictLoadBalancerCreationForTypes", list({ allowedValues: ["in:EXTERNAL"] })],
    ["compute.disableGlobalLoadBalancing", { booleanPolicy: {} }],
    ["iam.allowedPolicyMemberDomains", list({ allowedValues: ["C0123"] })],
  ])("%s that lets it through passes: %j", async (constraint, body) => {
    policy(constraint, body);

    expect((await doctor(google)).of("organisation policies")).toMatchObject([{ verdict: "ok" }]);
  });

  test("each is asked for", async () => {
    await doctor(google);

    const asked = google.seen.map(({ body }) => (body as { constraint?: string } | undefined)?.constraint);
    expect(asked).toEqual(
      expect.arrayContaining(REFUSING_POLICIES.map(({ constraint }) => `constraints/${constraint}`)),
    );
  });
});

describe("what stands twice stands the same", () => {
  test("the roles to ask for are those of docs/deploying.md", () => {
    const text = readFileSync(join(__dirname, "..", "..", "..", "..", "docs", "deploying.md"), "utf8");

    for (const role of NEEDED_ROLES) expect(text).toContain(`\`${role}\``);
  });

  test("the least Terraform is the stacks'", () => {
    expect(TERRAFORM_VERSION).toBe(`>= ${LEAST_TERRAFORM}`);
  });

  test("who reads whose outputs is what is synthesized", () => {
    const { stacks, dependencies } = SUBJECTS.production!();
    const readers = (stack: string) => Object.keys(stacks).filter((each) => dependencies[each]!.includes(stack));
    const synthesized = Object.keys(stacks).map((stack) => [stack, readers(stack).sort()] as const);

    expect(Object.fromEntries(synthesized)).toEqual(STACK_READERS);
  });
});
