import { adoptionText, findAdoptions } from "../../../cli/deploy/adoptions";
import type { StoredRevision } from "../../../cli/deploy/cluster";
import type { PlannedChange } from "../../../cli/deploy/plan";
import { change, FakeCluster, type FakeContent } from "./fakes";

const object = (name: string, namespace?: string) => ({ object: { name, namespace } });
const revisions = (...statuses: string[]): readonly StoredRevision[] =>
  statuses.map((status, index) => {
    const revision = statuses.length - index;
    return { secret: `sh.helm.release.v1.api.v${revision}`, revision, status };
  });

async function texts(content: FakeContent, ...changes: readonly PlannedChange[]) {
  const notices: string[] = [];
  const cluster = new FakeCluster(content);
  const found = await findAdoptions(changes, { cluster, notice: (text) => notices.push(text) });
  return { found, texts: found.map(adoptionText), notices };
}

describe("objects", () => {
  const namespace = change("kubernetes_namespace_v1.namespace", object("flowmaestro"));
  const account = change("kubernetes_service_account_v1.api", object("api", "flowmaestro"));
  const secret = (revision: number, generated: boolean) =>
    change("kubernetes_secret_v1.app", { ...object("app", "flowmaestro"), secret: { revision, generated } });
  const there = { objects: { "Secret flowmaestro/app": {} } };

  test("that exist under the names that would be created are adopted", async () => {
    const objects = { "Namespace flowmaestro": {}, "ServiceAccount flowmaestro/api": {}, "ConfigMap default/a": {} };
    const { found, texts: told } = await texts(
      { objects },
      account,
      namespace,
      change("kubernetes_config_map_v1.a", object("a")),
      change("kubernetes_network_policy_v1.deny", object("deny", "flowmaestro")),
    );

    expect(told).toEqual([
      "adopts Namespace flowmaestro as kubernetes_namespace_v1.namespace",
      "adopts ServiceAccount flowmaestro/api as kubernetes_service_account_v1.api",
      "adopts ConfigMap default/a as kubernetes_config_map_v1.a",
    ]);
    expect(found.map(({ importId }) => importId)).toEqual(["flowmaestro", "flowmaestro/api", "default/a"]);
  });

  test("that the state knows, that nobody can name, or that have another type are not", async () => {
    const { found } = await texts(
      { objects: { "ServiceAccount flowmaestro/api": {} } },
      { ...account, kind: "update" },
      { ...account, object: undefined },
      change("google_storage_bucket.a", object("api")),
    );

    expect(found).toEqual([]);
  });

  test("that belong to a Helm release stay Helm's", async () => {
    const { found } = await texts({ objects: { "ServiceAccount flowmaestro/api": { release: "other" } } }, account);

    expect(found).toEqual([]);
  });

  test("of made-up values keep them: the state gets the planned revision, and nothing is read", async () => {
    const { found, texts: told } = await texts(there, secret(7, true));

    expect(told).toEqual(["adopts Secret flowmaestro/app as kubernetes_secret_v1.app: its values stay"]);
    expect(found[0]).toMatchObject({ secretRevision: 7 });
    expect(found[0]!.importId).toBeUndefined();
  });

  test.each([
    [7, 1],
    [1, 2],
  ])("of values that are kept elsewhere are written again: revision %d becomes %d", async (planned, noted) => {
    const { found, texts: told } = await texts(there, secret(planned, false));

    expect(told).toEqual(["adopts Secret flowmaestro/app as kubernetes_secret_v1.app: its values are written again"]);
    expect(found[0]).toMatchObject({ secretRevision: noted });
  });

  test("that are being deleted are waited for, the namespace before what is in it", async () => {
    const { found, notices } = await texts(
      { objects: { "Namespace flowmaestro": [{ deleting: true }, undefined], "ServiceAccount flowmaestro/api": [] } },
      account,
      namespace,
    );

    expect(notices).toEqual(["Namespace flowmaestro is being deleted; waiting until it is gone."]);
    expect(found).toEqual([]);
  });

  test("that are being deleted are not waited for once somebody has asked to stop", async () => {
    const cluster = new FakeCluster({ objects: { "Namespace flowmaestro": { deleting: true } } });
    const search = { cluster, notice: () => undefined, stop: AbortSignal.abort() };

    await expect(findAdoptions([namespace], search)).rejects.toMatchObject({ kind: "interrupted" });
  });
});

describe("releases", () => {
  const release = (kind: PlannedChange["kind"]) =>
    change("helm_release.api", { ...object("api", "flowmaestro"), kind, arguments: ["status"] });
  const stored = (...statuses: string[]) => ({ releases: { "flowmaestro/api": revisions(...statuses) } });

  test.each(["deployed", "failed", "superseded"])(
    "that are %s and unknown to the state are adopted",
    async (status) => {
      const { found, texts: told } = await texts(stored(status), release("create"));

      expect(told).toEqual(["adopts release flowmaestro/api as helm_release.api"]);
      expect(found[0]).toMatchObject({ importId: "flowmaestro/api", known: false });
      expect(found[0]!.interrupted).toBeUndefined();
    },
  );

  test.each(["pending-install", "pending-upgrade", "pending-rollback", "uninstalling", "uninstalled"])(
    "that were left %s are mended",
    async (status) => {
      const unknown = await texts(stored(status), release("create"));
      const known = await texts(stored(status, "deployed"), release("update"));

      expect(unknown.texts).toEqual([
        `adopts release flowmaestro/api as helm_release.api: its revision 1 was interrupted (${status})`,
      ]);
      expect(known.texts).toEqual([
        `mends release flowmaestro/api (helm_release.api): its revision 2 was interrupted (${status})`,
      ]);
      expect(known.found[0]).toMatchObject({ known: true, interrupted: { revision: 2 }, importId: "flowmaestro/api" });
    },
  );

  test("whose rollback failed too are planned as a whole again", async () => {
    const { texts: told } = await texts(stored("failed", "superseded"), release("update"));

    expect(told).toEqual(["mends release flowmaestro/api (helm_release.api): its last revision failed"]);
  });

  test("that are as the state says are left to the plan", async () => {
    const deployed = stored("deployed", "pending-upgrade");

    expect((await texts(deployed, release("update"))).found).toEqual([]);
    expect((await texts(stored("pending-upgrade"), release("delete"))).found).toEqual([]);
    expect((await texts(stored("pending-upgrade"), release("replace"))).found).toEqual([]);
    expect((await texts({}, release("create"))).found).toEqual([]);
  });
});
