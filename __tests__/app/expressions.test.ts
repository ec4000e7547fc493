import { expressionsIn, referencesIn, soleExpression } from "../support/expressions";

const addresses = (template: string) => referencesIn(template).map(({ address }) => address);

describe("the reader of expressions", () => {
  test.each([
    ["${google_redis_instance.redis.host}", ["google_redis_instance.redis"]],
    ["${data.google_project.this.number}", ["data.google_project.this"]],
    ["${ephemeral.random_bytes.key.hex}", ["ephemeral.random_bytes.key"]],
    ["https://${local.host}:${var.port}", ["local.host", "var.port"]],
    ["${kubernetes_namespace_v1.ns.metadata[0].name}", ["kubernetes_namespace_v1.ns"]],
    ['${join("\\n", google_sql_database_instance.db.server_ca_cert[*].cert)}', ["google_sql_database_instance.db"]],
    ['${jsonencode({"host" = local.host, "text" = "no.reference ${var.inner}"})}', ["local.host", "var.inner"]],
    ['${f("a \\" quote", local.after)}', ["local.after"]],
  ])("finds in %s what it refers to", (template, expected) => {
    expect(addresses(template)).toEqual(expected);
  });

  test.each([
    "no.reference",
    "$${local.escaped}",
    '${"local.quoted"}',
    "${terraform.workspace}",
    "${1.5}",
    "%{local.x}",
  ])("finds none in %s", (template) => {
    expect(addresses(template)).toEqual([]);
  });

  test("tells the attribute from the address", () => {
    expect(referencesIn("${a_b.c[0].d} ${data.e.f.g} ${local.h}")).toEqual([
      { address: "a_b.c", attribute: "[0].d" },
      { address: "data.e.f", attribute: "g" },
      { address: "local.h", attribute: "" },
    ]);
  });

  test("tells a template that is one expression from one that has text around it", () => {
    expect(soleExpression('${f({"a" = "}"})}')).toBe('f({"a" = "}"})');
    expect(["a${b.c}", "${a.b}${c.d}", "text"].map(soleExpression)).toEqual([undefined, undefined, undefined]);
  });

  test("refuses an expression that does not end", () => {
    expect(() => expressionsIn("${f(")).toThrow("an interpolation without an end");
    expect(() => expressionsIn('${"')).toThrow("a string without an end");
  });
});
