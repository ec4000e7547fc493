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
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out"],
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
