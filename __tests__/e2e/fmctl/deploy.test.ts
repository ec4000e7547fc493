import { setTimeout as sleep } from "node:timers/promises";
import { Bundle, missing } from "./bundle";

const MINUTE = 60_000;
const obstacle = missing();
if (obstacle) console.warn(`skipped: ${obstacle}`);

(obstacle ? describe.skip : describe)("the built command on a real cluster", () => {
  let bundle: Bundle;
  const fmctl: Bundle["fmctl"] = ([command, ...args], onLine) =>
    bundle.fmctl([command!, bundle.environment, ...args], onLine);

  beforeAll(() => {
    bundle = new Bundle();
  });
  afterAll(async () => {
    if (bundle?.kubectl("get", "namespace", "flowmaestro", "-o", "name")) await fmctl(["destroy", "--yes"]);
    bundle?.remove();
  }, 5 * MINUTE);

  test(
    "deploys from nothing, and looks whether it is well",
    async () => {
      const { code, text } = await fmctl(["deploy"]);

      expect({ code, text }).toMatchObject({ code: 0 });
      expect(text).toContain("health: every Deployment serves; 200 from api-server/health");
      expect(text).toContain("`fmctl destroy e2e-fmctl` removes it.");
    },
    10 * MINUTE,
  );

  test(
    "a second deploy changes nothing and says so",
    async () => {
      const { code, text } = await fmctl(["deploy"]);

      expect(code).toBe(0);
      expect(text).toContain("data: nothing to change\n");
      expect(text).toContain("workloads: nothing to change\n");
      expect(text).toContain("is up, and there was nothing to change");
    },
    5 * MINUTE,
  );

  test(
    "a plan names what would change, and changes nothing",
    async () => {
      bundle.configure("debug");

      const changed = await fmctl(["plan"]);
      const tagged = await fmctl(["plan", "workloads", "--image-tag", "other", "--json"]);

      expect(changed).toMatchObject({ code: 0 });
      expect(changed.text).toContain("data: nothing to change\nworkloads: 1 to change\n");
      expect(changed.text).toContain("change helm_release.service_api_server");
      const { images, losses } = JSON.parse(tagged.text) as {
        images: { image: string; to: string; releases: string[] }[];
        losses: unknown[];
      };
      expect(losses).toEqual([]);
      expect(images.map(({ image, to }) => [image.split("/").at(-1), to]).sort()).toEqual([
        ["backend", "other"],
        ["frontend", "other"],
        ["marketing", "other"],
        ["migrations", "other"],
      ]);
      expect(bundle.logLevel()).toBe("info");
    },
    5 * MINUTE,
  );

  test.each([
    ["as soon as it applies", 0],
    ["while Terraform starts", 400],
  ])(
    "Ctrl-C %s ends it properly",
    async (_moment, milliseconds) => {
      bundle.configure("debug");

      const stopped = await fmctl(["deploy"], (line, child) => {
        if (line === "workloads: applying") void sleep(milliseconds).then(() => child.kill("SIGINT"));
      });

      expect(stopped.code).toBe(130);
      expect(stopped.text).toContain("Stopping: what is under way is ended properly.");
      expect(stopped.text).toContain("`fmctl deploy e2e-fmctl` goes on from there");
    },
    5 * MINUTE,
  );

  test(
    "the deploy after that goes on",
    async () => {
      expect(await fmctl(["deploy"])).toMatchObject({ code: 0 });

      expect(bundle.logLevel()).toBe("debug");
      expect(bundle.status("api-server")).toBe("deployed");
    },
    5 * MINUTE,
  );

  test(
    "after it was killed in the middle of a release, repair and deploy get through",
    async () => {
      bundle.configure("warn");
      await fmctl(["deploy"], (line, child) => {
        if (line === "workloads: applying") void sleep(4000).then(() => bundle.kill(child));
      });
      expect(bundle.status("api-server")).toBe("pending-upgrade");

      const repaired = await fmctl(["repair", "--yes"]);

      expect(repaired).toMatchObject({ code: 0 });
      expect(repaired.text).toContain("workloads: mends release flowmaestro/api-server");
      expect(repaired.text).toContain("was interrupted (pending-upgrade)");
      expect(bundle.status("api-server")).toBe("failed");
      expect(await fmctl(["deploy"])).toMatchObject({ code: 0 });
      expect(bundle.logLevel()).toBe("warn");
      expect((await fmctl(["repair"])).text).toContain("Nothing to mend.");
    },
    10 * MINUTE,
  );

  test(
    "destroy removes what it has made",
    async () => {
      const { code, text } = await fmctl(["destroy", "--yes"]);

      expect({ code, text }).toMatchObject({ code: 0 });
      expect(bundle.kubectl("get", "namespace", "flowmaestro", "-o", "name")).toBe("");
      expect((await fmctl(["destroy"])).text).toContain("Nothing to remove");
    },
    5 * MINUTE,
  );
});
