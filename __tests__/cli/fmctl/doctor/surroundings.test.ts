import { FakeGoogle } from "../../../support/fake-google";
import { doctor, healthyGoogle, P } from "./cloud";

let google: FakeGoogle;
beforeEach(async () => (google = healthyGoogle(await new FakeGoogle().start())));
afterEach(() => google.stop());

const containing = (text: string) => expect.stringContaining(text) as string;

describe("tools", () => {
  const terraform = `echo '{"terraform_version": "1.11.4"}'`;

  test.each<[string, Record<string, string>, string, string, string]>([
    ["no Terraform", {}, "Terraform", "wrong", "terraform is not on the PATH"],
    [
      "an old Terraform",
      { terraform: `echo '{"terraform_version": "1.9.8"}'` },
      "Terraform",
      "wrong",
      "terraform is 1.9.8, expected 1.11.0 or newer",
    ],
    ["something else called terraform", { terraform: "echo hello" }, "Terraform", "wrong", "does not tell a version"],
    ["no git", { terraform }, "git", "warning", "not on the PATH"],
    ["no Docker", { terraform }, "Docker", "warning", "needed only to build images here"],
    [
      "a Docker that does not run",
      { terraform, docker: "exit 1" },
      "Docker",
      "warning",
      "installed, but it does not run",
    ],
  ])("given %s, that is told", async (_what, tools, check, verdict, text) => {
    const { of } = await doctor(google, { tools });

    expect(of(check)).toMatchObject([{ verdict, text: containing(text), fix: expect.any(String) as string }]);
  });

  test("OpenTofu is offered, and used when TERRAFORM_BINARY_NAME says so", async () => {
    const tools = { tofu: `echo '{"terraform_version": "1.11.1"}'` };

    expect((await doctor(google, { tools })).of("Terraform")[0]!.fix).toContain("set TERRAFORM_BINARY_NAME=tofu");
    const outside = { env: { TERRAFORM_BINARY_NAME: "tofu" } };
    expect((await doctor(google, { tools, outside })).of("Terraform")).toMatchObject([{ text: "tofu 1.11.1" }]);
  });
});

describe("the domain", () => {
  const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
  const resolver = (nameServers: (domain: string) => Promise<readonly string[]>) => ({
    resolver: { addresses: () => Promise.resolve([]), nameServers },
  });

  test("that nobody answers for is told", async () => {
    const { of } = await doctor(google, { outside: resolver(failing("ENOTFOUND")) });

    expect(of("domain")).toMatchObject([{ verdict: "wrong", text: "nobody answers for flowmaestro.example.com" }]);
  });

  test("is also well when only the one above it has name servers", async () => {
    const above = (domain: string) => (domain === "example.com" ? Promise.resolve(["ns1"]) : failing("ENODATA")());

    const { of } = await doctor(google, { outside: resolver(above) });

    expect(of("domain")).toMatchObject([{ verdict: "ok", text: containing("example.com has name servers") }]);
  });

  test("that cannot be asked for is not taken for unregistered", async () => {
    const { of } = await doctor(google, { outside: resolver(failing("ECONNREFUSED")) });

    expect(of("domain")).toMatchObject([{ verdict: "wrong", text: containing("cannot be asked: ECONNREFUSED") }]);
  });

  const keys = "dns: { managed: true }\n";
  const zone = `dns/dns/v1/projects/${P}/managedZones/flowmaestro-public`;

  test("that is managed here gets its zone from the first deployment", async () => {
    expect((await doctor(google, { keys })).of("delegation")).toMatchObject([
      { verdict: "ok", text: containing("makes the zone") },
    ]);
  });

  test("that is managed here has to be delegated to its zone", async () => {
    google.on("GET", zone, { body: { nameServers: ["ns-cloud-a1.googledomains.com."] } });

    const { of } = await doctor(google, { keys });

    expect(of("delegation")).toMatchObject([{ verdict: "wrong", text: containing("delegated to ns1.example.com") }]);
    expect(of("delegation")[0]!.fix).toContain("ns-cloud-a1.googledomains.com");
  });

  test("that is delegated to its zone passes, whatever the order and the final dots", async () => {
    google.on("GET", zone, { body: { nameServers: ["ns2.example.com.", "ns1.example.com."] } });
    const outside = resolver(() => Promise.resolve(["NS1.example.com", "ns2.example.com"]));

    expect((await doctor(google, { keys, outside })).of("delegation")).toMatchObject([{ verdict: "ok" }]);
  });
});

