/** One request to a Google API. */
export interface GoogleRequest {
  /** Name before `.googleapis.com`. */
  readonly service: string;
  /** Path with the version: `v1/projects/p/secrets`. */
  readonly path: string;
  /** @default GET */
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
}
