import { Pool } from "pg";
import type { Logger } from "pino";
import type { SharedEnvironment } from "../config/variables";
import { reasonOf } from "../health/reason";

/** Schema of the application's tables. */
const SCHEMA = "flowmaestro";

/** Connects at the first query, and again whenever it has to. Whether it encrypts, node-postgres reads in PGSSLMODE. */
export function openPostgres(environment: SharedEnvironment, log: Logger): Pool {
  const pool = new Pool({
    host: environment.POSTGRES_HOST,
    port: environment.POSTGRES_PORT,
    database: environment.POSTGRES_DB,
    user: environment.POSTGRES_USER,
    password: environment.POSTGRES_PASSWORD,
    max: environment.POSTGRES_POOL_SIZE,
    connectionTimeoutMillis: 3000,
    query_timeout: 10_000,
    keepAlive: true, // otherwise a failover leaves connections that nobody answers
    options: `-c search_path=${SCHEMA},public`,
  });
  // An idle connection that the server ends; the pool replaces it.
  pool.on("error", (error) => log.warn({ reason: reasonOf(error) }, "a connection to PostgreSQL was lost"));
  return pool;
}

/** Asks for a table of the schema, and so for the address, the password, the right to read, and the migration. */
export async function checkPostgres(pool: Pool): Promise<void> {
  await pool.query("SELECT 1 FROM messages LIMIT 1");
}
