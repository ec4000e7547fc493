import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describeWithHelm } from "../support/describe-with-helm";
import { helmLint, helmTemplate } from "../support/helm";
import { schemaViolations } from "../support/kubernetes-schema";
import { CHARTS, chartDir, MINIMAL } from "./values";

interface Schema {
  readonly additionalProperties?: boolean | Schema;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const read = (chart: string, file: string): unknown => parse(readFileSync(join(chartDir(chart), file), "utf8"));

describe.each(CHARTS)("the values of chart %s", (chart) => {
  const schema = read(chart, "values.schema.json") as Schema;

  test("are the same in values.yaml as in its schema", () => {
    // GIVEN
    const values = read(chart, "values.yaml") as object;

    // THEN
    expect(Object.keys(values).sort()).toEqual(Object.keys(schema.properties ?? {}).sort());
  });

  test("are all described, and no others are let in", () => {
    // WHEN
    const { additionalProperties, properties = {} } = schema;

    // THEN
    expect(additionalProperties).toBe(false);
    expect(Object.entries(properties).filter(([, { description }]) => !description)).toEqual([]);
  });
});

describeWithHelm.each(CHARTS)("chart %s", (chart) => {
  test("lints without a warning", () => {
    expect(() => helmLint(chartDir(chart), [MINIMAL[chart]])).not.toThrow();
  });

  test("refuses a value that it does not know", () => {
    // GIVEN
    const values = "replicaCount: 3";

    // THEN
    expect(() => helmTemplate(chartDir(chart), chart, [MINIMAL[chart], values])).toThrow(
      "additional properties 'replicaCount' not allowed",
    );
  });

  test("refuses to render without the values that only an environment knows", () => {
    expect(() => helmTemplate(chartDir(chart), chart, [])).toThrow(/at '\/(image(\/repository)?|addressName)'/);
  });

  test("renders objects that the API server knows, each with the standard labels", async () => {
    // WHEN
    const manifests = helmTemplate(chartDir(chart), chart, [MINIMAL[chart]]);

    // THEN
    expect(manifests).not.toEqual([]);
    for (const manifest of manifests) {
      expect(await schemaViolations(manifest)).toEqual([]);
      expect(manifest.metadata.labels).toMatchObject({
        "app.kubernetes.io/name": chart,
        "app.kubernetes.io/instance": chart,
        "app.kubernetes.io/component": chart,
        "app.kubernetes.io/part-of": "flowmaestro",
        "app.kubernetes.io/managed-by": "Helm",
      });
    }
  });
});
