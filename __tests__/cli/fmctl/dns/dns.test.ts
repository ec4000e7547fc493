import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context } from "../../../../cli/fmctl/context";
import type { RecordType } from "../../../../cli/fmctl/dns/public-dns";
import { RESOLVERS } from "../../../../cli/fmctl/dns/answers";
import { ENVIRONMENTS_FOLDER } from "../../../../config/load";
import { FakeGoogle } from "../../../support/fake-google";
import { fmctl } from "../../../support/fmctl";

const ADDRESS = "203.0.113.7";
const HOSTS = ["api.acme.dev", "app.acme.dev", "www.acme.dev", "acme.dev"];
const SERVERS = ["ns-cloud-a1.googledomains.com", "ns-cloud-a2.googledomains.com"];

/** The world: `TYPE name` or, for one resolver, `address TYPE name`. An Error is thrown. */
type World = Record<string, readonly string[] | Error>;

const google = new FakeGoogle();
let world: World;

beforeAll(() => google.start());
afterAll(() => google.stop());
beforeEach(() => {
  google.on("GET", "compute/compute/v1/projects/flowmaestro-production/global/addresses/flowmaestro-edge", {
    body: { address: ADDRESS },
  });
  google.on("GET", "dns/dns/v1/projects/flowmaestro-production/managedZones/flowmaestro-public", {
    body: { nameServers: SERVERS.map((server) => `${server}.`) },
  });
  world = Object.fromEntries(HOSTS.map((host) => [`A ${host}`, [ADDRESS]]));
});

const publicDns = {
  ask: (server: string, name: string, type: RecordType) => {
    const answer = world[`${server} ${type} ${name}`] ?? world[`${type} ${name}`] ?? [];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  },
};

function environments(managed: boolean): string {
  const folder = mkdtempSync(join(tmpdir(), "dns-"));
  const text = readFileSync(join(ENVIRONMENTS_FOLDER, "production.yaml"), "utf8");
  const dns = managed ? "\ndns: { managed: true }\n" : "\n";
  writeFileSync(join(folder, "production.yaml"), text.replace(/^domain: .*$/m, "domain: acme.dev") + dns);
  return folder;
}

const run = (args: readonly string[] = [], outside: Partial<Context> = {}, managed = false) =>
  fmctl(["dns", "production", ...args], {
    env: { FLOWMAESTRO_ENVIRONMENTS: environments(managed) },
    google: () => Promise.resolve(google.api()),
    publicDns,
    ...outside,
  });

test("when the world sees every host, it says so, and that the certificate can become Active", async () => {
  const { code, stdout } = await run();

  expect(code).toBe(0);
  expect(stdout.split("\n").map((line) => line.trimEnd())).toEqual([
    "Records to create where acme.dev is managed",
    `  api.acme.dev  A    ${ADDRESS}         300 s`,
    `  app.acme.dev  A    ${ADDRESS}         300 s`,
    `  www.acme.dev  A    ${ADDRESS}         300 s`,
    `  acme.dev      A    ${ADDRESS}         300 s`,
    '  acme.dev      CAA  0 issue "pki.goog"  300 s',
    "  CAA: only Google's authority may issue certificates. No AAAA record: the address is IPv4 only.",
    "",
    "What the world sees (Google, Cloudflare, Quad9)",
    ...HOSTS.map((host) => `✔ ${host}`),
    "",
    "Certificates",
    "✔ flowmaestro-cert can become Active: 15 to 60 minutes after its records are seen",
    "",
  ]);
});

