import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { loadEnvironment } from "../../../config/load";
import { podOf } from "../../support/helm";
import { DATABASES, Installation, ROLES } from "../../support/temporal-installation";
import { runIn } from "../../support/temporal-pods";
import { buildPrograms, chart, describeWithTemporal, programs } from "../../support/temporal-programs";
import type { TemporalRelease } from "../../support/temporal-release";

const MINUTE = 60_000;
jest.setTimeout(4 * MINUTE);

/** What becomes of a workflow of the test. */
const DONE = { status: "COMPLETED", result: ["prepared", "delivered"] };

const minor = (version: string): string => version.split(".").slice(0, 2).join(".");

describeWithTemporal("Temporal for real", () => {
  const { temporal: settings } = loadEnvironment("production");
  let images: string;
  let version: string;
  let previous: string;

  /** The newest schema that a version brings, for each database. */
  const schemaOf = (release: string): Record<string, string> => {
    const folder = join(images, `admin-tools-${release}`, "etc/temporal/schema/postgresql/v12");
    const newest = (store: string) => {
      const numbers = readdirSync(join(folder, store, "versioned")).map((name) => Number(name.replace("v1.", "")));
      return `1.${Math.max(...numbers)}`;
    };
    return { [DATABASES.default]: newest("temporal"), [DATABASES.visibility]: newest("visibility") };
  };

  beforeAll(() => {
    images = buildPrograms();
    const file = parse(readFileSync(join(chart, "Chart.yaml"), "utf8")) as { version: string; appVersion: string };
    version = file.appVersion;
    const built = readdirSync(images).flatMap((name) => /^server-(.+)$/.exec(name)?.[1] ?? []);
    const [major, number] = version.split(".");
    previous = built.find((found) => minor(found) === `${major}.${Number(number) - 1}`)!;
    expect({ chart: file.version, built }).toEqual({
      chart: "version" in settings.chart && settings.chart.version,
      built: expect.arrayContaining([version, previous]) as string[],
    });
  }, 60 * MINUTE);

  describe("a new installation", () => {
    let temporal: Installation;

    beforeAll(async () => {
      temporal = await Installation.prepare(images);
    }, MINUTE);
    afterAll(() => temporal?.stop());

    test("has a database that takes no connection without encryption, and a user who may create none", async () => {
      const connect = (mode: string, statement: string) =>
        runIn(temporal.network, [
          join(programs.postgres, "psql"),
          `${temporal.connection}?sslmode=${mode}`,
          "-c",
          statement,
        ]);

      await expect(connect("disable", "select 1")).rejects.toThrow("no encryption");
      await expect(connect("require", "create database other")).rejects.toThrow("permission denied to create database");
      expect(temporal.postgres.sql("postgres", "show server_version")).toMatch(/^15\./);
    });

    test("refuses a wrong CA in the schema job, and a missing one", async () => {
      const job = { ...temporal.schemaJob(), spec: { ...temporal.schemaJob().spec, backoffLimit: 1 } };
      const run = () => temporal.network.complete(job);

      await expect(temporal.withCa((_, wrong) => wrong, run)).rejects.toThrow(
        "certificate signed by unknown authority",
      );
      await expect(temporal.withoutCa(run)).rejects.toThrow("no such file");
      expect(
        temporal.postgres.sql(DATABASES.default, "select count(*) from pg_tables where schemaname = 'public'"),
      ).toBe("0");
    });

    test("gets both schemas at the first attempt of the job, and keeps them as they are when it runs again", async () => {
      const updates = () => temporal.postgres.sql(DATABASES.default, "select count(*) from schema_update_history");

      expect(await temporal.network.complete(temporal.schemaJob())).toMatchObject({ attempts: 1 });
      expect(temporal.schemaVersions()).toEqual(schemaOf(version));

      const before = updates();
      await temporal.network.complete(temporal.schemaJob());
      expect(updates()).toBe(before);
    });

    test("runs its four roles without root, capabilities or a place to write to, and encrypts every connection", async () => {
      await temporal.startServer();

      for (const role of ROLES) {
        const { securityContext } = podOf(temporal.deployment(role)).spec.containers[0]!;
        expect(securityContext).toMatchObject({ readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } });
      }
      const connections = "from pg_stat_ssl join pg_stat_activity using (pid) where client_addr is not null";
      expect(
        temporal.postgres.sql("postgres", `select count(distinct client_addr), bool_and(ssl) ${connections}`),
      ).toBe(`${ROLES.length}|t`);
    });

    test("registers the namespace with production's retention", async () => {
      await temporal.registerNamespace();

      expect(await temporal.retentionOf(settings.namespace)).toBe(`${settings.retentionDays * 86_400}s`);
    });

    test("runs a workflow to its end", async () => {
      await temporal.startWorker();
      await temporal.startOrder("first");
      await temporal.signal("first");

      expect(await temporal.result("first")).toMatchObject(DONE);
    });

    test("completes a workflow in whose middle the server was down", async () => {
      await temporal.startOrder("interrupted", 5);
      await temporal.signal("interrupted");
      const exits = await temporal.stopServer();
      await temporal.startServer();

      expect(exits).toEqual([0, 0, 0, 0]);
      expect(await temporal.result("interrupted")).toMatchObject(DONE);
    });

    test("opens no more connections per pod and database than its pools, not even with 200 workflows at once", async () => {
      await temporal.runMany("busy", 200);

      const pools = new Map<string, number>([
        [DATABASES.default, settings.pools.default],
        [DATABASES.visibility, settings.pools.visibility],
      ]);
      const seen = temporal.postgres.mostConnections().filter(({ database }) => pools.has(database));
      expect(seen.map(({ connections }) => connections)).toContain(settings.pools.default);
      expect(seen.filter(({ database, connections }) => connections > pools.get(database)!)).toEqual([]);
    });

    test("refuses a wrong CA in the server, and a missing one, and is content with one of several", async () => {
      const start = async () => {
        const pod = temporal.network.startPod(temporal.deployment("frontend"));
        const exit = await pod.ended;
        return {
          exit,
          log: pod.log,
          connected: temporal.postgres.log.includes(` ${pod.ip} LOG:  connection authorized`),
        };
      };
      expect(await temporal.withCa((_, wrong) => wrong, start)).toEqual({
        exit: 1,
        log: expect.stringContaining("certificate signed by unknown authority") as string,
        connected: false,
      });
      expect(await temporal.withoutCa(start)).toEqual({
        exit: 1,
        log: expect.stringContaining("no such file") as string,
        connected: false,
      });

      // As while Cloud SQL's authority is rotated.
      await temporal.withCa(
        (right, wrong) => `${wrong}\n${right}`,
        async () => temporal.retire("frontend", await temporal.network.rollOut(temporal.deployment("frontend"))),
      );
    });

    test("ignores another number of shards, which is why Terraform refuses to change it", async () => {
      const [is, other] = [settings.historyShards, settings.historyShards * 2];
      const pod = await temporal.withConfig(
        (template) => template.replace(`numHistoryShards: ${is}`, `numHistoryShards: ${other}`),
        () => temporal.network.rollOut(temporal.deployment("matching")),
      );

      expect(pod.log).toContain(`"key":"persistence.numHistoryShards","ignored-value":${other},"value":${is}`);
      await temporal.retire("matching", pod);
    });
  });

  describe("an upgrade from the previous minor version", () => {
    let temporal: Installation;
    let next: TemporalRelease;

    beforeAll(async () => {
      const tag = { image: { tag: previous } };
      temporal = await Installation.prepare(images, { server: tag, admintools: tag });
      next = temporal.rendered();
    }, MINUTE);
    afterAll(() => temporal?.stop());

    test("begins with a workflow that waits on the previous version", async () => {
      await temporal.network.complete(temporal.schemaJob());
      await temporal.startServer();
      await temporal.registerNamespace();
      await temporal.startWorker();
      await temporal.startOrder("waiting");

      expect(await temporal.serverVersion()).toBe(previous);
      expect(temporal.schemaVersions()).toEqual(schemaOf(previous));
    });

    test("brings the schema first, on which the previous version goes on working", async () => {
      await temporal.network.complete(temporal.schemaJob(next));
      expect(temporal.schemaVersions()).toEqual(schemaOf(version));

      await temporal.startOrder("between");
      await temporal.signal("between");
      expect(await temporal.result("between")).toMatchObject(DONE);
    });

    test("replaces role after role while workflows run, and loses neither them nor the one that waited", async () => {
      await Promise.all([temporal.runMany("meanwhile", 100), temporal.replaceServer(next)]);
      expect(await temporal.serverVersion()).toBe(version);

      await temporal.signal("waiting");
      expect(await temporal.result("waiting")).toMatchObject(DONE);
    });
  });
});
