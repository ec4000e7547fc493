/** What `fmctl repair` can be told. */
export interface RepairFlags {
  readonly yes?: boolean;
  readonly unlock?: boolean;
}
