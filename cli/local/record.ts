import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../shared/command-error";

/** What makes a cluster for us. */
export type Maker = "kind" | "minikube";

/** Where the application's images come from. */
export type ImageSource =
  /** They are in a registry, or in the cluster, already. */
  | { readonly kind: "ready" }
  /** Built from e2e/app. */
  | { readonly kind: "stand-in" }
  /** Built from a checkout of FlowMaestro. */
  | { readonly kind: "checkout"; readonly path: string };

/** What this command has to remember of an environment, beside Terraform's state. */
export interface LocalRecord {
  /** Context of the cluster that it is deployed in. */
  readonly context: string;
  /** Uid of that cluster's namespace kube-system: a cluster made anew under the same name has another one. */
  readonly clusterId?: string | undefined;
  /** What made the cluster for this environment. @default - it was there before, and is never deleted */
  readonly made?: Maker | undefined;
  /** The current context from before that. */
  readonly previousContext?: string | undefined;
  /** The images that were chosen last, and are in the cluster. */
  readonly images?: { readonly source: ImageSource; readonly tag: string } | undefined;
}

interface State {
  readonly resources?: readonly unknown[];
}

/** The notes of one environment, in the folder of its state. */
export class Records {
  private readonly folder: string;
  private readonly file: string;

  constructor(project: string, environment: string) {
    this.folder = join(project, "terraform-state", environment);
    this.file = join(this.folder, "local.json");
  }

  /** What is remembered; nothing before the first deployment and after the last. */
  read(): LocalRecord | undefined {
    if (!existsSync(this.file)) return undefined;
    try {
      return JSON.parse(readFileSync(this.file, "utf8")) as LocalRecord;
    } catch {
      throw new CommandError(
        `${this.file} is damaged. Delete it; a cluster that this command made is then yours to delete as well.`,
      );
    }
  }

  write(record: LocalRecord): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.file, `${JSON.stringify(record, undefined, 2)}\n`);
  }

  forget(): void {
    rmSync(this.file, { force: true });
  }

  /** Whether a state in this checkout knows of anything. */
  hasResources(): boolean {
    return this.states().some((file) => {
      try {
        const { resources } = JSON.parse(readFileSync(join(this.folder, file), "utf8")) as State;
        return (resources ?? []).length > 0;
      } catch {
        // Half written: there was something.
        return true;
      }
    });
  }

  /**
   * Puts the states aside: the cluster that they describe is gone, and in another one Terraform would take its namesakes
   * for them.
   */
  setStatesAside(): void {
    for (const file of this.states()) renameSync(join(this.folder, file), join(this.folder, `${file}.gone`));
  }

  private states(): readonly string[] {
    return existsSync(this.folder) ? readdirSync(this.folder).filter((file) => file.endsWith(".tfstate")) : [];
  }
}
