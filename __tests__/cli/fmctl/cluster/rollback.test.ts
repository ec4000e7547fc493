import { FakeGoogle } from "../../../support/fake-google";
import { FakeKubernetes } from "../../../support/fake-kubernetes";
import { fmctl } from "../../../support/fmctl";
import { differences } from "../../../../cli/fmctl/commands/rollback/differences";
import { runningTags } from "../../../../cli/fmctl/terraform/environment-stacks";
import { revision } from "./objects";

const IMAGE = "localhost/flowmaestro/backend";
let kubernetes: FakeKubernetes;

beforeEach(async () => {
  kubernetes = await new FakeKubernetes().start();
  kubernetes.put(
    "secrets",
    revision("api-server", 1, "gone", "superseded"),
    revision("api-server", 2, "good", "superseded"),
    revision("api-server", 3, "broken", "failed", { description: "context deadline exceeded" }),
    revision("api-server", 4, "bad", "superseded"),
    revision("api-server", 5, "bad"),
  );
  kubernetes.put("nodes", {
    metadata: { name: "node" },
    status: { images: [{ names: [`${IMAGE}:good`, `${IMAGE}:bad`] }, { names: null }] },
  });
});
afterEach(() => kubernetes.stop());

const rollback = (...args: readonly string[]) =>
  fmctl(["rollback", "-e", "local", ...args], {
    cluster: () => Promise.resolve(kubernetes.connection()),
    env: { PATH: "/nonexistent" },
  });

describe("fmctl rollback", () => {
  test("shows the releases, which one runs, and whether their images still exist", async () => {
    const { code, stdout } = await rollback("api-server", "--list");

    expect(code).toBe(0);
    expect(stdout.split("\n").map((line) => line.replace(/ {2,}/g, "  "))).toEqual([
      "REVISION  WHEN  STATUS  TAG  IMAGE  DESCRIPTION",
      "5  60 min ago  deployed  bad  exists  runs  Upgrade complete",
      "4  60 min ago  superseded  bad  exists  Upgrade complete",
      "3  60 min ago  failed  broken  gone  context deadline exceeded",
      "2  60 min ago  superseded  good  exists  Upgrade complete",
      "1  60 min ago  superseded  gone  gone  Upgrade complete",
      "",
    ]);
  });

  test("the list is one document for a script", async () => {
    const { stdout } = await rollback("api-server", "--list", "--json");

    expect((JSON.parse(stdout) as object[])[3]).toMatchObject({
      revision: 2,
      tag: "good",
      image: "exists",
      runs: false,
    });
  });

  test("chooses the last release that was well, with another image that exists", async () => {
    const { stdout, stderr } = await rollback("api-server", "--yes");

    expect(stdout).toMatch(/2 +60 min ago +superseded +good +exists +back to/);
    // There is no Terraform here; the end-to-end tests have one.
    expect(stderr).toContain("terraform is not on the PATH");
  });

  test("the image that runs already is nothing to do", async () => {
    const { code, stdout } = await rollback("api-server", "--to", "4");

    expect(code).toBe(0);
    expect(stdout).toContain("api-server runs bad already; there is nothing to change.");
  });

  test.each([
    [["api-server", "--to", "9"], 2, "--to: got 9, expected a revision of api-server: 5, 4, 2."],
    [
      ["api-server", "--to", "3"],
      1,
      "Revision 3 of api-server was never rolled out (failed); choose one that was: 5, 4, 2.",
    ],
    [
      ["api-server", "--to", "1"],
      1,
      "The image of revision 1 (gone) does not exist any more; choose another one: 5, 4, 2, or build it again",
    ],
    [["api-server", "--to", "first"], 2, "expected the number of a revision, as --list shows them."],
    [["api-servr"], 2, "did you mean api-server?"],
    [["frontend"], 1, "frontend is not deployed; `fmctl deploy local` does that."],
  ])("%j ends with %i and says why", async (args, expected, sentence) => {
    const { code, stderr } = await rollback(...args);

    expect(code).toBe(expected);
    expect(stderr).toContain(sentence);
  });

  test("a node that tells of fifty images may have more, so none counts as gone", async () => {
    const images = Array.from({ length: 50 }, (_, index) => ({ names: [`other/image:${index}`] }));
    kubernetes.put("nodes", { metadata: { name: "node" }, status: { images } });

    expect((await rollback("api-server", "--list")).stdout).not.toContain("gone  gone");
  });

  test("in Google Cloud the registry says whether an image exists, asked once for each", async () => {
    const google = await new FakeGoogle().start();
    const repository = "us-central1-docker.pkg.dev/flowmaestro-production/flowmaestro/backend";
    const config = (tag: string) => ({ config: { image: { repository, tag } } });
    for (const [version, tag] of [
      [2, "good"],
      [4, "bad"],
    ] as const) {
      kubernetes.put("secrets", revision("api-server", version, tag, "superseded", config(tag)));
    }
    const path =
      "artifactregistry/v1/projects/flowmaestro-production/locations/us-central1/repositories/flowmaestro/packages/backend/tags";
    google.on("GET", `${path}/good`, { body: { name: "good" } });

    const { stdout } = await fmctl(["rollback", "-e", "production", "api-server", "--list"], {
      cluster: () => Promise.resolve(kubernetes.connection()),
      google: () => Promise.resolve(google.api()),
    });
    await google.stop();

    expect(stdout).toMatch(/2 .*good +exists/);
    expect(stdout).toMatch(/4 .*bad +gone/);
    expect(google.seen).toHaveLength(2);
  });
});

test("what differs between two releases is named, but for the tag, and never its value", () => {
  const before = { image: { repository: "r", tag: "1" }, env: { A: "secret", B: "same" }, uses: ["a"] };
  const after = { image: { repository: "r", tag: "2" }, env: { B: "same", C: "new" }, uses: ["a", "b"] };

  expect(differences(before, after)).toEqual(["env.A", "env.C", "uses"]);
});

test("the tags that run are a tag for each service, and the migrations' for everything else", () => {
  const release = (tag: string) => ({
    name: "",
    revision: 1,
    status: "deployed",
    chart: "",
    tag,
    description: "",
    values: {},
    hooks: [],
  });
  const serving = new Map([
    ["api-server", release("1")],
    ["frontend", release("2")],
    ["migrations", release("2")],
  ]);

  expect(runningTags(["api-server", "frontend", "not-there"], serving)).toEqual({
    TF_VAR_image_tag: "2",
    TF_VAR_image_tags: '{"api-server":"1","frontend":"2"}',
  });
});
