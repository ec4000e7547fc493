import { FakeClusterApi, deployment } from "../../support/fake-cluster-api";
import { FakeProject, outputting, reading } from "../../support/fake-project";
import { fmctl } from "../../support/fmctl";
import { errorLine, planning, shownChange } from "../deploy/fakes";

const DEPLOYMENTS = "/apis/apps/v1/namespaces/flowmaestro/deployments";
const REGISTRY = "us-central1-docker.pkg.dev/acme/flowmaestro";
const IMAGES = { variable: { image_tag: { type: "string" } } };
const values = (repository: string, tag: string) => ({
  name: repository,
  namespace: "flowmaestro",
  values: ["port: 3001\n", `image: { repository: ${REGISTRY}/${repository}, tag: "${tag}" }\n`],
});
const released = shownChange("helm_release.api", ["update"], values("backend", "new"), {
  before: values("backend", "old"),
});

describe("plan", () => {
  const api = new FakeClusterApi();
  const cluster = () => Promise.resolve(api.connection());
  beforeAll(() => api.start());
  afterAll(() => api.stop());

  test("what would be lost comes first, and is exit code 3", async () => {
    const { project, env, stacks } = new FakeProject({
      network: { answers: planning(shownChange("google_compute_router.r", ["create"])) },
      data: {
        answers: planning(
          shownChange("google_redis_instance.redis", ["update"]),
          shownChange("google_storage_bucket.uploads", ["delete"]),
          shownChange(
            "google_sql_database_instance.postgres",
            ["delete", "create"],
            {},
            { replace_paths: [["region"]] },
          ),
        ),
      },
    });

    const { code, stdout, stderr } = await fmctl(["plan", "staging"], { project, env });

    expect(code).toBe(3);
    expect(stdout.split("\n").slice(0, 4)).toEqual([
      "DATA WOULD BE LOST:",
      "  data: REPLACE google_sql_database_instance.postgres (because of region)",
      "  data: DELETE google_storage_bucket.uploads",
      "",
    ]);
    expect(stdout).toContain("data: 1 to change, 1 to replace, 1 to delete\n  change google_redis_instance.redis\n");
    expect(stderr).toBe("This would delete or replace 2 resources that hold data.\n");
    expect(stacks.data!.commands()).toEqual(["init", "plan", "show"]);
  });

  test("losses are red where there are colours", async () => {
    const { project, env } = new FakeProject({
      data: { answers: planning(shownChange("google_storage_bucket.uploads", ["delete"])) },
    });

    const { stdout } = await fmctl(["plan", "staging"], { project, env: { ...env, FORCE_COLOR: "1" } });

    expect(stdout).toContain("\u001b[31m  data: DELETE google_storage_bucket.uploads\u001b[39m");
  });

  test("a consumer whose producer was never deployed is one line, and no failure", async () => {
    const { project, env, stacks } = new FakeProject({
      network: { answers: planning(shownChange("google_compute_network.network", ["create"])) },
      data: { after: ["network"], json: reading("network", "network_id"), answers: planning() },
      cluster: { after: ["network"], json: reading("network", "network_id"), answers: planning() },
      workloads: {
        after: ["data", "cluster"],
        json: { ...IMAGES, ...reading("data", "host"), ...reading("cluster", "endpoint") },
      },
    });

    const { code, stdout } = await fmctl(["plan", "staging", "--image-tag", "abc"], { project, env });

    expect(code).toBe(0);
    expect(stdout).toContain("data: cannot be planned before network is deployed: it reads what it puts out\n");
    expect(stdout).toContain("workloads: cannot be planned before cluster is deployed: it reads what it puts out\n");
    expect(stacks.data!.commands()).not.toContain("plan");
  });

  test("a consumer of a producer that lacks a new output has to wait as well", async () => {
    const { project, env } = new FakeProject({
      network: { answers: { ...planning(), ...outputting({ old: 1 }) } },
      data: { after: ["network"], json: reading("network", "old", "later"), answers: planning() },
    });

    const { stdout } = await fmctl(["plan", "staging", "data"], { project, env });

    expect(stdout).toBe("data: cannot be planned before network is deployed: it reads what it puts out\n");
  });

  test("every image that changes is named, from the tag that runs to the one that was asked for", async () => {
    const first = shownChange("helm_release.web", ["create"], values("frontend", "new"));
    const { project, env, stacks } = new FakeProject({
      workloads: { json: IMAGES, answers: planning(released, first) },
    });

    const { code, stdout } = await fmctl(["plan", "staging", "--image-tag", "new"], { project, env });

    expect(code).toBe(0);
    expect(stdout).toContain("images with the tag new (--image-tag)\nimages:\n");
    expect(stdout).toContain("  backend: old → new (backend)\n");
    expect(stdout).toContain("  frontend: none yet → new (frontend)\n");
    expect(stacks.workloads!.commands()).not.toContain("apply");
  });

  test("without a tag the one that runs stays", async () => {
    api.lists[DEPLOYMENTS] = ["api-server", "frontend"].map((service) =>
      deployment(service, `${REGISTRY}/${service}:4f2c9d1`, { wanted: 1, available: 1 }),
    );
    const { project, env } = new FakeProject({ workloads: { json: IMAGES, answers: planning() } });

    const { stdout } = await fmctl(["plan", "staging"], { project, env, cluster });

    expect(stdout).toBe("images with the tag 4f2c9d1 (what runs now)\nworkloads: nothing to change\n");
  });

  test("services that run different builds make the tag a question", async () => {
    api.lists[DEPLOYMENTS] = [
      deployment("api-server", `${REGISTRY}/backend:one`, { wanted: 1, available: 1 }),
      deployment("frontend", `${REGISTRY}/frontend:two`, { wanted: 1, available: 1 }),
    ];
    const { project, env } = new FakeProject({ workloads: { json: IMAGES } });

    const { code, stderr } = await fmctl(["plan", "staging"], { project, env, cluster });

    expect(code).toBe(1);
    expect(stderr).toContain("api-server runs one; frontend runs two; say which one with --image-tag.");
  });

  test("a plan that Terraform refuses is told in its words, beside the others", async () => {
    const { project, env } = new FakeProject({
      network: { answers: { plan: [{ code: 1, stdout: errorLine("Instance cannot be destroyed", "Keep it.") }] } },
      data: { answers: planning() },
    });

    const { code, stdout, stderr } = await fmctl(["plan", "staging"], { project, env });

    expect(code).toBe(1);
    expect(stdout).toBe(
      "network: cannot be planned\n  Instance cannot be destroyed: Keep it.\ndata: nothing to change\n",
    );
    expect(stderr).toBe("network could not be planned, as said above.\n");
  });

  test("--json is one document", async () => {
    const { project, env } = new FakeProject({ workloads: { json: IMAGES, answers: planning(released) } });

    const { stdout } = await fmctl(["plan", "staging", "--image-tag", "new", "--json"], { project, env });

    expect(JSON.parse(stdout)).toMatchObject({
      environment: "staging",
      imageTag: "new",
      losses: [],
      images: [{ image: `${REGISTRY}/backend`, from: "old", to: "new", releases: ["backend"] }],
      stacks: [{ stack: "workloads", kind: "planned", changes: [{ address: "helm_release.api", kind: "update" }] }],
    });
  });

  test("an unknown stack gets the nearest name", async () => {
    const { project, env } = new FakeProject({ network: {}, workloads: {} });

    const { code, stderr } = await fmctl(["plan", "staging", "workload"], { project, env });

    expect(code).toBe(2);
    expect(stderr).toBe(
      'stack: got "workload", expected one of network, workloads of staging; did you mean workloads?\n',
    );
  });
});
