import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCheckov, writeStack } from "../../scripts/scan/checkov";
import { type Exception, parseExceptions, readExceptions } from "../../scripts/scan/exceptions";
import type { Finding } from "../../scripts/scan/findings";
import { judge } from "../../scripts/scan/judge";
import { readKubeScore } from "../../scripts/scan/kube-score";
import { asObject } from "../../scripts/scan/objects";
import { synthEnvironment } from "../support/synth-app";

const TLS: Finding = {
  scanner: "checkov",
  check: "CKV_GCP_6",
  environment: "production",
  resource: "google_sql_database_instance.postgres",
  says: "Ensure TLS.",
};

const excepted = (change: Partial<Exception> = {}): Exception => ({
  scanner: "checkov",
  check: "CKV_GCP_6",
  resources: ["google_sql_database_instance.*"],
  reason: "Because of the test.",
  ...change,
});

describe("the verdict", () => {
  test("lets a finding be for which there is a reason", () => {
    expect(judge([TLS], [excepted()])).toEqual({ excepted: [TLS], sentences: [] });
  });

  test("tells of another one, once for all environments", () => {
    expect(judge([TLS, { ...TLS, environment: "staging" }], []).sentences).toEqual([
      "checkov CKV_GCP_6: production, staging: google_sql_database_instance.postgres: Ensure TLS; " +
        "mend it, or give a reason in scripts/scan/exceptions.yaml.",
    ]);
  });

  test.each<[string, Partial<Exception>]>([
    ["another check", { check: "CKV_GCP_7" }],
    ["another scanner", { scanner: "kube-score" }],
    ["another resource", { resources: ["google_redis_instance.redis"] }],
    ["another environment", { environments: ["staging"] }],
  ])("does not take an exception of %s for one of this finding", (_, change) => {
    const { excepted: reasoned, sentences } = judge([TLS], [excepted(change)]);

    expect(reasoned).toEqual([]);
    expect(sentences).toHaveLength(2);
  });

  test("refuses an exception that nothing needs any more, resource by resource", () => {
    const resources = ["google_sql_database_instance.postgres", "google_sql_database_instance.replica"];

    expect(judge([TLS], [excepted({ resources })]).sentences).toEqual([
      'scripts/scan/exceptions.yaml: exceptions[0]: got "google_sql_database_instance.replica", ' +
        "expected a resource in which checkov finds CKV_GCP_6, and it finds none; remove it.",
    ]);
  });
});

describe("the exceptions", () => {
  test("of this project are well-formed, and none is there twice", () => {
    const keys = readExceptions().flatMap(({ scanner, check, environments, resources }) =>
      resources.map((resource) => [scanner, check, environments, resource].join(" ")),
    );

    expect(new Set(keys).size).toBe(keys.length);
  });

  test("need a reason, and a scanner that there is", () => {
    const text = "exceptions:\n  - { scanner: chekov, check: CKV_GCP_6, resources: [x] }";

    expect(() => parseExceptions(text)).toThrow(
      'scripts/scan/exceptions.yaml: exceptions[0].scanner: got "chekov", expected checkov or kube-score; ' +
        "did you mean checkov?\n" +
        "scripts/scan/exceptions.yaml: exceptions[0].reason: got nothing, expected a sentence that says why; add it.",
    );
  });
});

describe("what checkov prints", () => {
  const check = { check_id: "CKV_GCP_6", check_name: "Ensure TLS", resource: "resource.postgres" };
  const file_path = "/production/data/google_sql_database_instance.tf.json";
  const report = (parsing_errors = 0) =>
    JSON.stringify({
      results: { passed_checks: [], failed_checks: [{ ...check, file_path }] },
      summary: { passed: 7, parsing_errors },
    });

  test("is read as findings with addresses", () => {
    expect(readCheckov(report(), "")).toEqual({ scanner: "checkov 3.3.30", passed: 7, findings: [TLS] });
  });

  test("tells of a check that broke, which has not passed", () => {
    const stderr =
      "2026-11-23 [ERROR]  Failed to run check CKV_GCP_54 on " +
      "/staging/data/google_sql_database_instance.tf.json:google_sql_database_instance.postgres\nTraceback";

    expect(readCheckov(report(), stderr).findings[1]).toEqual({
      ...TLS,
      check: "CKV_GCP_54",
      environment: "staging",
      says: "The check itself broke.",
    });
  });

  test("is refused when files could not be read, or when it is no report", () => {
    expect(() => readCheckov(report(2), "")).toThrow("checkov could not read 2 files");
    expect(() => readCheckov("", "Killed")).toThrow("checkov printed no report: Killed");
  });
});

test("what kube-score prints is read as a finding for each check that is not at its best", () => {
  // GIVEN
  const grade = (id: string, points: number, skipped = false) => ({
    check: { id, name: `About ${id}` },
    grade: points,
    skipped,
    comments: points < 10 ? [{ path: "api", summary: "Bad" }, { summary: "Worse" }] : null,
  });
  const object = {
    type_meta: { kind: "Deployment" },
    object_meta: { name: "api-server" },
    checks: [grade("good", 10), grade("skipped", 0, true), grade("warned", 5), grade("critical", 1)],
  };
  const finding = (check: string) => ({
    scanner: "kube-score",
    check,
    environment: "staging",
    resource: "Deployment/api-server",
    says: "api: Bad, Worse.",
  });

  // THEN
  expect(readKubeScore("staging", JSON.stringify([object]))).toEqual({
    passed: 1,
    findings: [finding("warned"), finding("critical")],
  });
});

test("checkov gets every resource of a stack, and nothing that stops its parser", () => {
  // GIVEN
  const folder = mkdtempSync(join(tmpdir(), "scan-"));
  const stack = synthEnvironment("production").stacks["data"]!;

  // WHEN
  writeStack(stack, folder);
  const files = readdirSync(folder);
  const contents = files.map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as object);
  rmSync(folder, { recursive: true });

  // THEN
  expect(files.filter((file) => !file.startsWith("data."))).toEqual(
    Object.keys(stack.resource!)
      .map((type) => `${type}.tf.json`)
      .sort(),
  );
  expect(new Set(contents.flatMap(Object.keys))).toEqual(new Set(["resource", "data"]));
});

test("kube-score gets network policies as the API server does", () => {
  expect(
    asObject({
      pod_selector: { match_labels: { "app.kubernetes.io/part_of": "1" } },
      ingress: [{ from: [{ ip_block: { cidr: "10.0.0.0/8" } }], ports: [{ port: "80", end_port: 90 }] }],
    }),
  ).toEqual({
    podSelector: { matchLabels: { "app.kubernetes.io/part_of": "1" } },
    ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 80, endPort: 90 }] }],
  });
});