describe("the state's bucket", () => {
  const keys = "backend: { type: gcs, bucket: acme-state }\n";
  const bucket = "storage/storage/v1/b/acme-state";
  const granted = { permissions: ["create", "delete", "get", "list"].map((each) => `storage.objects.${each}`) };
  const closed = {
    location: "US",
    versioning: { enabled: true },
    iamConfiguration: { publicAccessPrevention: "enforced" },
  };

  test.each<[string, (fake: FakeGoogle) => unknown, string, string]>([
    ["is well", () => undefined, "ok", "gs://acme-state in US, with versions"],
    ["does not exist", (fake) => fake.refuse("GET", bucket, 404, {}), "wrong", "gs://acme-state does not exist"],
    [
      "is closed to us",
      (fake) => fake.refuse("GET", bucket, 403, {}),
      "wrong",
      "gs://acme-state is not open to your login",
    ],
    [
      "keeps no versions",
      (fake) => fake.on("GET", bucket, { body: { ...closed, versioning: {} } }),
      "wrong",
      "keeps no versions",
    ],
    [
      "may be opened",
      (fake) => fake.on("GET", bucket, { body: { ...closed, iamConfiguration: {} } }),
      "warning",
      "opened to the public",
    ],
    [
      "may only be read",
      (fake) =>
        fake.on("GET", `${bucket}/iam/testPermissions`, { body: { permissions: granted.permissions.slice(2) } }),
      "wrong",
      "missing storage.objects.create, storage.objects.delete",
    ],
  ])("%s", async (...[, differ, verdict, text]) => {
    google.on("GET", bucket, { body: closed }).on("GET", `${bucket}/iam/testPermissions`, { body: granted });
    differ(google);

    const { of } = await doctor(google, { keys });

    expect(of("state")).toMatchObject([{ verdict, text: containing(text) }]);
    expect(of("state")[0]!.fix === undefined).toBe(verdict === "ok");
  });
});

describe("the state's workspaces", () => {
  const keys = "backend: { type: cloud, organization: acme }\n";
  const stacks = ["network", "data", "cluster", "workloads", "observability"];
  const api = "https://app.terraform.io/api/v2";
  const token = "a-token-that-nobody-may-see";

  /** HCP Terraform, with the workspaces' attributes by stack. */
  const terraformCloud = (workspaces: Readonly<Record<string, object>>, consumers: readonly string[] = []) => {
    const answers: Record<string, object> = { [`${api}/organizations/acme`]: {} };
    for (const [stack, attributes] of Object.entries(workspaces)) {
      answers[`${api}/organizations/acme/workspaces/flowmaestro-eu-${stack}`] = { data: { id: stack, attributes } };
      const data = consumers.map((id) => ({ id }));
      answers[`${api}/workspaces/${stack}/relationships/remote-state-consumers`] = { data };
    }
    return (url: string, init: { headers: { authorization: string } }) => {
      if (!url.startsWith(api)) return Promise.resolve(new Response());
      if (init.headers.authorization !== `Bearer ${token}`) return Promise.resolve(new Response("", { status: 401 }));
      const answer = answers[url];
      return Promise.resolve(answer ? Response.json(answer) : new Response("", { status: 404 }));
    };
  };
  const look = async (workspaces: Readonly<Record<string, object>>, consumers?: readonly string[], given = token) => {
    const outside = {
      fetch: terraformCloud(workspaces, consumers) as unknown as typeof fetch,
      env: given ? { TF_TOKEN_app_terraform_io: given } : {},
    };
    const ran = await doctor(google, { keys, outside });
    expect(ran.stdout + ran.stderr).not.toContain(token);
    return ran.of("state");
  };
  const all = (attributes: object) => Object.fromEntries(stacks.map((stack) => [stack, attributes]));

  test.each<[string, () => ReturnType<typeof look>, string, string]>([
    [
      "share their state with everybody",
      () => look(all({ "global-remote-state": true })),
      "ok",
      "5 workspaces of acme",
    ],
    ["share it with those who read it", () => look(all({}), stacks), "ok", "5 workspaces of acme"],
    [
      "are there after the first deployment",
      () => look({}),
      "warning",
      "creates the workspaces flowmaestro-eu-network",
    ],
    ["need a token", () => look({}, [], ""), "wrong", "there is no token for app.terraform.io"],
    ["need a token that is accepted", () => look({}, [], "another"), "wrong", "does not accept your token"],
    [
      "do not share it with all who read it",
      () => look(all({}), ["data", "workloads", "observability"]),
      "wrong",
      "flowmaestro-eu-network does not share its state with flowmaestro-eu-cluster",
    ],
    [
      "run an old Terraform",
      () =>
        look({
          ...all({ "global-remote-state": true }),
          data: { "global-remote-state": true, "terraform-version": "1.9.0" },
        }),
      "wrong",
      "flowmaestro-eu-data runs Terraform 1.9.0",
    ],
    [
      "have a working directory",
      () =>
        look({
          ...all({ "global-remote-state": true }),
          data: { "global-remote-state": true, "working-directory": "x" },
        }),
      "warning",
      "flowmaestro-eu-data has a working directory",
    ],
  ])("%s", async (...[, act, verdict, text]) => {
    expect(await act()).toMatchObject([{ verdict, text: containing(text) }]);
  });
});

