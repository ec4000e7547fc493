import { FakeGoogle } from "../../support/fake-google";
import { FakeProject } from "../../support/fake-project";
import { answers, fmctl } from "../../support/fmctl";
import { errorLine, planning, shownChange } from "../deploy/fakes";

const NETWORK = "projects/flowmaestro-staging/global/networks/flowmaestro-network";
const ROUTER = "projects/flowmaestro-staging/regions/us-central1/routers/flowmaestro-router";
const LOCK =
  "Lock Info:\n  ID:        42\n  Operation: OperationTypeApply\n  Who:       ann@laptop\n  Created:   noon\n";
const locked = { code: 1, stdout: errorLine("Error acquiring the state lock", LOCK) };

const network = () =>
  new FakeProject({
    network: {
      answers: planning(
        shownChange("google_compute_network.network", ["create"], { name: "flowmaestro-network" }),
        shownChange("google_compute_router_nat.nat", ["create"], {
          name: "flowmaestro-nat",
          router: "flowmaestro-router",
          region: "us-central1",
        }),
        shownChange("google_project_service.api", ["create"], { service: "x" }),
      ),
    },
  });

describe("repair", () => {
  const google = new FakeGoogle();
  beforeAll(() => google.start());
  afterAll(() => google.stop());
  beforeEach(() => {
    google.on("GET", `compute/compute/v1/${NETWORK}`, { body: { creationTimestamp: "2026-01-01T12:30:00.000-07:00" } });
    google.on("GET", `compute/compute/v1/${ROUTER}`, { body: { nats: [{ name: "somebody-elses" }] } });
  });
  const outside = ({ project, env }: FakeProject) => ({ project, env, google: () => Promise.resolve(google.api()) });
  const imports = ({ stacks }: FakeProject) =>
    stacks.network!.calls().flatMap(({ command, args }) => (command === "import" ? [args.slice(-2)] : []));

  test("finds what exists in Google Cloud, shows it, and imports it", async () => {
    const staging = network();
    const prompts = answers(true);

    const { code, stdout } = await fmctl(["repair", "staging"], { ...outside(staging), prompts });

    expect(code).toBe(0);
    expect(stdout).toBe(
      `network: adopts google_compute_network ${NETWORK} of 2026-01-01 12:30 as google_compute_network.network\n` +
        "network: 1 taken over\n\n1 taken over; `fmctl deploy staging` goes on from here.\n",
    );
    expect(prompts.asked).toEqual(["Take it over into the state?"]);
    expect(imports(staging)).toEqual([["google_compute_network.network", NETWORK]]);
  });

  test("takes nothing over that somebody does not want", async () => {
    const staging = network();

    const { code } = await fmctl(["repair", "staging"], { ...outside(staging), prompts: answers(false) });

    expect(code).toBe(4);
    expect(imports(staging)).toEqual([]);
  });

  test("a part of another object counts when it is there", async () => {
    google.on("GET", `compute/compute/v1/${ROUTER}`, { body: { nats: [{ name: "flowmaestro-nat" }] } });
    const staging = network();

    await fmctl(["repair", "staging", "--yes"], outside(staging));

    expect(imports(staging)).toContainEqual(["google_compute_router_nat.nat", `${ROUTER}/flowmaestro-nat`]);
  });

  test("an API that was never enabled has nothing", async () => {
    const details = [{ reason: "SERVICE_DISABLED", metadata: { consumer: "projects/flowmaestro-staging" } }];
    google.refuse("GET", /^compute/, 403, { status: "PERMISSION_DENIED", message: "disabled", details });

    const { code, stdout } = await fmctl(["repair", "staging"], outside(network()));

    expect(code).toBe(0);
    expect(stdout).toBe("network: nothing exists outside of the state\n\nNothing to mend.\n");
    google.on("GET", /^compute/, { status: 404, body: { error: { code: 404 } } });
  });

  test("a lock is told with who holds it, and left alone", async () => {
    const staging = new FakeProject({ network: { answers: { plan: [locked] } } });

    const { code, stdout } = await fmctl(["repair", "staging"], outside(staging));

    expect(code).toBe(1);
    expect(stdout).toContain("The state is locked by ann@laptop since noon (apply).");
    expect(stdout).toContain("`fmctl repair --unlock` takes the lock away");
    expect(staging.stacks.network!.commands()).not.toContain("force-unlock");
  });

  test("--unlock takes it away, and goes on", async () => {
    const staging = new FakeProject({ network: { answers: { plan: [locked, { code: 0 }] } } });

    const { code, stdout } = await fmctl(["repair", "staging", "--unlock"], outside(staging));

    expect(code).toBe(0);
    expect(stdout).toContain("network: took away the lock of ann@laptop since noon (apply)\n");
    expect(staging.stacks.network!.calls().find(({ command }) => command === "force-unlock")?.args).toEqual([
      "force-unlock",
      "-force",
      "42",
    ]);
  });

  test("what cannot be planned in one stack keeps no other from being mended", async () => {
    const staging = new FakeProject({
      data: { answers: { plan: [{ code: 1, stdout: errorLine("Bad", "plan") }] } },
      network: { answers: planning() },
    });

    const { code, stdout, stderr } = await fmctl(["repair", "staging"], outside(staging));

    expect(code).toBe(1);
    expect(stdout).toContain("data: could not be looked at: Bad: plan\n");
    expect(stdout).toContain("network: nothing exists outside of the state\n");
    expect(stderr).toBe("data could not be looked at, as said above.\n");
  });
});
