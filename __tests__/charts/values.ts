import { join } from "node:path";

export const chartDir = (chart: string): string => join(__dirname, "../../charts", chart);

/** What each chart needs at least. */
export const MINIMAL = {
  service: `
image: {repository: europe-west1-docker.pkg.dev/example/flowmaestro/backend, tag: 4f2c9d1}
serviceAccountName: api-server
`,
  migrations: `
image: {repository: europe-west1-docker.pkg.dev/example/flowmaestro/migrations, tag: 4f2c9d1}
serviceAccountName: migrations
`,
  edge: `
addressName: flowmaestro-edge
hosts:
  - {host: api.example.com, service: api-server, port: 3001}
  - {host: www.example.com, service: marketing, port: 80}
defaultService: marketing
certificates:
  flowmaestro-cert: [api.example.com, www.example.com]
backends:
  api-server:
    port: 3001
    healthPath: /health
    timeoutSeconds: 300
    drainSeconds: 60
    sessionAffinity: CLIENT_IP
  marketing:
    port: 80
    healthPath: /health
    timeoutSeconds: 30
    drainSeconds: 0
    sessionAffinity: NONE
    logSampleRate: 0
`,
  postgres: `
image: docker.io/pgvector/pgvector:pg15
logins:
  flowmaestro: {secret: db-credentials, databases: [flowmaestro]}
  temporal: {secret: temporal-db-credentials, databases: [temporal, temporal_visibility]}
`,
  redis: `
image: docker.io/library/redis:7
`,
} as const;

export type Chart = keyof typeof MINIMAL;

export const CHARTS = Object.keys(MINIMAL) as Chart[];
