import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { IMAGES, REGISTRY, Yard } from "./yard";

let yard: Yard;

beforeEach(async () => {
  yard = await new Yard().start();
});

afterEach(() => yard.stop());

const linesOf = (yard: Yard) => yard.calls().map(({ line }) => line);

describe("build", () => {
  test("builds every image for the cluster's machines, tagged with the revision", async () => {
    const { code, stdout } = await yard.run(["build", "--source", "checkout"]);

    expect(code).toBe(0);
    const builds = linesOf(yard).filter((line) => line.startsWith("docker build"));
    expect(builds).toHaveLength(4);
    expect(builds[1]).toBe(
      `docker build --file ${yard.checkout}/infra/docker/frontend/Dockerfile --platform linux/amd64 ` +
        "--build-arg VITE_API_URL=https://api.flowmaestro.example.com " +
        `--build-arg VITE_WS_URL=wss://api.flowmaestro.example.com --tag ${REGISTRY}/frontend:${yard.revision} ` +
        yard.checkout,
    );
    expect(builds[0]).not.toContain("--build-arg");
    expect(stdout).toContain(`built   ${REGISTRY}/backend:${yard.revision}`);
    expect(yard.pushed()).toEqual([]);
  });

  test("asks the environment's hosts where the API is when nothing else says so", async () => {
    yard.environment("production", (text) =>
      text
        .replace(/^ +API_URL: .*\n/m, "")
        .replace("api: api-server", "rest: api-server")
        .replace("[api,", "[rest,"),
    );

    await yard.run(["build", "--source", "checkout"]);

    expect(linesOf(yard).join()).toContain("VITE_API_URL=https://rest.flowmaestro.example.com");
  });

  test("does not build again what Docker has", async () => {
    await yard.run(["build", "--source", "checkout"]);
    yard.calls();

    const { stdout } = await yard.run(["build", "--source", "checkout"]);

    expect(linesOf(yard).filter((line) => line.startsWith("docker build"))).toEqual([]);
    expect(stdout).toContain("is built already");
  });
});

describe("push", () => {
  test("builds and pushes what the registry lacks, and says how to run it", async () => {
    yard.push(`${REGISTRY}/backend:${yard.revision}`);

    const { code, stdout } = await yard.run(["push", "--source", "checkout"]);

    expect(code).toBe(0);
    expect(yard.pushed()).toEqual(IMAGES.map((image) => `${REGISTRY}/${image}:${yard.revision}`));
    expect(stdout).toContain(`there   ${REGISTRY}/backend:${yard.revision}\npushed  ${REGISTRY}/frontend`);
    expect(stdout).toContain(`\`fmctl deploy production --image-tag ${yard.revision}\` runs them.`);
    expect(linesOf(yard).filter((line) => line.startsWith("docker build"))).toHaveLength(3);
  });

  test("changes nothing the second time, and does not even need Docker", async () => {
    await yard.run(["push", "--source", "checkout"]);
    yard.calls();
    rmSync(join(yard.root, "bin", "docker"));

    const { code, stdout } = await yard.run(["push", "--source", "checkout", "--json"]);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      tag: yard.revision,
      images: IMAGES.map((image) => ({ image, what: "there" })),
    });
  });

  test("logs Docker in with a token that is in no argument, for the pushes only, and nothing of it stays", async () => {
    const { stdout, stderr } = await yard.run(["push", "--source", "checkout"]);

    const calls = yard.calls();
    const login = calls.find(({ line }) => line.startsWith("docker login"))!;
    expect(login.line).toBe(
      "docker login --username oauth2accesstoken --password-stdin https://us-central1-docker.pkg.dev",
    );
    expect(yard.state("password")).toBe("a-token");
    expect([stdout, stderr, ...calls.map(({ line }) => line)].join()).not.toContain("a-token");
    const withConfig = calls.filter(({ config }) => config !== "");
    expect(withConfig.map(({ line }) => line.split(" ")[1])).toEqual(["login", "push", "push", "push", "push"]);
    expect(new Set(withConfig.map(({ config }) => config)).size).toBe(1);
    expect(withConfig.every(({ host }) => host === "unix:///somewhere/docker.sock")).toBe(true);
    expect(existsSync(login.config)).toBe(false);
  });

  test.each([
    ["docker login", "Docker could not log in to us-central1-docker.pkg.dev with your login to Google: made to fail"],
    ["docker push", `\`docker push ${REGISTRY}/backend:`],
    ["docker build", "`docker build --file"],
    ["docker version", "Docker is installed but does not run (made to fail); it is needed to build the images."],
  ])("a failing `%s` is a sentence, and leaves no login", async (line, sentence) => {
    yard.write("state/fails", line);

    const { code, stderr } = await yard.run(["push", "--source", "checkout"]);

    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
    for (const { config } of yard.calls()) expect(config !== "" && existsSync(config)).toBe(false);
  });

  test("goes to another registry with Docker's own login", async () => {
    yard.environment("production", (text) => `${text}\nimages: { registry: ghcr.io/acme/flowmaestro }\n`);

    const { code } = await yard.run(["push", "--source", "checkout"]);

    expect(code).toBe(0);
    expect(yard.pushed()).toEqual(IMAGES.map((image) => `ghcr.io/acme/flowmaestro/${image}:${yard.revision}`));
    expect(yard.calls().every(({ config }) => config === "")).toBe(true);
  });
});

