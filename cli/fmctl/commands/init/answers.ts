import type { Backend } from "../../../../config/schema/backend";
import type { SizeName } from "./sizes";

/** What the command line says; what it leaves out is asked, or with `--yes` has its default. */
export interface InitOptions {
  readonly project?: string;
  readonly region?: string;
  readonly domain?: string;
  readonly size?: string;
  readonly backend?: string;
  readonly bucket?: string;
  readonly organization?: string;
  readonly email?: string;
  readonly extends?: string;
  readonly local?: boolean;
  readonly context?: string;
  readonly overwrite?: boolean;
  readonly yes?: boolean;
}

/** What is known of an environment in Google Cloud when all is answered. */
export interface CloudAnswers {
  readonly name: string;
  /** Environment that it starts from. @default - it stands on its own, with every key in its file */
  readonly extends?: string | undefined;
  readonly project: string;
  readonly region: string;
  readonly domain: string;
  readonly size: SizeName;
  /** Only what was answered; defaults stay out of the file. */
  readonly backend: Partial<Backend> & Pick<Backend, "type">;
  /** Who gets alerts. @default - as the schema says */
  readonly email?: string | undefined;
}

/** What is known of an environment in a cluster of one's own. */
export interface LocalAnswers {
  readonly name: string;
  /** @default - the current context of the kubeconfig, whichever that is */
  readonly context?: string | undefined;
}
