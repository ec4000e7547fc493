import { FakeGoogle } from "../../support/fake-google";
import { FakeProject } from "../../support/fake-project";
import { answers, fmctl } from "../../support/fmctl";
import { planning, shownChange } from "../deploy/fakes";

const GROUPS = /^compute\/compute\/v1\/projects\/flowmaestro-staging\/aggregated\/networkEndpointGroups/;
const BACKUPS = /^sqladmin\/v1\/projects\/flowmaestro-\w+\/instances\/flowmaestro-db-1\/backupRuns/;
const OBJECTS = /^storage\/storage\/v1\/b\/acme-uploads\/o/;

/** A state as `terraform state pull` prints it. */
const state = (resources: Readonly<Record<string, object>>) => ({
  "state pull": [
    {
      stdout: JSON.stringify({
        version: 4,
        resources: Object.entries(resources).map(([address, attributes]) => {
          const [type, name] = address.split(".");
          return { mode: "managed", type, name, instances: [{ attributes }] };
        }),
      }),
    },
  ],
});
const gone = (address: string) => planning(shownChange(address, ["delete"]));
const POSTGRES = "google_sql_database_instance.postgres";
const UPLOADS = "google_storage_bucket.uploads";

const project = (protectedBy: object = {}, deployedWith: object = {}) =>
  new FakeProject({
    network: {
      answers: { ...gone("google_compute_network.n"), ...state({ "google_compute_network.n": { name: "n" } }) },
    },
    data: {
      after: ["network"],
      json: { resource: { google_sql_database_instance: { postgres: protectedBy } } },
      answers: {
        ...gone(POSTGRES),
        ...state({ [POSTGRES]: { name: "flowmaestro-db-1", ...deployedWith }, [UPLOADS]: { name: "acme-uploads" } }),
      },
    },
    cluster: {
      after: ["network"],
      answers: { ...gone("google_container_cluster.c"), ...state({ "google_container_cluster.c": { name: "c" } }) },
    },
    workloads: {
      after: ["data", "cluster", "network"],
      answers: { ...gone("helm_release.api"), ...state({ "helm_release.api": {} }) },
    },
    observability: { after: ["workloads"], answers: state({}) },
  });

describe("destroy", () => {
  const google = new FakeGoogle();
  beforeAll(() => google.start());
  afterAll(() => google.stop());
  beforeEach(() => {
    google.on("GET", OBJECTS, { body: {} });
    google.on("GET", GROUPS, { body: { items: { "zones/a": { warning: {} } } } });
    google.on("GET", BACKUPS, { body: { items: [{ status: "SUCCESSFUL", endTime: "2025-12-31T20:00:00Z" }] } });
  });
  const outside = ({ project: folder, env }: FakeProject) => ({
    project: folder,
    env,
    google: () => Promise.resolve(google.api()),
  });

  test("takes down what there is, the last stack first, once the name is typed", async () => {
    const staging = project();
    const prompts = answers("staging");

    const { code, stdout } = await fmctl(["destroy", "staging"], { ...outside(staging), prompts });

    expect(code).toBe(0);
    expect(prompts.asked).toEqual([
      "This destroys 5 resources of staging, project flowmaestro-staging: workloads, cluster, data, network. Type staging to go on:",
    ]);
    const order = ["workloads: deleting", "load balancer: gone", "data: deleting", "network: deleting", "is destroyed"];
    const places = order.map((text) => stdout.indexOf(text));
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(places[0]).toBeGreaterThan(-1);
    expect(staging.stacks.observability!.commands()).not.toContain("apply");
  });

  test("another name changes nothing", async () => {
    const staging = project();

    const { code } = await fmctl(["destroy", "staging", "--confirm", "production"], outside(staging));

    expect(code).toBe(4);
    expect(Object.values(staging.stacks).flatMap((stack) => stack.commands())).not.toContain("apply");
  });

  test("refuses while protections hold, names each, and the key to change", async () => {
    const held = project({
      deletion_protection: true,
      settings: { deletion_protection_enabled: true },
      lifecycle: { prevent_destroy: true },
    });

    const { code, stderr } = await fmctl(["destroy", "staging", "--confirm", "staging"], outside(held));

    expect(code).toBe(1);
    expect(stderr.split("\n")).toEqual([
      "staging is not destroyed, because of this:",
      `  ${POSTGRES} is protected by lifecycle.prevent_destroy and deletion_protection and settings.deletion_protection_enabled`,
      "  Set deletionProtection to { enabled: false, reason: … } in environments/staging.yaml, then run `fmctl deploy staging`: the protections are part of what is deployed.",
      "",
    ]);
    expect(held.stacks.workloads!.commands()).not.toContain("apply");
  });

  test("a file that no longer protects has to be deployed first", async () => {
    const held = project({}, { deletion_protection: true, settings: [{ deletion_protection_enabled: true }] });

    const { code, stderr } = await fmctl(["destroy", "staging", "--confirm", "staging"], outside(held));

    expect(code).toBe(1);
    expect(stderr).toContain("protected by deletion_protection and settings.deletion_protection_enabled\n");
    expect(stderr).toContain("what is deployed still does: run `fmctl deploy staging` first.");
  });

  test.each([
    ["none", [], "has no backup that succeeded"],
    ["an old one", [{ status: "SUCCESSFUL", endTime: "2025-12-30T12:00:00Z" }], "was backed up last 36 hours ago"],
    ["a failed one", [{ status: "FAILED", endTime: "2025-12-31T23:00:00Z" }], "has no backup that succeeded"],
  ])("refuses without a fresh backup: %s", async (_what, items, sentence) => {
    google.on("GET", BACKUPS, { body: { items } });

    const { code, stderr } = await fmctl(["destroy", "staging", "--confirm", "staging"], outside(project()));

    expect(code).toBe(1);
    expect(stderr).toContain(`PostgreSQL flowmaestro-db-1 ${sentence}`);
    expect(stderr).toContain("`gcloud sql backups create --instance flowmaestro-db-1 --project flowmaestro-staging`");
  });

  test("refuses while a bucket has objects, and says how to empty it", async () => {
    google.on("GET", OBJECTS, { body: { items: [{ name: "a" }] } });

    const { stderr } = await fmctl(["destroy", "staging", "--confirm", "staging"], outside(project()));

    expect(stderr).toContain("`gcloud storage rm --recursive --all-versions gs://acme-uploads/**`");
  });

  test("the cluster stays until GKE has deleted the load balancer", async () => {
    const groups = { networkEndpointGroups: [{ name: "k8s1-abc", network: "…/networks/flowmaestro-network" }] };
    let looks = 0;
    google.on("GET", GROUPS, () => ({ body: { items: ++looks < 3 ? { "zones/a": groups } : {} } }));

    const { stdout } = await fmctl(["destroy", "staging", "--confirm", "staging"], outside(project()));

    expect(stdout).toContain("load balancer: waiting, since GKE is still deleting k8s1-abc\nload balancer: gone");
    expect(stdout.indexOf("load balancer: gone")).toBeLessThan(stdout.indexOf("cluster: deleting"));
  });

  test("has nothing to do where nothing was deployed", async () => {
    const empty = new FakeProject({ network: { answers: { "state pull": [{ stdout: "" }] } } });

    const { code, stdout } = await fmctl(["destroy", "staging"], outside(empty));

    expect(code).toBe(0);
    expect(stdout).toBe("Nothing to destroy: no state of staging knows of anything.\n");
  });
});
