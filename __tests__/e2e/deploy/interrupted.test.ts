import { Installation } from "./installation";
import { processesOf } from "./kill";
import { missing } from "./stack";

const reason = missing();
if (reason) console.warn(`skipped: ${reason}`);

const MINUTE = 60_000;

(reason ? describe.skip : describe)("a deploy that is asked to stop", () => {
  const all: Installation[] = [];
  afterAll(async () => {
    for (const installation of all) await installation.remove();
  }, MINUTE);

  /** Asks for it when the release is being made, the last of seven resources. */
  async function interrupted(signals: readonly ("stop" | "kill")[]) {
    const installation = new Installation();
    all.push(installation);
    // Whoever kills has to be faster than the rollout, on any machine.
    installation.write({ message: "interrupted", readyAfterSeconds: signals.includes("kill") ? 20 : 3 });
    const stop = new AbortController();
    const kill = new AbortController();
    const outcome = await installation.deploy({
      stop: stop.signal,
      kill: kill.signal,
      onProgress: (progress) => {
        if (progress.type !== "terraform" || progress.event.type !== "started") return;
        if (progress.event.address !== "helm_release.service") return;
        stop.abort();
        if (signals.includes("kill")) void installation.pending().then(() => kill.abort());
      },
    });
    return { installation, outcome };
  }

  test(
    "lets Terraform finish what it is doing, which is in the state then",
    async () => {
      const { installation, outcome } = await interrupted(["stop"]);

      expect(outcome).toEqual({ kind: "interrupted", unfinished: [] });
      expect(installation.addresses()).toContain("helm_release.service");
      expect(await installation.deploy()).toEqual({ kind: "unchanged" });
    },
    MINUTE,
  );

  test(
    "ends at once when it is asked twice, says what it was at, leaves no process, and the next one goes on",
    async () => {
      const { installation, outcome } = await interrupted(["stop", "kill"]);

      expect(outcome).toEqual({ kind: "interrupted", unfinished: ["helm_release.service"] });
      expect(processesOf(installation.folder)).toEqual([]);
      expect(await installation.history()).toEqual(["pending-install"]);
      expect(await installation.deploy()).toMatchObject({ kind: "applied", adopted: 1 });
      expect(await installation.serving()).toEqual(["interrupted"]);
      expect(await installation.deploy()).toEqual({ kind: "unchanged" });
    },
    MINUTE,
  );
});