describe("what is wrong is named with what to do", () => {
  test.each<[string, World, string]>([
    [
      "a record that is missing",
      { "A api.acme.dev": [] },
      `api.acme.dev has no A record; create api.acme.dev A ${ADDRESS}.`,
    ],
    [
      "an old address",
      { "A api.acme.dev": ["198.51.100.1"] },
      `api.acme.dev has 198.51.100.1, not ${ADDRESS}; change it`,
    ],
    [
      "an alias to elsewhere",
      { "A api.acme.dev": ["198.51.100.1"], "CNAME api.acme.dev": ["old.host.example"] },
      `api.acme.dev has 198.51.100.1, by way of the alias old.host.example, not ${ADDRESS}`,
    ],
    [
      "an old address beside the new",
      { "A api.acme.dev": ["198.51.100.1", ADDRESS] },
      "has 198.51.100.1 as well; remove it.",
    ],
    [
      "an AAAA record that is left over",
      { "AAAA app.acme.dev": ["2001:db8::1"] },
      "app.acme.dev has an AAAA record (2001:db8::1), and the load balancer has no IPv6 address",
    ],
    [
      "a CNAME on the domain itself",
      { "CNAME acme.dev": ["acme.herokudns.com"] },
      "acme.dev is an alias (CNAME acme.herokudns.com), which a domain itself must not be",
    ],
    [
      "Cloudflare's proxy",
      { "A www.acme.dev": ["104.21.5.6", "172.67.1.2"] },
      'www.acme.dev answers with Cloudflare\'s proxy (104.21.5.6, 172.67.1.2); switch the proxy off for it ("DNS only").',
    ],
    [
      "CAA records that leave Google out",
      { "CAA acme.dev": ['0 issue "letsencrypt.org"', '0 iodef "mailto:x"'] },
      'api.acme.dev: CAA records let only letsencrypt.org issue certificates; add 0 issue "pki.goog".',
    ],
    [
      "CAA records that let nobody",
      { "CAA api.acme.dev": ['0 issue ";"'] },
      "api.acme.dev: CAA records let only nobody issue certificates",
    ],
    [
      "a DS record of another zone",
      { "A api.acme.dev": Object.assign(new Error(), { code: "ESERVFAIL" }) },
      "api.acme.dev is not answered (SERVFAIL): its name servers do not know the domain, or the registrar still has the DS record",
    ],
    [
      "no way to the resolvers",
      { "A api.acme.dev": Object.assign(new Error(), { code: "ETIMEOUT" }) },
      "api.acme.dev could not be looked up: no public resolver answers from here (ETIMEOUT); is UDP port 53 open?",
    ],
  ])("%s", async (_what, changes, problem) => {
    Object.assign(world, changes);

    const { code, stdout, stderr } = await run();

    expect(code).toBe(3);
    expect(stdout).toContain(problem);
    expect(stdout).toContain("✘ flowmaestro-cert cannot become Active");
    expect(stderr).toBe("The world does not see all of acme.dev as it should yet.\n");
  });

  test("a record that has not reached everybody", async () => {
    world[`${RESOLVERS.Quad9} A api.acme.dev`] = ["198.51.100.1"];

    const { stdout } = await run();

    expect(stdout).toContain(
      "Google, Cloudflare see it as it should be; the others will, at most 300 s after the change.",
    );
  });

  test("CAA records with Google among others are well, and so is one silent resolver", async () => {
    world["CAA acme.dev"] = ['0 issue "letsencrypt.org"', '0 issue "pki.goog; cansignhttpexchanges=yes"'];
    world[`${RESOLVERS.Quad9} A api.acme.dev`] = Object.assign(new Error(), { code: "ETIMEOUT" });

    expect((await run()).code).toBe(0);
  });
});

describe("a zone of ours", () => {
  test("is well when the registrar has its name servers, in any order", async () => {
    world["NS acme.dev"] = [...SERVERS].reverse();

    const { code, stdout } = await run([], {}, true);

    expect(code).toBe(0);
    expect(stdout).toContain("✔ acme.dev is delegated to its zone in Cloud DNS");
    expect(stdout).toContain("Records of the zone in Cloud DNS");
  });

  test("says what the registrar has instead", async () => {
    world["NS acme.dev"] = ["ns1.registrar.example"];

    const { code, stdout } = await run([], {}, true);

    expect(code).toBe(3);
    expect(stdout).toContain(`  enter ${SERVERS.join(", ")}\n  instead of ns1.registrar.example\n`);
  });

  test("that is not made yet", async () => {
    google.on("GET", /managedZones/, { status: 404, body: {} });

    expect((await run([], {}, true)).stderr).toContain("`fmctl deploy production network` makes it.");
  });
});

test("--wait looks again until the world sees it, and says what it waits for", async () => {
  world["A api.acme.dev"] = [];
  const pauses: number[] = [];
  const wait = (milliseconds: number) => {
    pauses.push(milliseconds);
    if (pauses.length === 2) world["A api.acme.dev"] = [ADDRESS];
    return Promise.resolve();
  };

  const { code, stdout } = await run(["--wait"], { wait });

  expect(code).toBe(0);
  expect(pauses).toEqual([30_000, 30_000]);
  expect(stdout.match(/Waiting for api\.acme\.dev\./g)).toHaveLength(1);
});

test("--wait ends with Ctrl-C, and says what is missing", async () => {
  world["A api.acme.dev"] = [];
  const stop = new AbortController();

  const { code, stderr } = await run(["--wait"], { wait: () => Promise.resolve(stop.abort()), stop: stop.signal });

  expect(code).toBe(130);
  expect(stderr).toBe("Stopped waiting; the world does not see api.acme.dev yet. Nothing was changed.\n");
});

test("--json has it all for a script", async () => {
  world["A api.acme.dev"] = [];

  const { code, stdout } = await run(["--json"]);

  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({
    environment: "production",
    well: false,
    address: ADDRESS,
    hosts: expect.arrayContaining([
      expect.objectContaining({ host: "api.acme.dev", ok: false, seenBy: [] }),
    ]) as unknown,
    certificates: [{ name: "flowmaestro-cert", possible: false }],
  });
});

test("an address that is not reserved yet", async () => {
  google.on("GET", /addresses/, { status: 404, body: {} });

  const { code, stderr } = await run();

  expect(code).toBe(1);
  expect(stderr).toContain("There is no address in flowmaestro-production to point the domain at yet");
});

test("a local environment has no public DNS", async () => {
  const { code, stderr } = await fmctl(["dns", "local"]);

  expect(code).toBe(2);
  expect(stderr).toContain("got local, which runs in a cluster of your own and has no public DNS");
});
