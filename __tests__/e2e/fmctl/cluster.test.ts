import { setTimeout as sleep } from "node:timers/promises";
import { Installation, obstacle } from "./installation";

const reason = obstacle();
if (reason) console.warn(`skipped: ${reason}`);

const MINUTE = 60_000;

async function until(what: string, condition: () => boolean, patience = MINUTE): Promise<void> {
  for (const start = Date.now(); !condition(); await sleep(500)) {
    if (Date.now() - start > patience) throw new Error(`It did not come to that within ${patience / 1000} s: ${what}`);
  }
}

interface Status {
  readonly well: boolean;
  readonly sections: Readonly<Record<string, { readonly well: boolean; readonly facts: unknown }>>;
}

(reason ? describe.skip : describe)("fmctl on a running FlowMaestro", () => {
  const installation = new Installation();
  const { fmctl } = { fmctl: installation.fmctl.bind(installation) };
  const status = () => JSON.parse(fmctl(["status", "--json"]).stdout) as Status;

  beforeAll(() => {
    const { code, stdout, stderr } = installation.deploy();
    if (code !== 0) throw new Error(`${stdout}${stderr}`);
  }, 15 * MINUTE);
  afterAll(() => installation.remove(), 10 * MINUTE);

  test("status: all is well, and every part was looked at", () => {
    const { code, stdout } = fmctl(["status"]);

    expect(stdout).toContain("All is well.");
    expect(code).toBe(0);
    const { sections } = status();
    expect(Object.keys(sections)).toEqual([
      "releases",
      "workloads",
      "pods",
      "hosts",
      "database",
      "redis",
      "migrations",
    ]);
    expect(sections.hosts!.facts).toContainEqual({
      url: "api-server/health",
      service: "api-server",
      status: 200,
      said: "",
    });
  });

  test(
    "a pod that crashes is said with its reason, its log is shown, a restart says why it fails, and then all is well",
    async () => {
      // GIVEN
      const follower = installation.start("logs", "temporal-worker", "-f");
      installation.kubectl("set", "env", "deployment/temporal-worker", "POSTGRES_POOL_SIZE=banana");
      await until("the pod crashes again and again", () => {
        return /temporal-worker.*CrashLoopBackOff/.test(installation.kubectl("get", "pods"));
      });

      // WHEN
      const seen = fmctl(["status"]);
      const before = fmctl(["logs", "temporal-worker", "--previous"]);

      // THEN
      expect(seen.code).toBe(3);
      expect(seen.stdout).toMatch(/✘ pod\/temporal-worker-\S+: CrashLoopBackOff: exited with code 1/);
      expect(seen.stdout).toContain("next: fmctl logs temporal-worker -e fmctl-e2e --previous");
      expect(before.stdout).toContain("POSTGRES_POOL_SIZE is not a whole number");
      const followed = await follower.interrupt();
      expect(followed.stdout).toContain("POSTGRES_POOL_SIZE is not a whole number");
      expect(followed).toMatchObject({ code: 0, stderr: "" });

      const restart = installation.start("restart", "temporal-worker");
      await until("the restart says why", () => restart.output().includes("POSTGRES_POOL_SIZE is not"));
      expect(await restart.interrupt()).toMatchObject({ code: 130 });

      installation.kubectl("set", "env", "deployment/temporal-worker", "POSTGRES_POOL_SIZE=5");
      await until("all is well", () => fmctl(["status"]).code === 0, 2 * MINUTE);
    },
    6 * MINUTE,
  );

  test(
    "restart: the pods are other ones, and serve",
    () => {
      /** Those that are not ending: an old one answers what it has begun, long after the new ones serve. */
      const pods = () => {
        const found = installation.kubectl("get", "pods", "-l", "app.kubernetes.io/instance=frontend", "-o", "json");
        const { items } = JSON.parse(found) as { items: { metadata: { name: string; deletionTimestamp?: string } }[] };
        return items.filter(({ metadata }) => !metadata.deletionTimestamp).map(({ metadata }) => metadata.name);
      };
      const [before] = pods();

      const { code, stdout } = fmctl(["restart", "frontend"]);

      expect(code).toBe(0);
      expect(stdout).toContain("frontend: all pods are new and serve");
      expect(pods()).not.toContain(before);
      expect(pods()).toHaveLength(1);
    },
    3 * MINUTE,
  );

  test("scale: the autoscaler has the numbers, and the file's keys are named", () => {
    const { code, stdout } = fmctl(["scale", "marketing", "--min", "2", "--max", "3"]);

    expect(code).toBe(0);
    expect(stdout).toContain("services.marketing.replicas: 2\n  services.marketing.autoscaling.maxReplicas: 3");
    const numbers = ["-o", "jsonpath={.spec.minReplicas} {.spec.maxReplicas}"];
    expect(installation.kubectl("get", "hpa", "marketing-hpa", ...numbers)).toBe("2 3");
    fmctl(["scale", "marketing", "--min", "1", "--max", "2"]);
  });

  test("open: the API answers on this machine until Ctrl-C", async () => {
    const opened = installation.start("open", "api", "--print");
    await until("it says where", () => opened.output().includes("until Ctrl-C"));

    const url = opened.output().split("\n")[0]!;
    const { status: health } = await fetch(`${url}/health`, { headers: { connection: "close" } });

    expect(health).toBe(200);
    expect(await opened.interrupt()).toMatchObject({ code: 0, stderr: "" });
  });

  test(
    "db: migrations are applied, run once more without an effect, psql answers, and nothing is left in the cluster",
    async () => {
      const migrated = fmctl(["db", "migrate"]);
      const facts = fmctl(["db", "status", "--json"]);
      const answered = fmctl(["db", "shell"], "SELECT 'user ' || current_user;");
      const proxy = installation.start("db", "proxy");
      await until("it says where", () => proxy.output().includes("until Ctrl-C"));

      expect(migrated.stdout).toContain("No migrations to run!");
      expect(migrated.code).toBe(0);
      expect(JSON.parse(facts.stdout)).toMatchObject({ database: "flowmaestro", pending: [], unknown: [] });
      expect(answered.stdout).toContain("user flowmaestro");
      expect(proxy.output()).toMatch(/^host=localhost port=\d+ dbname=flowmaestro user=flowmaestro/);
      expect((await proxy.interrupt()).code).toBe(0);
      expect(installation.kubectl("get", "jobs", "-o", "name")).not.toContain("job.batch/db-");
    },
    5 * MINUTE,
  );

  test(
    "status --drift: says what was changed past Terraform, and no more",
    () => {
      expect(fmctl(["status", "--drift"]).code).toBe(0);
      installation.kubectl("delete", "networkpolicy", "uses-redis");

      const { code, stdout } = fmctl(["status", "--drift"]);

      expect(code).toBe(3);
      expect(stdout.match(/was changed past Terraform/g)).toHaveLength(1);
      expect(stdout).toContain(
        "network_policies_uses_redis was changed past Terraform, and a deployment would create it",
      );
      expect(installation.deploy().code).toBe(0);
    },
    5 * MINUTE,
  );

  test(
    "rollback: returns one service to the image before, through Terraform, which then has nothing to change",
    () => {
      const releases = status().sections.releases!.facts as readonly { readonly name: string; readonly tag: string }[];
      const { tag } = releases.find(({ name }) => name === "api-server")!;
      const other = installation.otherTag(tag);
      if (other === undefined) {
        console.warn("skipped: no node has a second tag of flowmaestro/backend to come back from");
        return;
      }
      expect(installation.deploy({ "api-server": other }).code).toBe(0);

      const declined = fmctl(["rollback", "api-server"]);
      const { code, stdout } = fmctl(["rollback", "api-server", "--yes"]);

      expect(declined.code).toBe(4);
      expect(stdout).toContain(`api-server runs ${tag} again.`);
      expect(code).toBe(0);
      const image = ["-o", "jsonpath={.spec.template.spec.containers[0].image}"];
      expect(installation.kubectl("get", "deployment", "api-server", ...image)).toMatch(new RegExp(`:${tag}$`));
      expect(fmctl(["status", "--drift"]).stdout).toContain("All is well.");
    },
    6 * MINUTE,
  );
});
