/** What `fmctl destroy` can be told. */
export interface DestroyFlags {
  readonly yes?: boolean;
  readonly confirm?: string;
}
