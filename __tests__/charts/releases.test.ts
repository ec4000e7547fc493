import { describeWithHelm } from "../support/describe-with-helm";
import { drainProblems } from "../support/drain-rules";
import { helmLint, helmTemplate, type Manifest, podOf } from "../support/helm";
import { schemaViolations } from "../support/kubernetes-schema";
import { autopilotRules, podViolations, restrictedRules } from "../support/pod-rules";
import { releases } from "../support/releases";

const WORKLOADS = ["Deployment", "Job"];
const CASES = ["production", "staging"].flatMap((environment) =>
  releases(environment)
    .filter(({ chart }) => chart.startsWith("/"))
    .map((release) => ({ environment, ...release })),
);

const rendered = new Map<string, readonly Manifest[]>();

function manifestsOf({ environment, name, chart, values }: (typeof CASES)[number]): readonly Manifest[] {
  const key = `${environment}/${name}`;
  const known = rendered.get(key) ?? helmTemplate(chart, name, values);
  rendered.set(key, known);
  return known;
}

describeWithHelm("the releases of our charts with the values of an environment", () => {
  test.each(CASES)("$environment: $name lints", ({ chart, values }) => {
    expect(() => helmLint(chart, values)).not.toThrow();
  });

  test.each(CASES)("$environment: $name satisfies the Kubernetes schemas", async (release) => {
    const violations = await Promise.all(manifestsOf(release).map(schemaViolations));

    expect(violations.flat()).toEqual([]);
  });

  test.each(CASES)("$environment: the pods of $name satisfy restricted pod security and Autopilot", (release) => {
    const pods = manifestsOf(release).filter(({ kind }) => WORKLOADS.includes(kind));
    const violations = pods.flatMap((pod) => podViolations(podOf(pod).spec, [...restrictedRules, ...autopilotRules]));

    expect(violations).toEqual([]);
  });

  test.each(CASES)("$environment: nothing of $name blocks the drain of a node", (release) => {
    expect(drainProblems(manifestsOf(release))).toEqual([]);
  });

  test.each(CASES)("$environment: a name of $name is what the release is called, so that others find it", (release) => {
    const services = manifestsOf(release).filter(({ kind }) => kind === "Service");

    expect(services.map(({ metadata }) => metadata.name)).toEqual(services.map(() => release.name));
  });
});
