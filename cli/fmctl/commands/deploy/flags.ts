/** What `fmctl deploy` can be told. */
export interface DeployFlags {
  readonly imageTag?: string;
  readonly source?: string;
  readonly skipImages?: boolean;
  readonly skipDoctor?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly confirm?: string;
  readonly only?: readonly string[];
  readonly timeout: number;
}
