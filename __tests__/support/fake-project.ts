import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENVIRONMENTS_FOLDER } from "../../config/load";
import { type Answers, FakeStack } from "../cli/deploy/fakes";

/** A stack as it is synthesized, and what Terraform says of it. */
export interface FakeStackSpec {
  readonly answers?: Answers;
  readonly after?: readonly string[];
  /** What is in its cdk.tf.json beside the backend. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** Outputs as `terraform output -json` prints them. */
export function outputting(outputs: Readonly<Record<string, unknown>>): Answers {
  const all = Object.entries(outputs).map(([name, value]) => [name, { value, sensitive: false }]);
  return { output: [{ stdout: JSON.stringify(Object.fromEntries(all)) }] };
}

/** What a stack's JSON says when it reads outputs of another one. */
export function reading(producer: string, ...outputs: readonly string[]): Readonly<Record<string, unknown>> {
  const source = `data.terraform_remote_state.cross_stack_reference_input_${producer}.outputs`;
  return { locals: Object.fromEntries(outputs.map((output) => [output, `\${${source}.${output}}`])) };
}

/**
 * This project with its environments, but with stacks and a Terraform that say what a test wants: each answer is what the
 * real one says in a situation that cannot be had without a cloud.
 */
export class FakeProject {
  readonly project = mkdtempSync(join(tmpdir(), "fmctl-project-"));
  readonly stacks: Readonly<Record<string, FakeStack>>;

  constructor(stacks: Readonly<Record<string, FakeStackSpec>>) {
    cpSync(ENVIRONMENTS_FOLDER, join(this.project, "environments"), { recursive: true });
    const outdir = join(this.project, "cdktf.out");
    const made = Object.entries(stacks).map(([id, { answers, after, json }]) => {
      const stack = new FakeStack(id, { ...outputting({}), ...answers }, after, outdir);
      stack.write({ terraform: { backend: { local: { path: "state.tfstate" } } }, ...json });
      return [id, stack] as const;
    });
    this.stacks = Object.fromEntries(made);
    const manifest = made.map(([id, { dependencies }]) => {
      return [id, { name: id, workingDirectory: `stacks/${id}`, dependencies }] as const;
    });
    mkdirSync(outdir, { recursive: true });
    writeFileSync(join(outdir, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(manifest) }));
    // Synthesized already.
    writeFileSync(join(this.project, "cdktf.json"), JSON.stringify({ app: "node --version", output: "cdktf.out" }));
  }

  /** The variables with which this project's Terraform is found. */
  get env(): NodeJS.ProcessEnv {
    return { PATH: join(this.project, "cdktf.out") };
  }

  /** Changes an environment's file. */
  edit(environment: string, change: (text: string) => string): void {
    const file = join(this.project, "environments", `${environment}.yaml`);
    writeFileSync(file, change(readFileSync(file, "utf8")));
  }
}
