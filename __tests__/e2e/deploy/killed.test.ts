import { Installation } from "./installation";
import { killCommandOf, killTerraformOf, type Moment, processesOf } from "./kill";
import { missing } from "./stack";

const reason = missing();
if (reason) console.warn(`skipped: ${reason}`);

const MINUTE = 60_000;
const KILLS = Number(process.env.FLOWMAESTRO_KILLS ?? 12);
const SEED = Number(process.env.FLOWMAESTRO_SEED ?? Date.now() % 100_000);

/** The same numbers for the same seed: https://en.wikipedia.org/wiki/Linear_congruential_generator */
let drawn = SEED;
function random(from: number, to: number): number {
  drawn = (drawn * 1_103_515_245 + 12_345) % 2 ** 31;
  return Math.round(from + (drawn / 2 ** 31) * (to - from));
}

/**
 * Moments all over an apply. Most are beside a resource that is being made, since what is lost is what the cluster has
 * and the state has not; that is a matter of milliseconds. Later Helm waits for the pod.
 */
function moment(index: number): Moment {
  const nth = random(1, index % 4 < 2 ? 6 : 3);
  switch (index % 5) {
    case 0:
      return { after: "completed", nth, ms: random(0, 40) };
    case 1:
      return { after: "started", nth, ms: random(0, 60) };
    case 2:
      return { after: "started", nth: index % 4 < 2 ? 7 : 3, ms: random(100, 4000) };
    case 3:
      return { after: "completed", nth: index % 4 < 2 ? 6 : 2, ms: random(0, 3000) };
    default:
      return { after: "applying", nth: 1, ms: random(100, 2000) };
  }
}

const cases = Array.from({ length: KILLS }, (_, index) => {
  const { after, nth, ms } = moment(index);
  const when = `${ms} ms after ${after === "applying" ? after : `${after} ${nth}`}`;
  const what = index % 4 < 2 ? "a first deploy" : "an upgrade";
  return { index, after, nth, ms, when, what, killed: index % 2 === 0 ? "terraform" : "the whole command" };
});

(reason ? describe.skip : describe)(`killed in the middle of an apply (FLOWMAESTRO_SEED=${SEED})`, () => {
  const running = reason ? undefined : new Installation();
  const all = running ? [running] : [];

  beforeAll(async () => {
    running!.write({ message: "before" });
    expect(await running!.deploy()).toMatchObject({ kind: "applied" });
  }, MINUTE);
  afterAll(async () => {
    for (const installation of all) await installation.remove();
  }, MINUTE);

  test.each(cases)(
    "$index: $killed, $when, of $what",
    async ({ index, what, killed, ...when }) => {
      const upgrade = what === "an upgrade";
      const installation = upgrade ? running! : new Installation();
      if (!upgrade) all.push(installation);
      const message = `version-${index}`;
      installation.write({ message });
      const before = upgrade ? await installation.secret("generated") : undefined;

      // GIVEN an apply that was killed
      const kill = killed === "terraform" ? killTerraformOf : killCommandOf;
      const hit = await kill(installation, when);

      // WHEN it is deployed again
      const start = Date.now();
      const outcome = await installation.deploy();
      const seconds = ((Date.now() - start) / 1000).toFixed(1);
      const told = installation.lines.filter((line) => /adopts|mends|provider processes|The state/.test(line));
      console.info([`${index}: ${hit ? "killed" : "too late"}; ${outcome.kind} in ${seconds} s`, ...told].join("\n"));

      // THEN it converges, and everything is there once
      expect(["applied", "unchanged"]).toContain(outcome.kind);
      expect(await installation.deploy()).toEqual({ kind: "unchanged" });
      expect(await installation.objects()).toEqual({
        secrets: ["generated", "plain"],
        configMaps: ["kube-root-ca.crt", "settings"],
        serviceAccounts: ["default", "service"],
        networkPolicies: ["deny"],
        deployments: ["service"],
        services: ["service"],
      });
      expect(installation.addresses()).toEqual([
        "helm_release.service",
        "kubernetes_config_map_v1.settings",
        "kubernetes_namespace_v1.namespace",
        "kubernetes_network_policy_v1.deny",
        "kubernetes_secret_v1.generated",
        "kubernetes_secret_v1.plain",
        "kubernetes_service_account_v1.service",
      ]);
      const history = await installation.history();
      expect(history.filter((status) => status === "deployed")).toHaveLength(1);
      expect(history.at(-1)).toBe("deployed");
      expect(new Set(await installation.serving())).toEqual(new Set([message]));
      expect(await installation.secret("plain")).toEqual({ MESSAGE: message });

      // AND values that are made up stay, no secret is in anything that Terraform wrote, no process is left
      const generated = await installation.secret("generated");
      if (before) expect(generated).toEqual(before);
      expect(installation.written()).not.toContain(generated.password);
      expect(processesOf(installation.folder)).toEqual([]);
    },
    3 * MINUTE,
  );
});
