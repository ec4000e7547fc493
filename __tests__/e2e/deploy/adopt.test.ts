import { copyFileSync, existsSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Installation } from "./installation";
import { missing } from "./stack";

const reason = missing();
if (reason) console.warn(`skipped: ${reason}`);

const MINUTE = 60_000;
const INTERRUPTED = ["pending-install", "pending-upgrade", "pending-rollback", "uninstalling", "uninstalled"];

(reason ? describe.skip : describe)("what an interrupted apply leaves behind", () => {
  const all: Installation[] = [];
  const installation = (message: string) => {
    const made = new Installation();
    all.push(made);
    made.write({ message, readyAfterSeconds: 1 });
    return made;
  };
  const running = reason ? undefined : installation("before");

  beforeAll(async () => {
    expect(await running!.deploy()).toMatchObject({ kind: "applied" });
  }, MINUTE);
  afterAll(async () => {
    for (const each of all) await each.remove();
  }, MINUTE);

  test(
    "what the cluster has and the state has not is adopted, after it has been told",
    async () => {
      const unnoted = installation("first");
      await unnoted.makeUnnoted();

      expect(await unnoted.deploy()).toMatchObject({ kind: "applied", adopted: 5 });

      const { namespace, lines } = unnoted;
      expect(lines.filter((line) => line.includes("adopts")).sort()).toEqual([
        `app: adopts ConfigMap ${namespace}/settings as kubernetes_config_map_v1.settings`,
        `app: adopts Namespace ${namespace} as kubernetes_namespace_v1.namespace`,
        `app: adopts Secret ${namespace}/generated as kubernetes_secret_v1.generated: its values stay`,
        `app: adopts Secret ${namespace}/plain as kubernetes_secret_v1.plain: its values are written again`,
        `app: adopts ServiceAccount ${namespace}/service as kubernetes_service_account_v1.service`,
      ]);
      expect(lines.findIndex((line) => line.includes("adopts"))).toBeLessThan(lines.indexOf("app: applying"));
      expect(await unnoted.secret("generated")).toEqual({ password: "already-in-use" });
      expect(await unnoted.secret("plain")).toEqual({ MESSAGE: "first" });
      expect(unnoted.written()).not.toContain("already-in-use");
      expect(await unnoted.deploy()).toEqual({ kind: "unchanged" });
    },
    2 * MINUTE,
  );

  test(
    "a state that is gone comes back without a pod being restarted or a value that is in use being made up anew",
    async () => {
      const pods = (await running!.pods()).map(({ metadata }) => metadata!.uid);
      const generated = await running!.secret("generated");
      renameSync(running!.stateFile, `${running!.stateFile}.lost`);

      expect(await running!.deploy()).toMatchObject({ kind: "applied", adopted: 7 });

      expect((await running!.pods()).map(({ metadata }) => metadata!.uid)).toEqual(pods);
      expect(await running!.secret("generated")).toEqual(generated);
      expect(running!.written()).not.toContain(generated.password);
      expect(await running!.deploy()).toEqual({ kind: "unchanged" });
    },
    MINUTE,
  );

  test(
    "a state that ends in the middle is put back from its backup",
    async () => {
      copyFileSync(running!.stateFile, `${running!.stateFile}.backup`);
      truncateSync(running!.stateFile, 1000);

      expect(await running!.deploy()).toEqual({ kind: "unchanged" });

      expect(running!.lines[0]).toContain("ends in the middle");
      expect(existsSync(`${running!.stateFile}.damaged`)).toBe(true);
    },
    MINUTE,
  );

  test(
    "the note of a lock whose holder is dead stops nobody",
    async () => {
      const note = join(dirname(running!.stateFile), ".app.tfstate.lock.info");
      writeFileSync(note, JSON.stringify({ ID: "1", Operation: "OperationTypeApply", Who: "somebody@gone" }));

      expect(await running!.deploy()).toEqual({ kind: "unchanged" });
    },
    MINUTE,
  );

  test.each(INTERRUPTED)(
    "a release that is left %s is mended",
    async (status) => {
      await running!.interrupt(status);
      running!.write({ message: status, readyAfterSeconds: 1 });

      expect(await running!.deploy()).toMatchObject({ kind: "applied", adopted: 1 });

      expect(running!.lines.join("\n")).toContain(`was interrupted (${status})`);
      expect(await running!.serving()).toEqual([status]);
      expect((await running!.history()).at(-1)).toBe("deployed");
      expect(await running!.deploy()).toEqual({ kind: "unchanged" });
    },
    MINUTE,
  );

  test(
    "a release that was interrupted with the values that are wanted is rolled out all the same",
    async () => {
      const before = await running!.history();
      await running!.interrupt("pending-upgrade");

      expect(await running!.deploy()).toMatchObject({ kind: "applied" });

      expect(await running!.history()).toHaveLength(Math.min(10, before.length + 1));
    },
    MINUTE,
  );

  test(
    "a namespace that is being deleted is waited for",
    async () => {
      const deleted = installation("deleted");
      await deleted.deploy();
      await deleted.startDeletion();
      renameSync(deleted.stateFile, `${deleted.stateFile}.lost`);

      expect(await deleted.deploy()).toMatchObject({ kind: "applied", adopted: 0 });

      expect(deleted.lines.join("\n")).toContain("is being deleted; waiting until it is gone");
      expect(await deleted.serving()).toEqual(["deleted"]);
    },
    2 * MINUTE,
  );

  test(
    "what is not in the state is destroyed with the rest",
    async () => {
      const unnoted = installation("unnoted");
      await unnoted.makeUnnoted();

      expect(await unnoted.destroy()).toMatchObject({ kind: "applied", adopted: 5 });

      expect(await unnoted.namespaceExists()).toBe(false);
      expect(readFileSync(unnoted.stateFile, "utf8")).not.toContain("already-in-use");
    },
    2 * MINUTE,
  );
});
