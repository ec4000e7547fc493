import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FakeClusterApi, deployment } from "../../support/fake-cluster-api";
import { FakeGoogle } from "../../support/fake-google";
import { FakeProject, type FakeStackSpec, outputting } from "../../support/fake-project";
import { answers, fmctl as runFmctl } from "../../support/fmctl";
import { errorLine, planning, shownChange } from "../deploy/fakes";

/** What doctor finds has tests of its own. */
const fmctl: typeof runFmctl = (args, outside) =>
  runFmctl(args[0] === "deploy" ? [...args, "--skip-doctor"] : args, outside);

const NAMESPACE = "namespaces/flowmaestro";
const DEPLOYMENTS = `/apis/apps/v1/${NAMESPACE}/deployments`;
const INGRESSES = `/apis/networking.k8s.io/v1/${NAMESPACE}/ingresses`;
const CERTIFICATES = `/apis/networking.gke.io/v1/${NAMESPACE}/managedcertificates`;
const TAGS =
  /^artifactregistry\/v1\/projects\/flowmaestro-\w+\/locations\/us-central1\/repositories\/flowmaestro\/packages\/\w+\/tags\//;

const REPOSITORY =
  /^artifactregistry\/v1\/projects\/flowmaestro-\w+\/locations\/us-central1\/repositories\/flowmaestro$/;

const created = (address: string) => planning(shownChange(address, ["create"]));
const IMAGES = { variable: { image_tag: { type: "string" } } };
const stacks = (more: Readonly<Record<string, FakeStackSpec>> = {}) => ({
  network: { answers: created("google_compute_network.network") },
  data: { after: ["network"], answers: created("google_redis_instance.redis") },
  cluster: { after: ["network"], answers: created("google_container_cluster.cluster") },
  workloads: {
    after: ["data", "cluster", "network"],
    json: IMAGES,
    answers: { ...created("helm_release.api"), ...outputting({ urls: ["https://api.example.com"] }) },
  },
  observability: { after: ["workloads"], answers: created("google_monitoring_dashboard.health") },
  ...more,
});
const unchanged = { answers: planning() };

