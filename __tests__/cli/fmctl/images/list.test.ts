import { CommandError } from "../../../../cli/shared/command-error";
import { REGISTRY, Yard } from "./yard";

let yard: Yard;

beforeEach(async () => {
  yard = await new Yard().start();
});

afterEach(() => yard.stop());

const image = (name: string, tag: string, day: number, bytes = 100_000_000) => ({
  uri: `${REGISTRY}/${name}@sha256:${tag}`,
  tags: [tag],
  imageSizeBytes: String(bytes),
  uploadTime: `2025-12-${String(day).padStart(2, "0")}T10:20:30.5Z`,
});

function running(images: Readonly<Record<string, string>>): void {
  yard.kubernetes.on("GET", "apis/apps/v1/namespaces/flowmaestro/deployments", {
    body: {
      items: Object.entries(images).map(([name, image]) => ({
        metadata: { name },
        spec: { selector: {}, template: { spec: { containers: [{ name, image }] } } },
      })),
    },
  });
}

test("shows each release, newest first: what it lacks, and what runs it", async () => {
  const first = ["backend", "frontend", "marketing", "migrations"].map((name) => image(name, "aaaa", 1));
  yard.google.on("GET", /dockerImages\?pageSize=1000$/, {
    body: { dockerImages: [...first, { uri: `${REGISTRY}/backend@sha256:0`, tags: [] }], nextPageToken: "more" },
  });
  yard.google.on("GET", /dockerImages\?pageSize=1000&pageToken=more$/, {
    body: { dockerImages: [image("backend", "bbbb", 2), image("frontend", "bbbb", 3)] },
  });
  running({ "api-server": `${REGISTRY}/backend:aaaa`, frontend: `${REGISTRY}/frontend:aaaa`, other: "redis:7" });

  const { code, stdout } = await yard.run(["list"]);

  expect(code).toBe(0);
  expect(
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ {2,}/)),
  ).toEqual([
    ["tag", "pushed (UTC)", "size", "images", "run by"],
    ["bbbb", "2025-12-03 10:20", "200 MB", "backend, frontend; lacks marketing, migrations"],
    ["aaaa", "2025-12-01 10:20", "400 MB", "all", "api-server, frontend"],
  ]);
});

test("without a cluster it is not known which one runs, and that is said", async () => {
  yard.google.on("GET", /dockerImages/, { body: { dockerImages: [image("backend", "aaaa", 1)] } });

  const { code, stdout, stderr } = await yard.run(["list", "--json"], {
    cluster: () => Promise.reject(new CommandError("There is no cluster yet.")),
  });

  expect(code).toBe(0);
  expect(stderr).toBe("Which one runs is not known: There is no cluster yet.\n");
  expect(JSON.parse(stdout)).toMatchObject({ registry: REGISTRY, releases: [{ tag: "aaaa", bytes: 100_000_000 }] });
});

test("an empty registry", async () => {
  yard.google.on("GET", /dockerImages/, { body: {} });
  running({});

  expect((await yard.run(["list"])).stdout).toBe(`${REGISTRY} has no images yet.\n`);
});

test("another registry than Google's is not asked", async () => {
  yard.environment("production", (text) => `${text}\nimages: { registry: ghcr.io/acme/flowmaestro }\n`);

  const { code, stderr } = await yard.run(["list"]);

  expect(code).toBe(2);
  expect(stderr).toContain("ghcr.io/acme/flowmaestro, which is no Artifact Registry and is not asked");
});

test("of a local environment are those on the nodes", async () => {
  yard.environment("local", (text) => text);
  const node = {
    names: ["localhost/flowmaestro/backend:dev", "localhost/flowmaestro/backend@sha256:1"],
    sizeBytes: 5e7,
  };
  yard.kubernetes.on("GET", "api/v1/nodes", {
    body: { items: [{ status: { images: [node, { names: ["docker.io/library/redis:7"], sizeBytes: 1 }] } }] },
  });
  running({ "api-server": "localhost/flowmaestro/backend:dev" });

  const { stdout } = await yard.run(["list", "local", "--json"]);

  expect(JSON.parse(stdout)).toMatchObject({
    registry: "localhost/flowmaestro",
    releases: [
      { tag: "dev", images: ["backend"], running: ["api-server"], missing: ["frontend", "marketing", "migrations"] },
    ],
  });
});
