import { failureText } from "../../../cli/deploy/failure";
import { Installation } from "./installation";
import { missing, type Version } from "./stack";

const reason = missing();
if (reason) console.warn(`skipped: ${reason}`);

const MINUTE = 60_000;
const STORAGE = { "ephemeral-storage": "16Mi" };

const resources = (requests: object, limits: object) => ({
  requests: { cpu: "10m", memory: "16Mi", ...STORAGE, ...requests },
  limits: { cpu: "200m", memory: "32Mi", ...STORAGE, ...limits },
});

interface Case {
  readonly what: string;
  readonly release?: string;
  readonly version: Omit<Version, "message">;
  /** Of the first trouble that is told. */
  readonly reason: RegExp;
  readonly message: RegExp;
  readonly log?: string;
}

const cases: readonly Case[] = [
  {
    what: "crashes at its start",
    version: { values: { args: ["refuse-to-start"] } },
    reason: /^(CrashLoopBackOff|Error)$/,
    message: /^exited with code 1, \d times so far$/,
    log: 'podtool: unknown command "refuse-to-start"',
  },
  {
    what: "has an image that nobody has",
    version: { values: { image: { repository: "lab.local/podtool", tag: "never-built" } } },
    reason: /^(ErrImagePull|ImagePullBackOff)$/,
    message: /^the image lab\.local\/podtool:never-built cannot be pulled: /,
  },
  {
    what: "needs more memory than it may have",
    version: { values: { args: ["mem", "200"] } },
    reason: /^OOMKilled$/,
    message: /^used more memory than its limit and was killed/,
  },
  {
    what: "fits on no node",
    version: { values: { resources: resources({ cpu: "500" }, { cpu: "500" }) } },
    reason: /^(Unschedulable|FailedScheduling)$/,
    message: /Insufficient cpu/,
  },
  {
    what: "never says that it is ready",
    version: { readyAfterSeconds: 0, values: { args: ["serve", ":8081"] } },
    reason: /^Unhealthy$/,
    message: /^Readiness probe failed: .*connection refused/,
    log: "serving :8081 as service-",
  },
  {
    what: "misses a secret",
    version: { values: { secretEnvFrom: ["absent"] } },
    reason: /^CreateContainerConfigError$/,
    message: /secret "absent" not found/,
  },
  {
    what: "fails to migrate",
    release: "migrations",
    version: { migrate: ["no-such-migration"], timeoutSeconds: 45 },
    reason: /^(Error|BackoffLimitExceeded)$/,
    message: /^exited with code 1$/,
    log: 'podtool: unknown command "no-such-migration"',
  },
];

(reason ? describe.skip : describe)("a release that cannot become healthy", () => {
  const installation = reason ? undefined : new Installation();

  beforeAll(async () => {
    installation!.write({ message: "before", readyAfterSeconds: 1 });
    expect(await installation!.deploy()).toMatchObject({ kind: "applied" });
  }, MINUTE);
  afterAll(() => installation!.remove(), MINUTE);

  async function failedDeploy(version: Omit<Version, "message">) {
    installation!.write({ timeoutSeconds: 20, ...version, message: "bad" });
    const outcome = await installation!.deploy();
    if (outcome.kind !== "failed") throw new Error(`expected a failure, got ${JSON.stringify(outcome)}`);
    console.info(failureText(outcome.failure));
    return outcome.failure;
  }

  async function goodDeploy(): Promise<void> {
    installation!.write({ message: "before", readyAfterSeconds: 1 });
    expect(await installation!.deploy()).toMatchObject({ kind: "applied" });
    expect(await installation!.deploy()).toEqual({ kind: "unchanged" });
  }

  test.each(cases)(
    "$what: the command fails with the reason, what served goes on, the next good deploy works",
    async ({ release = "service", version, reason: why, message, log }) => {
      const failure = await failedDeploy(version);

      expect(failure.releases).toMatchObject([{ name: release }]);
      const { troubles } = failure;
      expect(troubles[0]).toMatchObject({
        reason: expect.stringMatching(why) as string,
        message: expect.stringMatching(message) as string,
        release,
        old: false,
      });
      if (log) expect(troubles[0]!.logLines.join("\n")).toContain(log);
      expect(await installation!.serving()).toEqual(["before"]);
      await goodDeploy();
    },
    2 * MINUTE,
  );

  test(
    "is refused by a quota: the refusal is told, though there never is a pod",
    async () => {
      await installation!.allowPods("1");

      const { troubles } = await failedDeploy({});

      expect(troubles[0]).toMatchObject({ reason: "FailedCreate" });
      expect(troubles[0]!.object).toMatch(/^replicaset\/service-/);
      expect(troubles[0]!.message).toContain("exceeded quota: pods");
      expect(await installation!.serving()).toEqual(["before"]);
      await installation!.allowAllPods();
      await goodDeploy();
    },
    2 * MINUTE,
  );
});
