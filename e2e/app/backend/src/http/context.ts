import type { Client } from "@temporalio/client";
import type { Pool } from "pg";
import type { Redis } from "../connections/redis";
import type { Check } from "../health/examine";
import type { ApiEnvironment } from "../config/variables";

/** What the routes use. */
export interface ApiContext {
  readonly environment: ApiEnvironment;
  /** This pod. */
  readonly hostname: string;
  /** Tag of the image. */
  readonly version: string;
  /** Names of the integrations that have a key. */
  readonly integrations: readonly string[];
  readonly checks: Readonly<Record<string, Check>>;
  readonly postgres: Pool;
  readonly redis: Redis;
  readonly temporal: Client;
}
