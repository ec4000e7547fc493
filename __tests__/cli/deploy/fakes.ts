import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CoreV1Event, V1Pod } from "@kubernetes/client-node";
import type { ClusterClient, ObjectFacts, StoredRevision } from "../../../cli/deploy/cluster";
import type { PlannedChange } from "../../../cli/deploy/plan";
import type { Stack } from "../../../cli/deploy/synth";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder that is gone when the tests are. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cli-deploy-"));
  folders.push(folder);
  return folder;
}

/** A planned change with what matters to a test. */
export function change(address: string, more: Partial<PlannedChange> = {}): PlannedChange {
  const [type, name] = address.split(".") as [string, string];
  const entry = { name, provider: "registry.terraform.io/hashicorp/test" };
  return { address, type, kind: "create", arguments: [], named: {}, entry, ...more };
}

/** What there is in a cluster that answers from memory. */
export interface FakeContent {
  /** By `Kind namespace/name` or `Kind name`; of several the first is for the first question. */
  readonly objects?: Readonly<Record<string, Partial<ObjectFacts> | readonly (Partial<ObjectFacts> | undefined)[]>>;
  /** By `namespace/name`. */
  readonly releases?: Readonly<Record<string, readonly StoredRevision[]>>;
}

/** A cluster that answers from memory. */
export class FakeCluster implements ClusterClient {
  readonly name = "the cluster of context test";
  readonly contextArguments = { kubectl: "--context test", helm: "--kube-context test" };
  readonly failed: string[] = [];
  currentPods: readonly V1Pod[] = [];
  currentEvents: readonly CoreV1Event[] = [];
  logs: Readonly<Record<string, string>> = {};
  refusal: Error | undefined;
  private readonly asked = new Map<string, number>();

  constructor(private readonly content: FakeContent = {}) {}

  check(): Promise<void> {
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve();
  }

  find({ kind, namespace, name }: { kind: string; namespace?: string | undefined; name: string }) {
    const key = namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
    const found = this.content.objects?.[key];
    const times = this.asked.get(key) ?? 0;
    this.asked.set(key, times + 1);
    const facts = Array.isArray(found) ? (found as readonly (Partial<ObjectFacts> | undefined)[])[times] : found;
    return Promise.resolve(facts && { deleting: false, ...facts });
  }

  pods(): Promise<readonly V1Pod[]> {
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve(this.currentPods);
  }

  events(): Promise<readonly CoreV1Event[]> {
    return Promise.resolve(this.currentEvents);
  }

  log({ pod, previous }: { pod: string; previous: boolean }): Promise<string> {
    return Promise.resolve(this.logs[previous ? `${pod} previous` : pod] ?? "");
  }

  revisions(namespace: string, release: string): Promise<readonly StoredRevision[]> {
    return Promise.resolve(this.content.releases?.[`${namespace}/${release}`] ?? []);
  }

  failRevision(namespace: string, { secret }: StoredRevision): Promise<void> {
    this.failed.push(`${namespace}/${secret}`);
    return Promise.resolve();
  }
}

/** What the made-up Terraform answers: to each call of a command the next of its answers, the last one for ever. */
export type Answers = Readonly<
  Record<
    string,
    readonly {
      readonly code?: number;
      readonly stdout?: string;
      readonly stderr?: string;
      /** Waits for ever after having said so much. */
      readonly hang?: boolean;
    }[]
  >
>;

/** As little of Terraform as there is to talk to it: it looks up what to answer, and notes how it was called. */
const PROGRAM = `#!${process.execPath}
const { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const args = process.argv.slice(2);
const stdin = args.includes("-") ? readFileSync(0, "utf8") : undefined;
const command = args[0] === "state" ? args.slice(0, 2).join(" ") : args[0];
const calls = existsSync("calls") ? readFileSync("calls", "utf8").trim().split("\\n").map(JSON.parse) : [];
const times = calls.filter((call) => call.command === command).length;
appendFileSync("calls", JSON.stringify({ command, args, stdin }) + "\\n");
if (command === "init") { mkdirSync(".terraform", { recursive: true }); writeFileSync(".terraform/terraform.tfstate", "{}"); }
const answers = JSON.parse(readFileSync("answers.json", "utf8"))[command] ?? [{}];
const { code = 0, stdout = "", stderr = "", hang } = answers[Math.min(times, answers.length - 1)];
process.stderr.write(stderr);
process.stdout.write(stdout, () => {
  if (!hang) process.exit(code);
  process.on("SIGINT", () => process.exit(1));
  setInterval(() => undefined, 1000);
});
`;

/** A stack in a folder, and a program that behaves like Terraform for it. */
export class FakeStack implements Stack {
  readonly folder: string;
  readonly binary: string;

  constructor(
    readonly id: string,
    answers: Answers = {},
    readonly dependencies: readonly string[] = [],
    root = temporaryFolder(),
  ) {
    this.folder = join(root, "stacks", id);
    this.binary = join(root, "terraform");
    mkdirSync(join(this.folder, ".terraform"), { recursive: true });
    writeFileSync(this.binary, PROGRAM);
    chmodSync(this.binary, 0o755);
    this.answer(answers);
    this.write({ terraform: { backend: { local: { path: "state.tfstate" } } } });
  }

  answer(answers: Answers): void {
    writeFileSync(join(this.folder, "answers.json"), JSON.stringify(answers));
  }

  write(stack: object): void {
    writeFileSync(join(this.folder, "cdk.tf.json"), JSON.stringify(stack));
  }

  /** How it was called, in order. */
  calls(): readonly { readonly command: string; readonly args: readonly string[]; readonly stdin?: string }[] {
    const file = join(this.folder, "calls");
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines.map((line) => JSON.parse(line) as { command: string; args: string[]; stdin?: string });
  }

  /** The commands, in order. */
  commands(): readonly string[] {
    return this.calls().map(({ command }) => command);
  }
}

/** A change as `terraform show -json` has it. */
export function shownChange(
  address: string,
  actions: readonly string[],
  after: object = {},
  more: object = {},
): object {
  const [type, name] = address.split(".");
  const before = actions.includes("create") ? null : {};
  return {
    address,
    mode: "managed",
    type,
    name,
    provider_name: "registry.terraform.io/hashicorp/test",
    change: { actions, before, after, after_unknown: {}, ...more },
  };
}

/** Answers to `plan` and `show` for a plan with these changes. */
export function planning(...changes: readonly object[]): Answers {
  return {
    plan: [{ code: changes.length > 0 ? 2 : 0 }],
    show: [{ stdout: JSON.stringify({ resource_changes: changes }) }],
  };
}

/** A line that `terraform apply -json` prints. */
export function line(type: string, address: string, action = "create"): string {
  return `${JSON.stringify({ type, hook: { resource: { addr: address }, action, elapsed_seconds: 10 } })}\n`;
}

/** A line with something that went wrong. */
export function errorLine(summary: string, detail: string, address?: string): string {
  return `${JSON.stringify({ type: "diagnostic", diagnostic: { severity: "error", summary, detail, address } })}\n`;
}
