import { refusal } from "./environment-folder";

const WITHHELD = "got something that is not shown, as it may be a secret, expected ";
const VARIABLE = "the name of a variable in upper case such as OPENAI_API_KEY, never its value";
const DEPENDENCIES = "one of database, redis, temporal, app-secrets, integration-secrets, buckets, internet";
const NAMES_ONLY = "; write names only, and replace the secret if this file has left your machine.";

/** What is refused, in YAML, and what follows the file's name in the only sentence about it. */
const REFUSALS: readonly (readonly [string, string])[] = [
  // Keys
  ["databse: {}", 'databse: got "databse", expected a key that exists; did you mean database?'],
  ["database: { teir: x }", 'database.teir: got "teir", expected a key that exists; did you mean tier?'],
  ["dns: { provider: x }", 'dns.provider: got "provider", expected one of the keys managed, ttlSeconds; remove it.'],
  [
    "services: { Api_Server: null }",
    'services.Api_Server: got "Api_Server", expected a name of at most 63 lower-case letters, digits and hyphens, ' +
      "starting with a letter; rename it.",
  ],
  [
    "labels: { Team: a }",
    'labels.Team: got "Team", expected a key of at most 63 lower-case letters, digits, hyphens and underscores, ' +
      "starting with a letter; rename it.",
  ],

  // Observability
  [
    "observability: { channels: { email: { addresses: [ops] } } }",
    'observability.channels.email.addresses[0]: got "ops", expected an address such as ops@example.com; correct it.',
  ],
  [
    "observability: { alerts: { databaseCpu: { percent: 180 } } }",
    "observability.alerts.databaseCpu.percent: got 180, expected a number from 0 to 100; lower it.",
  ],
  [
    "observability: { alerts: { apiErrors: { severity: PAGE } } }",
    'observability.alerts.apiErrors.severity: got "PAGE", expected one of CRITICAL, ERROR, WARNING; choose one of them.',
  ],
  [
    "observability: { channels: { webhook: { url: https://user:password@example.com, username: user } } }",
    `observability.channels.webhook.url: ${WITHHELD}an https:// address without a password; take the password out, and ` +
      "replace it if this file has left your machine.",
  ],
  [
    "observability: { budget: { billingAccount: acme, monthlyAmount: 100 } }",
    'observability.budget.billingAccount: got "acme", expected an id such as 012345-6789AB-CDEF01; correct it.',
  ],

  // Text
  ["region: Iowa", 'region: got "Iowa", expected a region such as us-central1; correct it.'],
  [
    "domain: https://example.com",
    'domain: got "https://example.com", expected a domain in lower case such as example.com; correct it, for example ' +
      '"example.com".',
  ],
  ["domain: 1", 'domain: got 1, expected a domain in lower case such as example.com; put it in quotes: "1".'],
  [
    "domain:",
    'domain: got nothing, expected a domain in lower case such as example.com; add it, for example "example.com".',
  ],
  [
    "network: { podCidr: 10.0.0.0/33 }",
    'network.podCidr: got "10.0.0.0/33", expected an IPv4 range such as 10.0.0.0/20; correct it.',
  ],
  [
    "database: { backups: { startTime: 3am } }",
    'database.backups.startTime: got "3am", expected a time of day in UTC such as 03:00; correct it.',
  ],
  [
    "images: { tag: latest }",
    'images.tag: got "latest", expected a fixed tag such as a git revision, never latest; correct it.',
  ],
  [
    "services: { frontend: { env: { PORT: 80 } } }",
    'services.frontend.env.PORT: got 80, expected text; put it in quotes: "80".',
  ],
  [
    "services: { frontend: { resources: { limits: { cpu: 2 } } } }",
    'services.frontend.resources.limits.cpu: got 2, expected a CPU quantity such as 500m or 2; put it in quotes: "2".',
  ],

  // Numbers
  ["redis: { memorySizeGb: 0 }", "redis.memorySizeGb: got 0, expected a whole number from 1 to 300; raise it."],
  ["redis: { memorySizeGb: 301 }", "redis.memorySizeGb: got 301, expected a whole number from 1 to 300; lower it."],
  ["redis: { memorySizeGb: 1.5 }", "redis.memorySizeGb: got 1.5, expected a whole number from 1 to 300; correct it."],
  [
    'redis: { memorySizeGb: "5" }',
    'redis.memorySizeGb: got "5", expected a whole number from 1 to 300; write it without quotes.',
  ],
  ["redis: { memorySizeGb: 5Gi }", 'redis.memorySizeGb: got "5Gi", expected a whole number from 1 to 300; correct it.'],
  [
    "registry: { deleteTaggedAfterDays: 1 }",
    "registry.deleteTaggedAfterDays: got 1, expected a whole number of at least 7; raise it.",
  ],
  [
    "network: { flowLogs: { sampling: 2 } }",
    "network.flowLogs.sampling: got 2, expected a number from 0 to 1; lower it.",
  ],

  // Words
  ["dns: { managed: yes }", 'dns.managed: got "yes", expected true or false; write one of them, without quotes.'],
  ["redis: { tier: BASICS }", 'redis.tier: got "BASICS", expected STANDARD_HA or BASIC; did you mean BASIC?'],
  [
    "cluster: { releaseChannel: NIGHTLY }",
    'cluster.releaseChannel: got "NIGHTLY", expected one of RAPID, REGULAR, STABLE, EXTENDED; choose one of them.',
  ],

  // Lists and maps
  [
    "services: { frontend: { uses: database } }",
    `services.frontend.uses: got "database", expected a list, each entry ${DEPENDENCIES}; write it as a list: ` +
      `[database].`,
  ],
  [
    "services: { frontend: { uses: [databse] } }",
    `services.frontend.uses[0]: got "databse", expected ${DEPENDENCIES}; did you mean database?`,
  ],
  [
    "certificates: { flowmaestro-cert: [] }",
    "certificates.flowmaestro-cert: got an empty list, expected a list of at least one, each entry a host name " +
      "without " +
      "the domain, or @ for the domain itself; add an entry.",
  ],
  ["services: [frontend]", "services: got a list, expected a map; write one `key: value` a line below it."],
  ["redis: 5", "redis: got 5, expected a map; write one `key: value` a line below it."],
  [
    "cluster: { maintenance: { days: [SA], durationHours: 4 } }",
    "cluster.maintenance: got a map, expected days × 4 × durationHours of at least 48: GKE refuses a policy that " +
      "leaves " +
      "less than 48 hours in 32 days; correct it.",
  ],
  [
    "cluster: { ipEndpoint: { authorizedNetworks: [{ name: all, cidr: 0.0.0.0/0 }] } }",
    'cluster.ipEndpoint.authorizedNetworks[0].cidr: got "0.0.0.0/0", expected a range narrower than /0, which ' +
      "would open " +
      "the control plane to the whole internet; correct it.",
  ],

  // Alternatives
  [
    "deletionProtection: { enabled: false }",
    "deletionProtection.reason: got nothing, expected a sentence that says why; add it.",
  ],
  [
    "deletionProtection: { enabled: false, reason: no }",
    'deletionProtection.reason: got "no", expected a sentence that says why; correct it.',
  ],
  [
    "deletionProtection: { enabled: true, reason: There is one. }",
    'deletionProtection.reason: got "reason", expected one of the keys enabled; remove it.',
  ],
  [
    "deletionProtection: { enabled: off, reason: There is one. }",
    'deletionProtection.enabled: got "off", expected true or false; write one of them, without quotes.',
  ],
  [
    "deletionProtection: false",
    "deletionProtection: got false, expected a map; write one `key: value` a line below it.",
  ],
  [
    "backend: { type: s3, bucket: state }",
    'backend.type: got "s3", expected one of local, gcs, cloud; choose one of them.',
  ],
  [
    "backend: { type: gc, bucket: state }",
    'backend.type: got "gc", expected one of local, gcs, cloud; did you mean gcs?',
  ],
  ["backend: { bucket: state }", "backend.type: got nothing, expected one of local, gcs, cloud; add it."],
  [
    "backend: { type: gcs }",
    'backend.bucket: got nothing, expected the name of an existing bucket; add it, for example "acme-terraform-state".',
  ],
  [
    "backend: { type: local, bucket: state }",
    'backend.bucket: got "bucket", expected one of the keys type; remove it.',
  ],
  [
    "temporal: { chart: { repository: https://example.com, version: latest } }",
    'temporal.chart.version: got "latest", expected an exact version such as 1.6.0; correct it.',
  ],
  ["temporal: { chart: { path: 1 } }", 'temporal.chart.path: got 1, expected text; put it in quotes: "1".'],
  [
    "temporal: { chart: ./chart }",
    'temporal.chart: got "./chart", expected a map; write one `key: value` a line below it.',
  ],

  // Secrets
  ["integrationSecrets: [OPENAI_API_KEY=sk-1]", `integrationSecrets[0]: ${WITHHELD}${VARIABLE}${NAMES_ONLY}`],
  ["integrationSecrets: [{ OPENAI_API_KEY: sk-1 }]", `integrationSecrets[0]: ${WITHHELD}${VARIABLE}${NAMES_ONLY}`],
  ["integrationSecrets: { A: sk-1 }", `integrationSecrets: ${WITHHELD}a list, each entry ${VARIABLE}${NAMES_ONLY}`],
  ["integrationSecrets: sk-1", `integrationSecrets: ${WITHHELD}a list, each entry ${VARIABLE}${NAMES_ONLY}`],
  ["integrationSecrets: [A, A]", "integrationSecrets: got a list, expected every name once; correct it."],
  ["services: { frontend: { env: A=sk-1 } }", `services.frontend.env: ${WITHHELD}a map${NAMES_ONLY}`],
  ["services: { frontend: { env: { A=sk-1: x } } }", `services.frontend.env: ${WITHHELD}${VARIABLE}; rename the key.`],
  [
    "services: { frontend: { env: { lower: x } } }",
    `services.frontend.env.lower: got "lower", expected ${VARIABLE}; rename it.`,
  ],
];

