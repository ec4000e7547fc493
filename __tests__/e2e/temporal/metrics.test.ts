import { writeFileSync } from "node:fs";
import { askedIn } from "../../support/monitored";
import { selectorsIn } from "../../support/promql";
import { synthEnvironment } from "../../support/synth-app";
import { DATABASES, Installation } from "../../support/temporal-installation";
import { buildPrograms, describeWithTemporal } from "../../support/temporal-programs";

const MINUTE = 60_000;
jest.setTimeout(4 * MINUTE);

/** Series that alerts and dashboards look for in what is collected of Temporal. */
function lookedFor(): readonly string[] {
  const queries = askedIn(synthEnvironment("production").stacks["observability"]!).filter(
    ({ language }) => language === "promql",
  );
  const ofTemporal = queries
    .flatMap(({ text }) => selectorsIn(text))
    .filter(({ matchers }) => matchers.some(({ label }) => label === "job"));
  return [...new Set(ofTemporal.map(({ metric }) => metric))].sort();
}

/** Names of the series that a scrape has. */
function namesIn(scrape: string): readonly string[] {
  const lines = scrape.split("\n").filter((line) => line && !line.startsWith("#"));
  return [...new Set(lines.map((line) => /^\w+/.exec(line)![0]))].sort();
}

describeWithTemporal("what Temporal's server tells Prometheus", () => {
  let temporal: Installation;

  beforeAll(async () => {
    temporal = await Installation.prepare(buildPrograms());
    await temporal.network.complete(temporal.schemaJob());
    await temporal.startServer();
    await temporal.registerNamespace();
    await temporal.startWorker();
  }, 60 * MINUTE);
  afterAll(() => temporal?.stop());

  test("has every series that alerts and dashboards look for, once workflows ended in every way", async () => {
    // GIVEN a workflow that succeeds, one that fails, one that is terminated and one that runs out of time
    const queue = temporal.release.applicationEnv["TEMPORAL_TASK_QUEUE"]!;
    const start = (id: string, ...more: string[]) =>
      temporal.temporal("workflow", "start", "--workflow-id", id, "--type", "Order", "--task-queue", queue, ...more);
    await temporal.startOrder("succeeds");
    await temporal.signal("succeeds");
    await temporal.result("succeeds");
    await start("fails", "--input", '"no number"');
    await start("terminated", "--input", "1");
    await temporal.temporal("workflow", "terminate", "--workflow-id", "terminated");
    await start("late", "--input", "1", "--execution-timeout", "1s");
    await new Promise((resolve) => setTimeout(resolve, 5000));

    // … and a database that fails in a way that is not part of Temporal's own play
    const table = (statement: string) => temporal.postgres.sql(DATABASES.default, `alter table ${statement}`);
    table("current_executions rename to away");
    await expect(start("unlucky", "--input", "1", "--command-timeout", "5s")).rejects.toThrow();
    table("away rename to current_executions");

    // WHEN
    const scrape = await temporal.metrics();
    const names = namesIn(scrape);

    // THEN
    if (process.env["FLOWMAESTRO_E2E_KEEP"]) writeFileSync("/tmp/temporal-metrics.txt", scrape);
    expect(names).toEqual(expect.arrayContaining([...lookedFor()]));
  });
});
