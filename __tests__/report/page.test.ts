import { plannedChanges } from "../../cli/deploy/plan";
import { loadAnyEnvironment } from "../../config/load";
import { escaped, markup } from "../../report/markup";
import { type Architecture, readArchitecture } from "../../report/model/architecture";
import type { ReportInput } from "../../report/page/input";
import { reportPage } from "../../report/page/page";
import { postureCounts, postureSection } from "../../report/page/posture";
import { POLICIES } from "../../policies/policies";
import type { Arguments } from "../../policies/policy";
import { COST, PLANS, SECRET, SHOWN_PLAN } from "../support/report-pages";
import { synthEnvironment } from "../support/synth-app";

const HOSTILE = `</script><img src=x onerror="alert('1')">&`;

function inputOf(name: string, more: Partial<ReportInput> = {}): ReportInput {
  return {
    environment: loadAnyEnvironment(name),
    architecture: readArchitecture(synthEnvironment(name).outdir),
    rules: POLICIES,
    madeAt: new Date("2025-01-31T12:34:56Z"),
    ...more,
  };
}

/** Without the places at which a long name may be broken. */
const unbroken = (html: string): string => html.replaceAll("<wbr>", "");

/** An architecture in which everything that has a name has that of an attacker. */
function hostile({ stacks, uses, crossings }: Architecture): Architecture {
  return {
    stacks: stacks.map((stack) => ({
      ...stack,
      resources: stack.resources.map((resource) => ({ ...resource, name: HOSTILE, protections: [HOSTILE] })),
      published: [{ name: HOSTILE, description: HOSTILE, value: { [HOSTILE]: [HOSTILE] } }],
    })),
    uses: uses.map((use) => ({ ...use, attribute: HOSTILE })),
    crossings: crossings.map((crossing) => ({ ...crossing, name: HOSTILE, readers: [HOSTILE] })),
  };
}

test("every part of a template is escaped unless it is markup itself", () => {
  const { text } = markup`<b title="${HOSTILE}">${[HOSTILE, undefined, false, 0, markup`<i></i>`]}</b>`;

  expect(text).toBe(`<b title="${escaped(HOSTILE)}">${escaped(HOSTILE)}0<i></i></b>`);
  expect(escaped(HOSTILE)).toBe("&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;");
});

test("names of attackers stay names, wherever they stand", async () => {
  const input = inputOf("production");
  const html = await reportPage({
    ...input,
    environment: { ...input.environment, name: HOSTILE, domain: HOSTILE },
    architecture: hostile(input.architecture),
    cost: { ...COST, items: COST.items.map((item) => ({ ...item, group: HOSTILE, name: HOSTILE, basis: HOSTILE })) },
    plans: PLANS.map(({ stack, changes }) => ({
      stack,
      changes: changes.map((change) => ({ ...change, address: HOSTILE, arguments: [HOSTILE] })),
    })),
    revision: HOSTILE,
  });

  expect(html.split(escaped(HOSTILE)).length).toBeGreaterThan(100);
  expect(html).not.toContain("<img");
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html.match(/<\/script/g)).toHaveLength(1);
});

