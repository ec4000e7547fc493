import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fmctlDocs, FMCTL_DOCS_FILE } from "../../../scripts/fmctl-docs";
import { fmctl } from "../../support/fmctl";

/** Prettier pads tables; the text is the same. */
const unpadded = (text: string) => text.replace(/ +/g, " ").replace(/-{3,}/g, "---").trim();

test("the reference is what `npm run generate` writes", () => {
  expect(unpadded(readFileSync(FMCTL_DOCS_FILE, "utf8"))).toBe(unpadded(fmctlDocs()));
});

test("it has every command that the help shows", async () => {
  const { stdout } = await fmctl(["--help"]);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) .*\S/gm)]
    .map(([, name]) => name!)
    .filter((name) => name !== "help");

  expect(commands.length).toBeGreaterThan(4);
  for (const name of commands) expect(fmctlDocs()).toContain(`### fmctl ${name}\n`);
});

test("every command has an example that names it", () => {
  const sections = fmctlDocs()
    .split(/\n(?=#{3,4} fmctl )/)
    .slice(1);
  const withUsage = sections.filter((section) => section.includes("```sh\n"));

  expect(withUsage.length).toBeGreaterThan(5);
  for (const section of withUsage) {
    const name = /^#+ (fmctl [a-z ]+)\n/.exec(section)![1]!;
    expect(section.split("Examples:")[1] ?? `${name} has no examples`).toContain(name);
  }
});

test("links of the handbook's page lead somewhere", () => {
  const links = [...fmctlDocs().matchAll(/\]\(([a-z-]+\.md)\)/g)].map(([, file]) => file!);

  expect(links.length).toBeGreaterThan(2);
  for (const file of links) expect(readFileSync(join(FMCTL_DOCS_FILE, "..", file), "utf8")).not.toBe("");
});