describe("the integrations' secrets", () => {
  const keys = "integrationSecrets: [OPENAI_API_KEY]\n";
  const latest = `secretmanager/v1/projects/${P}/secrets/flowmaestro-integration-OPENAI_API_KEY/versions/latest`;
  const version = (number: number, state = "ENABLED") => ({
    body: { name: `projects/1/secrets/s/versions/${number}`, state },
  });

  test.each<[string, (fake: FakeGoogle) => unknown, string, string]>([
    ["that have a value pass", (fake) => fake.on("GET", latest, version(2)), "ok", "all 1 of the integrations"],
    [
      "that are the placeholder do not",
      (fake) => fake.on("GET", latest, version(1)),
      "wrong",
      "OPENAI_API_KEY has no value yet",
    ],
    [
      "that are switched off do not",
      (fake) => fake.on("GET", latest, version(3, "DISABLED")),
      "wrong",
      "newest version is DISABLED",
    ],
    ["are made by the first deployment", () => undefined, "warning", "OPENAI_API_KEY: the stack data makes it"],
  ])("%s", async (...[, differ, verdict, text]) => {
    differ(google);

    expect((await doctor(google, { keys })).of("secrets")).toMatchObject([{ verdict, text: containing(text) }]);
  });

  test("are never read", async () => {
    google.on("GET", latest, version(2));

    await doctor(google, { keys });

    expect(google.seen.filter(({ target }) => target.includes(":access"))).toEqual([]);
  });
});

describe("Temporal's chart", () => {
  test.each<[string, string, Partial<{ fetch: typeof fetch }>, string, string]>([
    [
      "a copy that is not there",
      "temporal: { chart: { path: charts/none } }\n",
      {},
      "wrong",
      "charts/none/Chart.yaml does not exist",
    ],
    ["a copy", "temporal: { chart: { path: charts/service } }\n", {}, "ok", "charts/service"],
    [
      "a repository that refuses",
      "",
      { fetch: () => Promise.resolve(new Response("", { status: 503 })) },
      "wrong",
      "HTTP status 503",
    ],
    [
      "no network",
      "",
      { fetch: () => Promise.reject(new Error("fetch failed", { cause: new Error("ENOTFOUND") })) },
      "wrong",
      "cannot be reached: ENOTFOUND",
    ],
  ])("given %s", async (...[, keys, outside, verdict, text]) => {
    expect((await doctor(google, { keys, outside })).of("Temporal's chart")).toMatchObject([
      { verdict, text: containing(text) },
    ]);
  });
});
