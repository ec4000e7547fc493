import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runReport } from "../../report/command";
import { SHOWN_PLAN } from "../support/report-pages";
import { workspace } from "../support/synth";

const PROJECT = join(__dirname, "..", "..");

async function ran(folder: string, ...args: readonly string[]) {
  const [said, complained]: [string[], string[]] = [[], []];
  const code = await runReport({
    args,
    project: PROJECT,
    folder,
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, said, complaint: complained.join("\n") };
}

test("writes the page to the file that is named, and says where", async () => {
  const folder = workspace();

  const { code, said } = await ran(folder, "production", "--out", "pages/production.html");

  expect([code, said]).toEqual([0, ["production: pages/production.html"]]);
  const html = readFileSync(join(folder, "pages", "production.html"), "utf8");
  expect(html).toContain("<h1>production</h1>");
  expect(html).toMatch(/\$[\d,]+ to \$[\d,]+ a month/);
});

test("a local environment costs nothing, so its page has no section on that", async () => {
  const folder = workspace();

  await ran(folder, "local", "--out", "local.html");

  expect(readFileSync(join(folder, "local.html"), "utf8")).not.toContain('id="cost"');
});

test("a plan's stack is found by its addresses, and may be said", async () => {
  const folder = workspace();
  writeFileSync(join(folder, "plan.json"), JSON.stringify(SHOWN_PLAN));

  for (const plan of ["plan.json", "data=plan.json"]) {
    const { code } = await ran(folder, "production", "--out", "page.html", "--plan", plan);
    const html = readFileSync(join(folder, "page.html"), "utf8");
    const changes = html.slice(html.indexOf('<section id="changes"'), html.indexOf('<section id="architecture"'));
    expect([plan, code]).toEqual([plan, 0]);
    expect(changes).toContain('<span class="chip c1">data</span> 1 to create, 2 to change, 1 to replace, 1 to delete');
  }
});

describe("one sentence for", () => {
  const folder = () => {
    const made = workspace();
    writeFileSync(join(made, "text.json"), "no plan");
    writeFileSync(join(made, "other.json"), "{}");
    writeFileSync(join(made, "empty.json"), JSON.stringify({ ...SHOWN_PLAN, resource_changes: [] }));
    writeFileSync(join(made, "plan.json"), JSON.stringify(SHOWN_PLAN));
    return made;
  };

  test.each([
    [["producton"], /^Got the environment "producton", expected one of .*; did you mean production\?$/],
    [["--out", "x.html"], /^--out is for one environment, got none; name the one it is for\./],
    [["local", "staging", "--plan", "plan.json"], /^--plan is for one environment, got local, staging; /],
    [["production", "--colour"], /^Unknown option '--colour'/],
    [["production", "--plan", "data="], /^--plan got "data=", expected a file, or STACK=FILE\./],
    [
      ["production", "--plan", "none.json"],
      /none\.json cannot be read \(ENOENT\); write it with `terraform show -json/,
    ],
    [["production", "--plan", "text.json"], /text\.json is not JSON; write it with/],
    [["production", "--plan", "other.json"], /other\.json is JSON, but not that of a plan; write it with/],
    [["production", "--plan", "empty.json"], /it has no resource that tells its stack; say it: --plan STACK=/],
    [["production", "--plan", "date=plan.json"], /got the stack "date", expected one of network, .*observability\.$/],
    [["production", "--plan", "plan.json", "--plan", "data=plan.json"], /^--plan: got two plans of the stack data/],
  ])("%j", async (args, sentence) => {
    const made = folder();

    const { code, said, complaint } = await ran(made, ...args);

    expect([code, said]).toEqual([1, []]);
    expect(complaint).toMatch(sentence);
    expect(existsSync(join(made, "x.html"))).toBe(false);
  });
});

test("help says what there is, and writes nothing", async () => {
  const { code, said } = await ran(workspace(), "--help");

  expect(code).toBe(0);
  expect(said.join("\n")).toContain("--plan [STACK=]FILE");
});