describe("a checkout with changes", () => {
  beforeEach(() => yard.write("checkout/new.ts", "1"));

  test("is refused for an environment that is protected", async () => {
    const { code, stderr } = await yard.run(["push", "--source", "checkout"]);

    expect(code).toBe(1);
    expect(stderr).toContain("has changes that are not committed (new.ts), and production is protected");
    expect(yard.calls()).toEqual([]);
  });

  test("is refused with a tag of one's own as well", async () => {
    expect((await yard.run(["push", "--source", "checkout", "--tag", "mine"])).code).toBe(1);
  });

  test("is taken for one that is not, and the tag tells the change", async () => {
    yard.environment(
      "production",
      (text) => `${text}\ndeletionProtection: { enabled: false, reason: It is only a test environment }\n`,
    );

    await yard.run(["push", "--source", "checkout"]);

    const tags = new Set(yard.pushed().map((reference) => reference.split(":")[1]));
    expect([...tags]).toEqual([expect.stringMatching(new RegExp(`^${yard.revision}-[0-9a-f]{12}$`))]);
  });
});

describe("refuses in a sentence", () => {
  test.each([
    [["push"], "--source: got nothing, expected the path of a checkout of FlowMaestro."],
    [["push", "--source", "nowhere"], "--source: got nowhere, which does not exist"],
    [
      ["push", "-e", "local", "--source", "checkout"],
      "local runs in a cluster that images are loaded into, not pushed to",
    ],
  ])("%j", async (args, sentence) => {
    yard.environment("local", (text) => text);

    const { code, stderr } = await yard.run(args);

    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });

  test("a folder that is no git checkout", async () => {
    rmSync(join(yard.checkout, ".git"), { recursive: true });

    expect((await yard.run(["push", "--source", "checkout"])).stderr).toContain("is no git checkout");
  });

  test("a checkout of something else", async () => {
    rmSync(join(yard.checkout, "infra"), { recursive: true });

    expect((await yard.run(["push", "--source", "checkout"])).stderr).toContain(
      "infra/docker/backend/Dockerfile does not exist, and the environment production runs an image backend",
    );
  });

  test("a registry that is not made yet", async () => {
    yard.google.on("GET", /repositories\/flowmaestro$/, { status: 404, body: {} });

    expect((await yard.run(["push", "--source", "checkout"])).stderr).toContain(
      `There is no registry ${REGISTRY} yet; \`fmctl deploy production data\` makes it.`,
    );
  });
});
