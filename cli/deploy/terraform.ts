import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DeployError, type DeployErrorKind } from "./deploy-error";
import { isInitialized, rememberInitialized } from "./initialized";
import { lockedError } from "./lock";
import { type Plan, plannedChanges, type ShownPlan } from "./plan";
import { type Command, type Ended, type Interrupt, run } from "./run";
import {
  type Diagnostic,
  diagnosticText,
  type ResourceAction,
  terraformEvent,
  type TerraformEvent,
} from "./terraform-events";

/** Where and how Terraform runs. */
export interface TerraformOptions extends Interrupt {
  /** Absolute path of the stack's folder. */
  readonly folder: string;
  /** @default - terraform; OpenTofu's tofu takes the same arguments */
  readonly binary?: string | undefined;
  /** @default - the variables of this process */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** What to plan. */
export interface PlanOptions {
  /** Plans to delete everything. @default - false */
  readonly destroy?: boolean | undefined;
  /** Addresses to plan for, and what they need. @default - everything */
  readonly targets?: readonly string[] | undefined;
}

/** Something that is not as the stack says. */
export interface Drifted {
  readonly address: string;
  /** What an apply would do. */
  readonly action: ResourceAction;
  /** Whether somebody changed it past Terraform; otherwise the stack itself has changed since the last apply. */
  readonly past: boolean;
}

/** How an apply ended. */
export interface Applied {
  readonly ok: boolean;
  readonly errors: readonly Diagnostic[];
  /** Addresses of the resources that were being changed when Terraform ended without saying how that went. */
  readonly unfinished: readonly string[];
}

/** Long enough for a Terraform that is just ending, short enough to be told of one that is not. */
const LOCK_TIMEOUT = "-lock-timeout=15s";
const CHANGES = 2;

/** Terraform walks its graph once it says that it begins with something; before that it cannot be stopped. */
function hasBegun(line: string): boolean {
  return line.includes('"type":"apply_start"') || line.includes('"type":"ephemeral_op_start"');
}

/** Terraform in the folder of one stack, as a program that is talked to in JSON. */
export class Terraform {
  private readonly binary: string;
  private readonly env: NodeJS.ProcessEnv;
  private readonly planFile: string;

