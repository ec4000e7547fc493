const transform = {
  "\\.ts$": [
    "@swc/jest",
    { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" }, sourceMaps: "inline" },
  ],
};

/** ES modules, which Jest cannot require as Node does (decision 13); with all that they import. */
const ES_MODULES = [
  "@kubernetes/client-node",
  "openid-client",
  "oauth4webapi",
  "jose",
  "listr2",
  "(cli-truncate|colorette|eventemitter3|log-update|rfdc|wrap-ansi|slice-ansi|string-width|strip-ansi|ansi-[a-z]+|emoji-regex)",
  "(cli-cursor|restore-cursor|onetime|mimic-function|is-fullwidth-code-point|get-east-asian-width|environment)",
];
const modules = {
  transform: { "\\.m?[jt]s$": transform["\\.ts$"] },
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join("|")})/)`],
};

const project = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: __dirname,
  testEnvironment: "node",
  testMatch: testMatch.map((pattern) => `<rootDir>/__tests__/${pattern}`),
  testPathIgnorePatterns: ["/node_modules/", "/cdktf.out"],
  // A package of its own, which is also built into folders that repeat its package.json.
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/e2e/app"],
  transform,
  ...more,
});

/**
 * `npm test` runs the first, `npm run test:browser` the second. `npm run test:integration` needs Terraform, providers and charts; `npm run e2e` a cluster that may
 * be used up; `npm run test:temporal` Go, PostgreSQL and Temporal's chart.
 */
module.exports = {
  // Two cores: by default one of them would idle.
  maxWorkers: "100%",
  // A slow machine is no failure; what hangs still ends.
  testTimeout: 60_000,
  projects: [
    project("unit", ["{app,charts,cli,config,constructs,cost,report,stacks}/**/*.test.ts"], modules),
    project("browser", ["browser/**/*.test.ts"], { globalSetup: "<rootDir>/__tests__/browser/setup.ts" }),
    project("integration", ["integration/**/*.test.ts"]),
    project("e2e", ["e2e/{local,deploy,fmctl}/**/*.test.ts"], modules),
    project("temporal", ["e2e/temporal/**/*.test.ts"]),
  ],
};
