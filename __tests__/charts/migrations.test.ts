import type { IContainer } from "kubernetes-models/v1/Container";
import { describeWithHelm } from "../support/describe-with-helm";
import { helmTemplate, type Manifest, manifestOf, podOf } from "../support/helm";
import { podViolations } from "../support/pod-rules";
import { chartDir, MINIMAL } from "./values";

const render = (...values: string[]): Manifest =>
  manifestOf(helmTemplate(chartDir("migrations"), "migrations", [MINIMAL.migrations, ...values]), "Job");

const pod = (...values: string[]): ReturnType<typeof podOf> => podOf(render(...values));

const variables = (container: IContainer | undefined): Record<string, string | undefined> =>
  Object.fromEntries(
    (container?.env ?? []).map(({ name, value, valueFrom }) => [
      name,
      value ?? `${valueFrom?.secretKeyRef?.name}/${valueFrom?.secretKeyRef?.key}`,
    ]),
  );

describeWithHelm("chart migrations", () => {
  test("runs before anything of the release changes, and keeps the last run's log", () => {
    // WHEN
    const { metadata, spec } = render();

    // THEN
    expect(metadata.annotations).toEqual({
      "helm.sh/hook": "pre-install,pre-upgrade",
      "helm.sh/hook-delete-policy": "before-hook-creation",
    });
    expect(spec["ttlSecondsAfterFinished"]).toBe(7 * 24 * 3600);
  });

  test("gives up after three attempts, and before its release does", () => {
    // WHEN
    const { spec } = render();

    // THEN
    expect(spec).toMatchObject({
      backoffLimit: 2,
      activeDeadlineSeconds: 840,
      template: { spec: { restartPolicy: "Never" } },
    });
  });

  test("makes pods that keep every rule", () => {
    expect(podViolations(pod().spec)).toEqual([]);
  });

  test("makes the schema first, and stops at an error", () => {
    // WHEN
    const [schema] = pod().spec.initContainers ?? [];

    // THEN
    expect(schema?.command).toEqual([
      "psql",
      "--no-psqlrc",
      "-v",
      "ON_ERROR_STOP=1",
      "-c",
      "CREATE SCHEMA IF NOT EXISTS $(POSTGRES_SCHEMA)",
    ]);
    expect(variables(schema)).toEqual({
      PGHOST: "db-credentials/host",
      PGPORT: "db-credentials/port",
      PGDATABASE: "db-credentials/database",
      PGUSER: "db-credentials/user",
      PGPASSWORD: "db-credentials/password",
      PGSSLMODE: "require",
      POSTGRES_SCHEMA: "flowmaestro",
    });
  });

  test("migrates with the application's own variables", () => {
    // WHEN
    const [migrate] = pod().spec.containers;

    // THEN
    expect(migrate?.command).toEqual([
      "npx",
      "node-pg-migrate",
      "up",
      "--schema",
      "$(POSTGRES_SCHEMA)",
      "--migrations-dir",
      "backend/migrations",
    ]);
    expect(variables(migrate)).toEqual({
      POSTGRES_HOST: "db-credentials/host",
      POSTGRES_PORT: "db-credentials/port",
      POSTGRES_DB: "db-credentials/database",
      POSTGRES_USER: "db-credentials/user",
      POSTGRES_PASSWORD: "db-credentials/password",
      DATABASE_URL:
        "postgresql://$(POSTGRES_USER):$(POSTGRES_PASSWORD)@$(POSTGRES_HOST):$(POSTGRES_PORT)/$(POSTGRES_DB)",
      PGSSLMODE: "no-verify",
      POSTGRES_SCHEMA: "flowmaestro",
      HOME: "/tmp",
      npm_config_cache: "/tmp/.npm",
    });
  });

  test("names every variable before the one that refers to it", () => {
    // WHEN
    const [migrate] = pod().spec.containers;
    const names = (migrate?.env ?? []).map(({ name }) => name);

    // THEN
    const url = names.indexOf("DATABASE_URL");
    expect(names.slice(0, url)).toEqual(
      expect.arrayContaining(["POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_DB"]),
    );
  });

  test("has the same name for the same content", () => {
    expect(render().metadata.name).toBe(render().metadata.name);
    expect(render().metadata.name).toMatch(/^migrations-[0-9a-f]{8}$/);
  });

  test.each([
    ["image", "image: {tag: 0badcafe}"],
    ["command", "command: [node, migrate.js]"],
    ["command for the schema", "schemaCommand: ['true']"],
    ["schema", "schema: other"],
  ])("has another name for another %s", (_what, values) => {
    expect(render(values).metadata.name).not.toBe(render().metadata.name);
  });

  test("tells both commands the schema", () => {
    // WHEN
    const { initContainers, containers } = pod("schema: other").spec;

    // THEN
    expect(variables(initContainers?.[0])["POSTGRES_SCHEMA"]).toBe("other");
    expect(variables(containers[0])["POSTGRES_SCHEMA"]).toBe("other");
  });

  test("lets each client have its own mode of encryption", () => {
    // WHEN
    const { initContainers, containers } = pod("ssl: {psql: disable, node: verify-ca}").spec;

    // THEN
    expect(variables(initContainers?.[0])["PGSSLMODE"]).toBe("disable");
    expect(variables(containers[0])["PGSSLMODE"]).toBe("verify-ca");
  });

  test("labels its pods for the network policies", () => {
    // WHEN
    const { labels } = pod('podLabels: {flowmaestro.io/database: "true"}').metadata;

    // THEN
    expect(labels).toMatchObject({ "app.kubernetes.io/name": "migrations", "flowmaestro.io/database": "true" });
  });

  test("gives both containers the resources, the user and the writable paths", () => {
    // WHEN
    const { spec } = pod("resources: {limits: {memory: 2Gi}}\nrunAsUser: 1000\nwritablePaths: [/tmp, /cache]");

    // THEN
    expect(spec.securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 });
    for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
      expect(container.resources?.limits).toMatchObject({ memory: "2Gi" });
      expect(container.volumeMounts?.map(({ mountPath }) => mountPath)).toEqual(["/tmp", "/cache"]);
    }
  });
});

describeWithHelm("chart migrations refuses", () => {
  test.each([
    ["a tag that moves", "image: {tag: latest}", "at '/image/tag': 'not' failed"],
    ["a schema that needs quotes", "schema: Flow Maestro", "at '/schema'"],
    ["no command at all", "command: []", "at '/command': minItems: got 0, want 1"],
    ["a mode that psql does not know", "ssl: {psql: no-verify}", "at '/ssl/psql'"],
    ["a mode that node-postgres does not know", "ssl: {node: allow}", "at '/ssl/node'"],
    ["root", "runAsUser: 0", "at '/runAsUser': minimum: got 0, want 1"],
  ])("%s", (_what, values, message) => {
    expect(() => render(values)).toThrow(message);
  });
});
