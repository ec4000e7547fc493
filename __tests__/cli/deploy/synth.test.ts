import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DeployError } from "../../../cli/deploy/deploy-error";
import { levels, type Stack, synthesize } from "../../../cli/deploy/synth";
import { temporaryFolder } from "./fakes";

const stack = (id: string, ...dependencies: string[]): Stack => ({ id, folder: `/stacks/${id}`, dependencies });
const ids = (order: readonly (readonly Stack[])[]) => order.map((level) => level.map(({ id }) => id));

describe("levels", () => {
  test("put a stack after what it reads, and side by side what does not read one another", () => {
    const stacks = [
      stack("workloads", "network", "data", "cluster"),
      stack("cluster", "network"),
      stack("data", "network"),
      stack("network"),
    ];

    expect(ids(levels(stacks))).toEqual([["network"], ["cluster", "data"], ["workloads"]]);
  });

  test("take what is not among them for deployed", () => {
    expect(ids(levels([stack("workloads", "network", "data")]))).toEqual([["workloads"]]);
  });

  test("refuse stacks of which none can be first", () => {
    expect(() => levels([stack("a", "b"), stack("b", "a"), stack("c")])).toThrow(
      "The stacks a, b depend on one another, so none can be first.",
    );
  });
});

describe("synthesize", () => {
  function project(program: string): string {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ app: "node app.js", output: "out" }));
    writeFileSync(join(folder, "app.js"), program);
    mkdirSync(join(folder, "out"));
    return folder;
  }

  test("runs the app command for the environment and reads where the stacks are", async () => {
    const folder = project(`
      const stacks = { data: { name: "data", workingDirectory: "stacks/data", dependencies: [] } };
      stacks.data.dependencies.push(process.env.FLOWMAESTRO_ENV);
      require("node:fs").writeFileSync(process.env.CDKTF_OUTDIR + "/manifest.json", JSON.stringify({ stacks }));
    `);

    expect(await synthesize({ project: folder, environment: "local" })).toEqual([
      { id: "data", folder: join(folder, "out", "stacks", "data"), dependencies: ["local"] },
    ]);
  });

  test("repeats what the program says is wrong, and nothing else", async () => {
    const sentence = "environments/local.yaml: region: got nothing, expected a region; set it.";
    const folder = project(`console.error(${JSON.stringify(sentence)}); process.exitCode = 1;`);

    const failure = synthesize({ project: folder, environment: "local" });

    await expect(failure).rejects.toEqual(new DeployError("synth", sentence));
  });

  test("says how a program ended that said nothing", async () => {
    const folder = project("process.exit(3);");

    await expect(synthesize({ project: folder, environment: "local" })).rejects.toThrow(
      "node app.js ended with exit code 3",
    );
  });
});
