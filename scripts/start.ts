import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { buildApp } from "../app";
import { environmentNames, loadAnyEnvironment } from "../config/load";
import { ConfigError } from "../config/problem";
import type { Environment } from "../config/schema/environment";
import type { LocalEnvironment } from "../config/schema/local";
import { enterOutdir } from "../outdir";
import { PolicyError } from "../policies/review";
import { withoutTokenTraces } from "../without-token-traces";

const PROJECT_ROOT = join(__dirname, "..");

interface Manifest {
  readonly stacks: Record<string, { readonly synthesizedStackPath: string; readonly dependencies: readonly string[] }>;
}

interface Stack {
  readonly resource?: Record<string, Record<string, unknown>>;
  readonly locals?: Record<string, string>;
}

/** `12 google_project_service, 1 google_compute_network …`, the most frequent first. */
function inventory({ resource = {} }: Stack): string {
  const counts = Object.entries(resource).map(([type, blocks]) => [type, Object.keys(blocks).length] as const);
  const sorted = counts.sort(([typeA, a], [typeB, b]) => b - a || typeA.localeCompare(typeB));
  return sorted.map(([type, count]) => `${count} ${type}`).join(", ");
}

/** What a stack reads from `producer`, by the names it uses. */
function readFrom(producer: string, { locals = {} }: Stack): readonly string[] {
  const remote = `data.terraform_remote_state.cross_stack_reference_input_${producer}.`;
  return Object.keys(locals)
    .filter((name) => locals[name]!.includes(remote))
    .map((name) => name.slice(`${producer}_`.length));
}

function wrapped(label: string, text: string): string {
  const indent = "      ";
  const width = 116 - indent.length;
  const lines: string[] = [];
  let line = label;
  for (const word of text.split(" ")) {
    if (line.length + word.length + 1 > width) {
      lines.push(line);
      line = " ".repeat(label.length);
    }
    line = `${line} ${word}`;
  }
  return [...lines, line].map((each) => `${indent}${each}`).join("\n");
}

function whereIs(environment: Environment | LocalEnvironment): string {
  if ("kubernetes" in environment) return `context ${environment.kubernetes.context ?? "in use"} of the kubeconfig`;
  const { project, region, domain } = environment;
  return `project ${project}, ${region}, ${domain}`;
}

function nextCommands({ name, ...environment }: Environment | LocalEnvironment): readonly string[] {
  if ("kubernetes" in environment) return ["npm run local"];
  return [
    `FLOWMAESTRO_ENV=${name} npx cdktf deploy network data cluster`,
    "push the images",
    `FLOWMAESTRO_ENV=${name} TF_VAR_image_tag=REVISION npx cdktf deploy workloads --ignore-missing-stack-dependencies`,
    `FLOWMAESTRO_ENV=${name} npx cdktf deploy observability --ignore-missing-stack-dependencies`,
  ];
}

function tell(name: string): void {
  const environment = loadAnyEnvironment(name);
  const outdir = `cdktf.out.${name}`;
  const app = new App({ outdir: join(PROJECT_ROOT, outdir) });
  enterOutdir(app.outdir, name);
  withoutTokenTraces(() => {
    buildApp(app, environment);
    app.synth();
  });

  const { stacks } = JSON.parse(readFileSync(join(app.outdir, "manifest.json"), "utf8")) as Manifest;
  console.log(`\n${name}: ${whereIs(environment)}, state: ${environment.backend.type}; written to ${outdir}/`);
  const inOrder = Object.entries(stacks).sort(([, a], [, b]) => a.dependencies.length - b.dependencies.length);
  for (const [stack, { synthesizedStackPath, dependencies }] of inOrder) {
    const json = JSON.parse(readFileSync(join(app.outdir, synthesizedStackPath), "utf8")) as Stack;
    const total = Object.values(json.resource ?? {}).reduce((sum, blocks) => sum + Object.keys(blocks).length, 0);
    console.log(`\n  ${stack}: ${total} resources`);
    console.log(wrapped("creates", inventory(json)));
    for (const producer of dependencies)
      console.log(wrapped(`reads from ${producer}:`, readFrom(producer, json).join(", ")));
  }
  console.log(`\n  Next: ${nextCommands(environment).join("\n        ")}`);
}

try {
  for (const name of environmentNames()) tell(name);
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof PolicyError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
