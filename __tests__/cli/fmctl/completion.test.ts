import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Shell, SHELLS } from "../../../cli/fmctl/commands/completion/scripts";
import { valuesOf } from "../../../cli/fmctl/commands/completion/values";
import type { Context } from "../../../cli/fmctl/context";
import { fmctl } from "../../support/fmctl";
import { InstalledFmctl } from "../../support/fmctl-bundle";

const folder = join(mkdtempSync(join(tmpdir(), "fmctl-completion-")), "environments");
mkdirSync(folder);
writeFileSync(
  join(folder, "production.yaml"),
  "services: { api-server: {}, old: {} }\nintegrationSecrets: [OPENAI_API_KEY]\n",
);
writeFileSync(join(folder, "eu.yaml"), "extends: { environment: production }\nservices: { old: null, extra: {} }\n");
writeFileSync(join(folder, "mine.yaml"), "extends: { environment: production }\nkubernetes: {}\n");
// What cannot be read as an environment is still a name.
writeFileSync(join(folder, "broken.yaml"), "databse: {}\n");
const env = { FLOWMAESTRO_ENVIRONMENTS: folder };

async function completions(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await fmctl(["__complete", "--", ...words], { env });
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [line.split("\t")[0]!]));
}

describe("what a word can become", () => {
  test("a command, with what it does", async () => {
    const { stdout } = await fmctl(["__complete", "--", "doc"], { env });

    expect(stdout).toBe("doctor\tlooks for what would make a deployment fail, and says how to mend it\n");
  });

  test.each<[readonly string[], readonly string[]]>([
    [
      ["config", ""],
      ["show", "schema"],
    ],
    [
      ["doctor", ""],
      ["broken", "eu", "mine", "production"],
    ],
    [["doctor", "p"], ["production"]],
    [["doctor", "production", ""], []],
    [["validate", "eu", "pro"], ["production"]],
    [["init", "--siz"], ["--size"]],
    [
      ["init", "--size", ""],
      ["small", "medium", "large"],
    ],
    [["init", "x", "--extends", "e"], ["eu"]],
    [
      ["completion", ""],
      ["bash", "zsh", "fish"],
    ],
    [["nothing", ""], []],
    [["__comp"], []],
  ])("%j becomes one of %j", async (words, expected) => {
    const found = (await completions(...words)).filter((word) => word !== "help");

    expect(found).toEqual(expected);
  });
});

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ["service", { environment: "eu" }, ["extra", "api-server"]],
  ["service", {}, ["api-server", "old"]],
  ["stack", { environment: "eu" }, ["network", "data", "cluster", "workloads", "observability"]],
  ["stack", { environment: "mine" }, ["data", "workloads"]],
  [
    "secret",
    { environment: "eu" },
    ["flowmaestro-database-password", "temporal-database-password", "jwt-secret", "encryption-key", "OPENAI_API_KEY"],
  ],
  ["service", { environment: "missing" }, []],
  ["port", {}, []],
])("a %s of %j can be %j", async (meaning, said, expected) => {
  expect(await valuesOf({ project: "/nowhere", env } as unknown as Context, meaning, said)).toEqual(expected);
});

/** What a shell offers for an unfinished line, through the script that a user would install. */
const ASK: Readonly<Record<Shell, (script: string, words: readonly string[]) => readonly string[]>> = {
  bash: (script, words) => [
    "--norc",
    "-c",
    `source ${script}; COMP_WORDS=(${words.map((word) => `"${word}"`).join(" ")}); COMP_CWORD=${words.length - 1}; _fmctl; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  zsh: (script, words) => [
    "-f",
    "-c",
    `compdef() { : }; _describe() { print -rl -- "\${(@P)2%%:*}" }; source ${script}; words=(${words.map((word) => `"${word}"`).join(" ")}); CURRENT=${words.length}; _fmctl`,
  ],
  fish: (script, words) => [
    "--no-config",
    "-c",
    `source ${script}; complete -C "${words.join(" ")}" | string split -f1 \\t`,
  ],
};

let installed: InstalledFmctl;
beforeAll(() => (installed = new InstalledFmctl()));
afterAll(() => installed.remove());

/** bash is on every machine that runs these tests; the other two are tried where they are installed. */
const TRIED = SHELLS.filter((shell) => shell === "bash" || spawnSync(shell, ["--version"]).status === 0);

describe.each(TRIED)("in %s", (shell) => {
  test("the printed script completes commands, environments and options", async () => {
    const script = join(installed.folder, `completion.${shell}`);
    writeFileSync(script, (await fmctl(["completion", shell])).stdout);
    const offered = (...words: readonly string[]) => {
      const { stdout, stderr } = spawnSync(shell, ASK[shell](script, ["fmctl", ...words]), {
        encoding: "utf8",
        env: {
          ...process.env,
          ...env,
          PATH: `${join(installed.program, "..")}:${process.env.PATH}`,
          HOME: installed.folder,
        },
      });
      expect(stderr).toBe("");
      return stdout.split("\n").filter((line) => line !== "");
    };

    expect(offered("doc")).toEqual(["doctor"]);
    expect(offered("doctor", "e")).toEqual(["eu"]);
    expect([...offered("doctor", "")].sort()).toEqual(["broken", "eu", "mine", "production"]);
    expect(offered("init", "--siz")).toEqual(["--size"]);
    expect([...offered("init", "--size", "")].sort()).toEqual(["large", "medium", "small"]);
  });
});