test.each(["production", "staging", "local"])("the page on %s asks nobody for anything", async (name) => {
  const html = await reportPage(inputOf(name));
  const fetched = [...html.matchAll(/<(\w+)[^>]*? (?:src|href|data|srcset)="([^"#][^"]*)"/g)];

  expect(fetched.filter(([, element]) => element !== "a")).toEqual([]);
  expect(html).not.toMatch(/@import|url\(| style="| on\w+="/);
  expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src (?:'|&#39;)none/);
});

test("the page tells when it was made, and of which revision", async () => {
  const html = await reportPage(inputOf("production", { revision: "0a1b2c3" }));

  expect(html).toContain("Made 2025-01-31 12:34 UTC of revision <code>0a1b2c3</code>");
});

test("no value of a secret that the stacks make is on the page, only names", async () => {
  const html = await reportPage(inputOf("local"));

  expect(html).toContain("<code>jwt-secret</code>");
  expect(html).not.toMatch(/ephemeral\.random_/);
});

describe("what will change", () => {
  const html = async () => {
    const page = await reportPage(inputOf("production", { plans: PLANS }));
    return unbroken(page.slice(page.indexOf('<section id="changes"'), page.indexOf('<section id="architecture"')));
  };

  test("begins with what would be lost with its data, and goes on with what holds data", async () => {
    const addresses = [...(await html()).matchAll(/<strong><code>([^<]*)<\/code>/g)].map(([, address]) => address);

    expect(addresses).toEqual([
      "google_sql_database_instance.postgres",
      "google_storage_bucket.bucket_uploads",
      "google_sql_database.database_new",
      "google_sql_user.database_user_temporal",
      "random_id.postgres_suffix",
    ]);
    expect(await html()).toContain("2 resources would be lost with their data");
  });

  test("marks what is replaced or deleted as danger", async () => {
    expect((await html()).match(/pill danger">(?:replace|delete)</g)).toHaveLength(2);
  });

  test("names arguments and never shows a value", async () => {
    expect(JSON.stringify(SHOWN_PLAN)).toContain(SECRET);
    expect(await html()).toContain("password");
    expect(await html()).not.toContain(SECRET);
    expect(JSON.stringify(plannedChanges(SHOWN_PLAN))).not.toContain(SECRET);
  });

  test("says so of a stack that stays as it is, and of a plan without a change", async () => {
    expect(await html()).toContain("no change of a resource");
    const page = await reportPage(inputOf("production", { plans: [{ stack: "data", changes: [] }] }));
    expect(page).toContain("No resource would change.");
  });

  test("is not there without a plan", async () => {
    expect(await reportPage(inputOf("production"))).not.toContain('id="changes"');
  });
});

describe("the security posture", () => {
  test("of production: what does not hold has its reason", () => {
    const { total, off } = postureCounts(inputOf("production"));

    expect(total).toBeGreaterThan(POLICIES.length);
    expect(off).toBeLessThan(total / 10);
    expect(postureSection(inputOf("production")).text).not.toContain("nothing explains it");
  });

  test("of staging: what is off says the environment's reason", () => {
    const input = inputOf("staging");
    const { text } = postureSection(input);

    expect(postureCounts(input).off).toBeGreaterThan(0);
    expect(text).toContain("Off: Staging holds no customer&#39;s data and is rebuilt at will.");
    expect(text).not.toContain("nothing explains it");
  });

  const zebra = {
    id: "flowmaestro.zebra",
    alike: ["CIS 5.9"],
    types: ["google_storage_b*et"],
    must: "have a name that begins with zebra",
    holds: (resource: Arguments) => String(resource["name"]).startsWith("zebra"),
  };

  test("has a rule that the table gains, and says what others call it", () => {
    const input = inputOf("production", { rules: [...POLICIES, zebra] });

    const { text } = postureSection(input);

    expect(text).toContain("must have a name that begins with zebra");
    expect(text).toContain("flowmaestro.zebra, CIS 5.9");
    expect(text).toContain("Off: nothing explains it");
    expect(postureCounts(input).off).toBe(postureCounts(inputOf("production")).off + 4);
  });

  test("takes an exception's reason from the environment for the resources that it names", () => {
    const input = inputOf("production", { rules: [zebra] });
    const exceptions = { [zebra.id]: { resources: ["*.bucket_up*"], reason: "Only a horse." } };
    const { text } = postureSection({ ...input, environment: { ...input.environment, ...{ exceptions } } });

    expect(text).toContain("Off: Only a horse.");
    expect(text).toContain("Off: nothing explains it");
  });
});

describe("the cost", () => {
  test("is there when it is given, item by item, with its total", async () => {
    const html = await reportPage(inputOf("production", { cost: COST }));

    expect(html).toContain("<strong>$247 to $440 a month</strong>");
    expect(html).toContain("$2.50 to $60");
    for (const { basis } of COST.items) expect(html).toContain(basis);
  });

  test("is not there when it is not given", async () => {
    expect(await reportPage(inputOf("production"))).not.toContain('id="cost"');
  });
});

describe("addresses and names", () => {
  test("of production: hosts with their service, certificate and check; databases, users and secrets", async () => {
    const html = unbroken(await reportPage(inputOf("production")));
    const row = /<tr role="row">(?:(?!<\/tr>).)*api\.flowmaestro\.example\.com<\/a>.*?<\/tr>/s.exec(html)![0];

    expect(
      row
        .replaceAll(/<[^>]*>/g, " ")
        .replaceAll(/\s+/g, " ")
        .trim(),
    ).toBe(
      "api.flowmaestro.example.com api-server, port 3001 flowmaestro-cert /health , 300 s to answer, 60 s to drain, one pod for a client",
    );
    for (const name of ["temporal_visibility", "flowmaestro-jwt-secret", "load_balancer_address"]) {
      expect(html).toContain(`<code>${name}</code>`);
    }
    expect(html).toContain("google_redis_instance.redis.host</span>");
  });

  test("of local: addresses with the command that makes them, and who logs in to which database", async () => {
    const html = unbroken(await reportPage(inputOf("local")));

    expect(html).toContain("port-forward service/api-server 3001:3001");
    expect(html).toContain("<code>temporal</code>, <code>temporal_visibility</code>");
  });
});
