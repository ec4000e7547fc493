const transform = {
  "\\.ts$": [
    "@swc/jest",
    { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" }, sourceMaps: "inline" },
  ],
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
 * `npm test` runs the first. `npm run test:integration` needs Terraform, providers and charts; `npm run e2e` a cluster that may
 * be used up; `npm run test:temporal` Go, PostgreSQL and Temporal's chart.
 */
module.exports = {
  // Two cores: by default one of them would idle.
  maxWorkers: "100%",
  // A slow machine is no failure; what hangs still ends.
  testTimeout: 60_000,
  projects: [
    project("unit", ["{app,charts,cli,config,constructs,stacks}/**/*.test.ts"]),
    project("integration", ["integration/**/*.test.ts"]),
    project("e2e", ["e2e/{local,deploy}/**/*.test.ts"], {
      // The Kubernetes client and what it needs are ES modules, which Jest cannot require as Node does.
      transform: { "\\.[jt]s$": transform["\\.ts$"] },
      transformIgnorePatterns: ["/node_modules/(?!(@kubernetes/client-node|openid-client|oauth4webapi|jose)/)"],
    }),
    project("temporal", ["e2e/temporal/**/*.test.ts"]),
  ],
};
