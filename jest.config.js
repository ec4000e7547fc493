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

/** `npm test` runs the first, `npm run test:integration` the second: it needs Terraform, providers and charts. */
module.exports = {
  projects: [
    project("unit", ["{app,charts,config,constructs,stacks}/**/*.test.ts"]),
    project("integration", ["integration/**/*.test.ts"]),
  ],
};
