/** What `fmctl plan` can be told. */
export interface PlanOptions {
  readonly imageTag?: string;
}