test.each(REFUSALS)("refuses %s", (yaml, sentence) => {
  expect(refusal(yaml)).toEqual([`environments/test.yaml: ${sentence}`]);
});

test.each(REFUSALS)("says of %s only what a person understands", (yaml) => {
  const [sentence] = refusal(yaml);
  expect(sentence).toMatch(/^environments\/test\.yaml: .+: got .+, expected .+; .+[.?]$/);
  expect(sentence).not.toMatch(/sk-1|[.?]{2}$|undefined|NaN|\[object|zod|invalid_|Invalid input|discriminator/);
});

test("refuses a service that lacks what a service needs", () => {
  expect(refusal("services: { new: {} }")).toEqual([
    "environments/test.yaml: services.new.image: got nothing, expected a name of at most 63 lower-case letters, " +
      "digits " +
      "and hyphens, starting with a letter; add it.",
    "environments/test.yaml: services.new.resources: got nothing, expected a map; add it.",
  ]);
});

test("refuses a backend's misspelled key, and misses the right one", () => {
  expect(refusal("backend: { type: gcs, buckt: state }")).toEqual([
    "environments/test.yaml: backend.bucket: got nothing, expected the name of an existing bucket; add it, for " +
      "example " +
      '"acme-terraform-state".',
    'environments/test.yaml: backend.buckt: got "buckt", expected a key that exists; did you mean bucket?',
  ]);
});

test("shortens what is long", () => {
  const [sentence] = refusal(`region: ${"x".repeat(200)}`);
  expect(sentence).toContain(`got "${"x".repeat(59)}…, expected`);
});
