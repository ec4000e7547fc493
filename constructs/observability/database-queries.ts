import { googleSeries } from "./prometheus";

const RESOURCE = "cloudsql_database";
const metric = (name: string) => `cloudsql.googleapis.com/database/${name}`;
const GIB = 1024 ** 3;

/** What PromQL says about an instance of Cloud SQL: each is a number from 0 to 1. */
export interface DatabaseQueries {
  readonly cpu: string;
  readonly memory: string;
  /** Of the size at which the disk stops growing, not of its size now. */
  readonly disk: string;
  readonly connections: string;
}

/** @param databaseId PROJECT:INSTANCE */
export function databaseQueries(
  databaseId: string,
  { diskSizeLimitGb, maxConnections }: { readonly diskSizeLimitGb: number; readonly maxConnections: number },
): DatabaseQueries {
  const series = (name: string) => googleSeries(metric(name), RESOURCE, { database_id: databaseId });
  return {
    cpu: `max(${series("cpu/utilization")})`,
    memory: `max(${series("memory/utilization")})`,
    disk: `max(${series("disk/bytes_used")}) / ${diskSizeLimitGb * GIB}`,
    connections: `sum(${series("postgresql/num_backends")}) / ${maxConnections}`,
  };
}