  constructor(private readonly options: TerraformOptions) {
    const { folder, binary = "terraform", env = process.env } = options;
    const dataFolder = join(folder, ".terraform");
    this.binary = binary;
    this.planFile = join(dataFolder, "deploy.tfplan");
    // The absolute path is on the providers' command lines, by which those of a Terraform that was killed are found.
    this.env = { ...env, TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1", TF_DATA_DIR: dataFolder };
  }

  /** `init`, unless the providers and the backend are the ones of the last time. Returns whether it ran. */
  async init(): Promise<boolean> {
    if (isInitialized(this.options.folder)) return false;
    const ended = await this.terraform(["init", "-input=false", "-no-color"]);
    if (ended.code !== 0) throw this.failure("init", ended, []);
    rememberInitialized(this.options.folder);
    return true;
  }

  /** Plans and keeps the plan for {@link apply}. */
  async plan({ destroy = false, targets = [] }: PlanOptions = {}): Promise<Plan> {
    const diagnostics: Diagnostic[] = [];
    // A plan holds the values of every argument. Terraform keeps the mode of a file that it writes over.
    writeFileSync(this.planFile, "", { mode: 0o600 });
    const ended = await this.terraform(
      [
        ...["plan", "-json", "-input=false", "-detailed-exitcode", LOCK_TIMEOUT, `-out=${this.planFile}`],
        ...(destroy ? ["-destroy"] : []),
        ...targets.map((target) => `-target=${target}`),
      ],
      { onEvent: (event) => event.type === "diagnostic" && diagnostics.push(event.diagnostic) },
    );
    if (ended.code === 0) return { changes: [] };
    if (ended.code !== CHANGES) throw this.failure("plan", ended, diagnostics);
    const shown = await this.terraform(["show", "-json", this.planFile]);
    if (shown.code !== 0) throw this.failure("plan", shown, []);
    return { file: this.planFile, changes: plannedChanges(JSON.parse(shown.stdout) as ShownPlan) };
  }

  /**
   * What an apply would change, and whether that is because it was changed since the last one. Both together, since a
   * refresh alone finds differences everywhere that mean nothing. Writes nothing, and waits for nobody who does.
   */
  async drift(): Promise<readonly Drifted[]> {
    const drifted = new Set<string>();
    const planned = new Map<string, ResourceAction>();
    const diagnostics: Diagnostic[] = [];
    const ended = await this.terraform(["plan", "-json", "-input=false", "-lock=false"], {
      onEvent: (event) => {
        if (event.type === "diagnostic") diagnostics.push(event.diagnostic);
        if (event.type === "drifted") drifted.add(event.address);
        if (event.type === "planned") planned.set(event.address, event.action);
      },
    });
    if (ended.code !== 0) throw this.failure("plan", ended, diagnostics);
    return [...planned].map(([address, action]) => ({ address, action, past: drifted.has(address) }));
  }

  /** Applies the plan of the last {@link plan}, telling what happens. A failure is a result, not an exception. */
  async apply(onEvent: (event: TerraformEvent) => void): Promise<Applied> {
    const errors: Diagnostic[] = [];
    const open = new Set<string>();
    const follow = (event: TerraformEvent) => {
      if (event.type === "started") open.add(event.address);
      if (event.type === "completed" || event.type === "errored") open.delete(event.address);
      if (event.type === "diagnostic" && event.diagnostic.severity === "error") errors.push(event.diagnostic);
      onEvent(event);
    };
    const args = ["apply", "-json", "-input=false", LOCK_TIMEOUT, this.planFile];
    const ended = await this.terraform(args, { onEvent: follow, isListening: hasBegun });
    if (ended.code === 0) return { ok: true, errors: [], unfinished: [] };
    if (errors.length === 0) errors.push(this.unexplained("apply", ended));
    return { ok: false, errors, unfinished: [...open] };
  }

  /** Forgets the last plan. */
  discardPlan(): void {
    rmSync(this.planFile, { force: true });
  }

  /** Takes what exists under an id into the state, at once and without a plan. */
  async import(address: string, id: string): Promise<void> {
    const ended = await this.terraform(["import", "-input=false", "-no-color", LOCK_TIMEOUT, address, id]);
    if (ended.code !== 0) throw this.failure("state", ended, []);
  }

  /** Takes a resource out of the state and leaves what it stands for as it is. */
  async forget(address: string): Promise<void> {
    const ended = await this.terraform(["state", "rm", LOCK_TIMEOUT, address]);
    if (ended.code !== 0) throw this.failure("state", ended, []);
  }

  /** The outputs that are no secrets, by their names. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const open = Object.entries(await this.allOutputs()).filter(([, { sensitive }]) => !sensitive);
    return Object.fromEntries(open.map(([name, { value }]) => [name, value]));
  }

  /** Names of all outputs, also of those that only other stacks read; none before the first apply. */
  async outputNames(): Promise<ReadonlySet<string>> {
    return new Set(Object.keys(await this.allOutputs()));
  }

  /** Takes away the lock of a run that is gone. */
  async unlock(id: string): Promise<void> {
    const ended = await this.terraform(["force-unlock", "-force", id]);
    if (ended.code !== 0) throw this.failure("state", ended, []);
  }

  /** The state as Terraform keeps it; nothing when there is none yet. */
  async pullState(): Promise<string> {
    const ended = await this.terraform(["state", "pull"]);
    if (ended.code !== 0) throw this.failure("state", ended, []);
    return ended.stdout;
  }

  /** Replaces the state by one with a higher serial number. */
  async pushState(state: string): Promise<void> {
    const ended = await this.terraform(["state", "push", LOCK_TIMEOUT, "-"], { input: state });
    if (ended.code !== 0) throw this.failure("state", ended, []);
  }

  private async allOutputs() {
    const ended = await this.terraform(["output", "-json", "-no-color"]);
    if (ended.code !== 0) throw this.failure("terraform", ended, []);
    return JSON.parse(ended.stdout) as Record<string, { readonly sensitive: boolean; readonly value: unknown }>;
  }

  private terraform(
    args: readonly string[],
    {
      onEvent,
      ...command
    }: Pick<Command, "input" | "isListening"> & { readonly onEvent?: (event: TerraformEvent) => unknown } = {},
  ) {
    const { folder, stop, kill } = this.options;
    const onLine = (line: string) => {
      const event = terraformEvent(line);
      if (event) onEvent?.(event);
    };
    return run({
      program: this.binary,
      args,
      folder,
      env: this.env,
      ...command,
      stop,
      kill,
      ...(onEvent && { onLine }),
    });
  }

  private failure(kind: DeployErrorKind, ended: Ended, diagnostics: readonly Diagnostic[]): DeployError {
    const { folder, stop, kill } = this.options;
    if (stop?.aborted || kill?.aborted) {
      return new DeployError("interrupted", `Stopped while ${this.binary} worked in ${folder}; nothing was changed.`);
    }
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const locked = errors.map((error) => lockedError(error, folder)).find((error) => error !== undefined);
    if (locked) return locked;
    const said = errors.length > 0 ? errors : [this.unexplained(kind, ended)];
    return new DeployError(kind, said.map(diagnosticText).join("\n"));
  }

  /** For what Terraform tells on standard error: arguments it does not know, crashes, `init`. */
  private unexplained(command: string, { code, signal, stderr }: Ended): Diagnostic {
    const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
    // Its lines are framed with characters of a box.
    const detail = stderr
      .replace(/[│╷╵]/g, "")
      .replace(/^Error: /m, "")
      .trim();
    return { severity: "error", summary: `${this.binary} ${command} in ${this.options.folder} ${how}`, detail };
  }
}
