import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { FakeMachine } from "./fake-machine";

const IMAGES = ["backend", "frontend", "marketing", "migrations"];
let machine: FakeMachine;

beforeEach(() => {
  machine = new FakeMachine();
});

afterEach(() => machine.remove());

function inKind(): void {
  machine.install("kind", "docker");
  machine.contexts({ "kind-mine": "https://127.0.0.1:1" }, "kind-mine");
  machine.clusters["kind-mine"] = "uid-1";
}

function checkout(): void {
  for (const image of IMAGES) {
    const asks = image === "frontend" ? "ARG VITE_API_URL\nARG VITE_WS_URL\n" : "";
    machine.write(`checkout/infra/docker/${image}/Dockerfile`, `FROM scratch\n${asks}`);
  }
}

describe("where images can be loaded", () => {
  test("the stand-in is built and loaded; a change of it is another tag", async () => {
    inKind();
    const { text } = await machine.run("up");
    const { tag } = machine.records.read()!.images!;
    expect(tag).toMatch(/^src-[0-9a-f]{12}$/);
    expect(text).toContain(`localhost/flowmaestro/*:${tag} from our stand-in`);
    const calls = machine.calls();
    const builds = calls.filter((call) => call.startsWith("docker build"));
    expect(builds).toHaveLength(4);
    expect(builds[0]).toContain("--target backend");
    expect(builds[0]).toContain(`--build-arg IMAGE_TAG=${tag}`);
    expect(builds[0]).toContain(
      "--build-arg VITE_API_URL=http://localhost:3001 --build-arg VITE_WS_URL=ws://localhost:3001",
    );
    expect(calls.at(-1)).toMatch(/^kind load docker-image .* --name mine$/);

    machine.write("project/e2e/app/dist/made.js", "does not count");
    await machine.run("up");
    expect(machine.calls()).toEqual([]);
    machine.write("project/e2e/app/backend/index.ts", "counts");
    await machine.run("up");
    expect(machine.records.read()!.images!.tag).not.toBe(tag);
  });

  test("what Docker has is not built again, unless asked", async () => {
    inKind();
    await machine.run("up");
    machine.records.write({ context: "kind-mine", clusterId: "uid-1" });
    machine.calls();
    await machine.run("up");
    const calls = machine.calls();
    expect(calls.filter((call) => call.startsWith("docker build"))).toEqual([]);
    expect(calls.at(-1)).toMatch(/^kind load/);
    await machine.run("up", "--rebuild");
    expect(machine.calls().filter((call) => call.startsWith("docker build"))).toHaveLength(4);
  });

  test("k3d and Docker Desktop", async () => {
    machine.install("k3d", "docker");
    machine.contexts({ "k3d-dev": "https://0.0.0.0:6550", "docker-desktop": "https://127.0.0.1:6443" }, "k3d-dev");
    Object.assign(machine.clusters, { "k3d-dev": "uid-1", "docker-desktop": "uid-2" });
    await machine.run("up");
    expect(machine.calls().at(-1)).toMatch(/^k3d image import .* --cluster dev$/);
    machine.records.forget();
    machine.environment({ context: "docker-desktop" });
    expect((await machine.run("up")).code).toBe(0);
    expect(machine.calls().at(-1)).toMatch(/^docker /);
  });

  test("the program that loads them is named when it is missing", async () => {
    inKind();
    machine.install("docker");
    machine.contexts({ "k3d-dev": "https://0.0.0.0:6550" }, "k3d-dev");
    machine.clusters["k3d-dev"] = "uid-1";
    const { code, text } = await machine.run("up");
    expect(code).toBe(1);
    expect(text).toContain("k3d is not on the PATH; it is needed to load images into the cluster of context k3d-dev.");
  });

  test("a failed build tells its last lines", async () => {
    inKind();
    machine.breaks("docker build");
    const { code, text } = await machine.run("up");
    expect(code).toBe(1);
    expect(text).toMatch(/`docker build .*` failed\. It said:\n {2}│ made to fail\n$/);
    expect(machine.records.read()!.images).toBeUndefined();
  });
});