describe("deploy", () => {
  const api = new FakeClusterApi();
  const google = new FakeGoogle();
  const certificate = (certificateStatus: string, status: string) => ({
    metadata: { name: "flowmaestro-cert" },
    status: { certificateStatus, domainStatus: [{ domain: "app.staging.flowmaestro.example.com", status }] },
  });
  const asked: string[] = [];
  const outside = ({ project, env }: FakeProject) => {
    let time = Date.parse("2026-01-01T00:00:00Z");
    return {
      project,
      env,
      cluster: () => Promise.resolve(api.connection()),
      google: () => Promise.resolve(google.api()),
      fetch: (url: unknown) => {
        asked.push(url as string);
        return Promise.resolve(new Response("ok"));
      },
      now: () => new Date(time),
      wait: (milliseconds: number) => Promise.resolve(void (time += milliseconds)),
    };
  };
  beforeAll(async () => {
    await api.start();
    await google.start();
  });
  afterAll(async () => {
    await api.stop();
    await google.stop();
  });
  beforeEach(() => {
    asked.length = 0;
    api.onRequest = undefined;
    api.lists[DEPLOYMENTS] = [deployment("api-server", "r/backend:abc", { wanted: 1, available: 1 })];
    api.lists[INGRESSES] = [{ status: { loadBalancer: { ingress: [{ ip: "203.0.113.7" }] } } }];
    api.lists[CERTIFICATES] = [certificate("Active", "Active")];
    google.on("GET", REPOSITORY, { body: { name: "it" } });
    google.on("GET", TAGS, { body: { name: "it" } });
  });

  test("goes from the network to answers over the real hosts, images before what runs them", async () => {
    const project = new FakeProject(stacks());

    const { code, stdout } = await fmctl(["deploy", "staging", "--image-tag", "abc", "--yes"], outside(project));

    expect(code).toBe(0);
    const order = [
      "This deploys network, data, cluster, workloads, observability of staging, project flowmaestro-staging with the images abc (--image-tag).",
      "network: applying",
      "data: applying",
      "cluster: applying",
      "images: abc is in the registry",
      "workloads: applying",
      "observability: applying",
      "rollouts: all 1 Deployments serve",
      "load balancer: it is at 203.0.113.7",
      "certificates: flowmaestro-cert Active",
      "answers: 200 from https://api.staging.flowmaestro.example.com/health, https://app.staging.flowmaestro.example.com/",
      "staging is deployed: ",
      "  https://api.example.com",
    ];
    const places = order.map((line) => stdout.indexOf(line));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(asked).toContain("https://api.staging.flowmaestro.example.com/health");
  });

  test("what doctor finds wrong stops it before anything is planned", async () => {
    const project = new FakeProject(stacks());
    writeFileSync(join(project.project, "package.json"), JSON.stringify({ engines: { node: ">=999.0" } }));

    const nowhere = () => Promise.reject(Object.assign(new Error("queryNs ENOTFOUND"), { code: "ENOTFOUND" }));

    const { code, stderr } = await runFmctl(["deploy", "staging", "--image-tag", "abc", "--yes"], {
      ...outside(project),
      resolver: { addresses: nowhere, nameServers: nowhere },
    });

    expect(code).toBe(1);
    expect(stderr).toContain("Nothing was deployed, because of this:\n");
    expect(stderr).toContain("999.0");
    expect(stderr).toContain("--skip-doctor");
    expect(project.stacks.network!.commands()).toEqual([]);
  });

  test("a second one changes nothing, says so, and still looks whether all is well", async () => {
    const project = new FakeProject(
      stacks({ network: unchanged, data: unchanged, cluster: unchanged, workloads: { json: IMAGES, ...unchanged } }),
    );

    const run = await fmctl(["deploy", "staging", "workloads", "network", "--yes"], outside(project));

    expect(run.code).toBe(0);
    expect(run.stdout).toContain("with the images abc (what runs now)");
    expect(run.stdout).toContain("staging is as its file says: there was nothing to change");
    expect(run.stdout).toContain("answers: 200 from");
    expect(project.stacks.workloads!.commands()).not.toContain("apply");
  });

  test("waits say what they wait for", async () => {
    const project = new FakeProject(stacks());
    api.lists[CERTIFICATES] = [certificate("Provisioning", "FailedNotVisible")];
    let looks = 0;
    api.onRequest = (path) => {
      if (path === CERTIFICATES && ++looks === 3) api.lists[CERTIFICATES] = [certificate("Active", "Active")];
    };

    const { code, stdout } = await fmctl(["deploy", "staging", "--image-tag", "abc", "--yes"], outside(project));

    expect(code).toBe(0);
    expect(stdout).toContain(
      "certificates: waiting, since flowmaestro-cert is Provisioning: app.staging.flowmaestro.example.com does not resolve " +
        "to the load balancer for Google yet (`fmctl dns staging` shows the records)\ncertificates: flowmaestro-cert Active\n",
    );
  });

  test("a wait ends in time, with the reason and exit code 3", async () => {
    const project = new FakeProject(stacks());
    api.lists[DEPLOYMENTS] = [deployment("api-server", "r/backend:abc", { wanted: 2, available: 1 })];

    const args = ["deploy", "staging", "--image-tag", "abc", "--yes", "--timeout", "2"];
    const { code, stderr } = await fmctl(args, outside(project));

    expect(code).toBe(3);
    expect(stderr).toBe(
      "Everything is deployed, but after 2 min 10 s still: api-server has 1 of 2 pods. `fmctl deploy staging` goes on " +
        "waiting; `fmctl status staging` shows how it is.\n",
    );
  });

  test("images that nobody pushed stop it before anything runs them", async () => {
    google.on("GET", TAGS, { status: 404, body: { error: { code: 404, message: "no" } } });
    const project = new FakeProject(stacks());

    const { code, stderr } = await fmctl(["deploy", "staging", "--image-tag", "abc", "--yes"], outside(project));

    expect(code).toBe(1);
    expect(stderr).toContain("us-central1-docker.pkg.dev/flowmaestro-staging/flowmaestro/backend:abc");
    expect(project.stacks.data!.commands()).toContain("apply");
    expect(project.stacks.workloads!.commands()).toEqual([]);
  });

  test("nothing runs and no tag: one sentence, and nothing is done", async () => {
    api.lists[DEPLOYMENTS] = [];
    const project = new FakeProject(stacks());

    const { code, stderr } = await fmctl(["deploy", "staging", "--yes"], outside(project));

    expect(code).toBe(1);
    expect(stderr).toBe(
      "image tag: got none, and nothing runs in staging yet; name a build: `fmctl deploy staging --image-tag REVISION`.\n",
    );
    expect(project.stacks.network!.commands()).toEqual([]);
  });

  test("production has to be typed; what was agreed to is not asked again", async () => {
    const project = new FakeProject({ network: { answers: created("google_compute_network.network") } });
    const wrong = answers("prod");
    const right = answers("production", true);

    expect(await fmctl(["deploy", "production"], { ...outside(project), prompts: wrong })).toMatchObject({ code: 4 });
    expect(project.stacks.network!.commands()).toEqual([]);

    expect(await fmctl(["deploy", "production"], { ...outside(project), prompts: right })).toMatchObject({ code: 0 });
    expect(right.asked).toEqual([
      "This deploys network of production, project flowmaestro-production. Type production to go on:",
      "Apply this to network?",
    ]);
    const script = ["deploy", "production", "--yes", "--confirm", "production"];
    expect(await fmctl(script, { ...outside(project), prompts: answers() })).toMatchObject({ code: 0 });
  });

  test("what deletes data is agreed to by its name, also with --yes", async () => {
    const losing = planning(shownChange("google_storage_bucket.uploads", ["delete"]));
    const project = new FakeProject({ data: { answers: losing } });

    const refused = await fmctl(["deploy", "staging", "--yes"], { ...outside(project), prompts: answers("no") });

    expect(refused.code).toBe(4);
    expect(project.stacks.data!.commands()).not.toContain("apply");
    expect(await fmctl(["deploy", "staging", "--yes", "--confirm", "staging"], outside(project))).toMatchObject({
      code: 0,
    });
  });

  test("somebody who says no to a stack leaves it and those after it", async () => {
    const project = new FakeProject(stacks());
    const prompts = answers(false);

    const run = await fmctl(["deploy", "staging", "--image-tag", "abc"], { ...outside(project), prompts });

    expect(run).toMatchObject({ code: 4, stderr: "network stays as it is, as you wished.\n" });
    expect(project.stacks.data!.commands()).toEqual([]);
  });

  test("a stack that fails ends it, with the way on", async () => {
    const apply = [{ code: 1, stdout: errorLine("Error 409: alreadyExists", "", "google_compute_network.network") }];
    const failing = { answers: { ...created("google_compute_network.network"), apply } };
    const project = new FakeProject(stacks({ network: failing }));

    const { code, stdout, stderr } = await fmctl(
      ["deploy", "staging", "--image-tag", "abc", "--yes"],
      outside(project),
    );

    expect(code).toBe(1);
    expect(stdout).toContain("Terraform: google_compute_network.network: Error 409: alreadyExists");
    expect(stderr).toContain("network could not be deployed, as said above");
    expect(stderr).toContain("`fmctl repair staging`");
    expect(project.stacks.data!.commands()).toEqual([]);
  });

  test("--dry-run plans, and applies nothing", async () => {
    const project = new FakeProject(stacks());

    const { code, stdout } = await fmctl(
      ["deploy", "staging", "--only", "network", "data", "--dry-run"],
      outside(project),
    );

    expect(code).toBe(0);
    expect(stdout).toContain("network: 1 to create\n");
    expect(Object.values(project.stacks).flatMap((stack) => stack.commands())).not.toContain("apply");
  });

  test("--json is one document", async () => {
    const project = new FakeProject(stacks());

    const { stdout } = await fmctl(["deploy", "staging", "--image-tag", "abc", "--yes", "--json"], outside(project));

    expect(JSON.parse(stdout)).toMatchObject({
      environment: "staging",
      changed: true,
      imageTag: "abc",
      stacks: ["network", "data", "cluster", "workloads", "observability"].map((stack) => ({ stack, kind: "applied" })),
      outputs: { urls: ["https://api.example.com"] },
    });
  });

  test("a local environment is deployed as a whole", async () => {
    const project = new FakeProject({ data: {} });

    const { code, stderr } = await fmctl(["deploy", "local", "data"], outside(project));

    expect(code).toBe(2);
    expect(stderr).toContain("expected none: local is deployed as a whole");
  });
});