describe("a checkout", () => {
  test("is built with the arguments that its Dockerfiles ask for, and remembered", async () => {
    inKind();
    checkout();
    expect((await machine.run("up", "--app-source", "checkout")).code).toBe(0);
    const builds = machine.calls().filter((call) => call.startsWith("docker build"));
    const path = join(machine.root, "checkout");
    expect(builds.map((call) => call.includes("VITE_API_URL"))).toEqual([false, true, false, false]);
    expect(builds.every((call) => call.endsWith(` ${path}`))).toBe(true);
    const { text } = await machine.run("up");
    expect(text).toContain(`from ${path}, in the cluster already`);
  });

  test("has git's revision in its tag, and what is not committed", async () => {
    inKind();
    checkout();
    const path = join(machine.root, "checkout");
    const found = execFileSync("/bin/sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
    symlinkSync(found, join(machine.root, "bin", "git"));
    const git = (...args: readonly string[]) =>
      execFileSync("git", ["-C", path, "-c", "user.name=a", "-c", "user.email=a@b", ...args], { encoding: "utf8" });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "--message", "one");
    const tag = async () => {
      await machine.run("up", "--app-source", path);
      return machine.records.read()!.images!.tag;
    };
    const clean = await tag();
    expect(clean).toMatch(new RegExp(`^${git("rev-parse", "HEAD").slice(0, 12)}-[0-9a-f]{12}$`));
    expect(await tag()).toBe(clean);
    machine.write("checkout/new.ts", "1");
    machine.write("checkout/nested/.git/HEAD", "ref: refs/heads/main");
    symlinkSync("nowhere", join(path, "dangling"));
    const withNew = await tag();
    machine.write("checkout/infra/docker/backend/Dockerfile", "FROM scratch\n# changed\n");
    const changed = await tag();
    expect(new Set([clean, withNew, changed]).size).toBe(3);
    expect(changed.slice(0, 12)).toBe(clean.slice(0, 12));
  });

  test("without git's program", async () => {
    inKind();
    checkout();
    machine.write("checkout/.git/HEAD", "");
    const { text } = await machine.run("up", "--app-source", "checkout");
    expect(text).toContain("git is not on the PATH; it is needed to tell the revision of");
  });

  test("lacks a Dockerfile", async () => {
    inKind();
    machine.write("checkout/README.md", "");
    const { code, text } = await machine.run("up", "--app-source", "checkout");
    expect(code).toBe(1);
    expect(text).toContain("infra/docker/backend/Dockerfile does not exist");
  });

  test("does not follow the stand-in on the same database", async () => {
    inKind();
    checkout();
    await machine.run("up");
    const { code, text } = await machine.run("up", "--app-source", "checkout");
    expect(code).toBe(1);
    expect(text).toContain("run `npm run local:down` before you change.");
  });
});

describe("any other cluster", () => {
  beforeEach(() => {
    machine.contexts({ lab: "https://127.0.0.1:6443" }, "lab");
    machine.clusters.lab = "uid-1";
  });

  test("gets the images of the environment, or of TF_VAR_image_tag", async () => {
    expect((await machine.run("up")).text).toContain(
      "images: localhost/flowmaestro/*:dev, which have to be there already",
    );
    machine.env.TF_VAR_image_tag = "4f2c9d1";
    expect((await machine.run("up")).text).toContain("localhost/flowmaestro/*:4f2c9d1");
    expect(machine.calls()).toEqual([]);
  });

  test("cannot get those of a checkout", async () => {
    checkout();
    const { code, text } = await machine.run("up", "--app-source", "checkout");
    expect(code).toBe(1);
    expect(text).toContain("context lab is none of them: push them to localhost/flowmaestro");
  });
});

test("--images-ready builds nothing in kind, now and the next time", async () => {
  inKind();
  await machine.run("up", "--images-ready");
  await machine.run("up");
  expect(machine.calls()).toEqual([]);
  expect(machine.records.read()!.images).toEqual({ source: { kind: "ready" }, tag: "dev" });
});
