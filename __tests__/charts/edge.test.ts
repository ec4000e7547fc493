import { describeWithHelm } from "../support/describe-with-helm";
import { helmTemplate, type Manifest, manifestOf } from "../support/helm";
import { chartDir, MINIMAL } from "./values";

const render = (...values: string[]): Manifest[] => helmTemplate(chartDir("edge"), "edge", [MINIMAL.edge, ...values]);

const backendConfig = (service: string, ...values: string[]): Manifest =>
  manifestOf(
    render(...values).filter(({ metadata }) => metadata.name === service),
    "BackendConfig",
  );

const certificates = (manifests: Manifest[]): Manifest[] =>
  manifests.filter(({ kind }) => kind === "ManagedCertificate");

const backend = (service: string, number: number): object => ({ service: { name: service, port: { number } } });

describeWithHelm("chart edge: the Ingress", () => {
  test("is GKE's, at the named address, with its certificates and front", () => {
    // WHEN
    const { metadata, spec } = manifestOf(render(), "Ingress");

    // THEN
    expect(metadata).toMatchObject({
      name: "flowmaestro-ingress",
      annotations: {
        "kubernetes.io/ingress.class": "gce",
        "kubernetes.io/ingress.global-static-ip-name": "flowmaestro-edge",
        "networking.gke.io/managed-certificates": "flowmaestro-cert",
        "networking.gke.io/v1beta1.FrontendConfig": "flowmaestro-ingress",
      },
    });
    expect(spec).not.toHaveProperty("ingressClassName");
  });

  test("sends each host to its service, whatever the path", () => {
    // WHEN
    const { spec } = manifestOf(render(), "Ingress");

    // THEN
    const everyPath = { path: "/", pathType: "Prefix" };
    expect(spec["rules"]).toEqual([
      { host: "api.example.com", http: { paths: [{ ...everyPath, backend: backend("api-server", 3001) }] } },
      { host: "www.example.com", http: { paths: [{ ...everyPath, backend: backend("marketing", 80) }] } },
    ]);
  });

  test("leaves no host to GKE's own backend, which no policy protects", () => {
    // WHEN
    const { spec } = manifestOf(render(), "Ingress");

    // THEN
    expect(spec["defaultBackend"]).toEqual(backend("marketing", 80));
  });

  test("names every certificate, and each covers its own hosts", () => {
    // WHEN
    const manifests = render("certificates: {flowmaestro-blog: [blog.example.com]}");

    // THEN
    expect(manifestOf(manifests, "Ingress").metadata.annotations).toMatchObject({
      "networking.gke.io/managed-certificates": "flowmaestro-blog,flowmaestro-cert",
    });
    expect(certificates(manifests).map(({ metadata, spec }) => [metadata.name, spec["domains"]])).toEqual([
      ["flowmaestro-blog", ["blog.example.com"]],
      ["flowmaestro-cert", ["api.example.com", "www.example.com"]],
    ]);
  });
});

describeWithHelm("chart edge: the front", () => {
  test("sends HTTP to HTTPS for good", () => {
    // WHEN
    const { metadata, spec } = manifestOf(render(), "FrontendConfig");

    // THEN
    expect(metadata.name).toBe("flowmaestro-ingress");
    expect(spec["redirectToHttps"]).toEqual({ enabled: true, responseCodeName: "MOVED_PERMANENTLY_DEFAULT" });
  });

  test("takes the TLS policy", () => {
    expect(manifestOf(render("sslPolicy: flowmaestro-tls"), "FrontendConfig").spec["sslPolicy"]).toBe(
      "flowmaestro-tls",
    );
  });

  test("names an empty TLS policy where there is none, or the last would stay", () => {
    expect(manifestOf(render(), "FrontendConfig").spec["sslPolicy"]).toBe("");
  });
});

describeWithHelm("chart edge: a backend", () => {
  test("has the settings of its service, and logs every request", () => {
    // WHEN
    const { spec } = backendConfig("api-server");

    // THEN
    expect(spec).toMatchObject({
      healthCheck: { type: "HTTP", requestPath: "/health", port: 3001 },
      timeoutSec: 300,
      connectionDraining: { drainingTimeoutSec: 60 },
      sessionAffinity: { affinityType: "CLIENT_IP" },
      logging: { enable: true, sampleRate: 1 },
    });
  });

  test("can do without drain and logs", () => {
    // WHEN
    const { spec } = backendConfig("marketing");

    // THEN
    expect(spec).toMatchObject({
      connectionDraining: { drainingTimeoutSec: 0 },
      logging: { enable: false, sampleRate: 0 },
    });
  });

  test.each(["api-server", "marketing"])("is protected by the policy: %s", (service) => {
    expect(backendConfig(service, "securityPolicy: flowmaestro-armor").spec["securityPolicy"]).toEqual({
      name: "flowmaestro-armor",
    });
  });

  test("names an empty policy where there is none, or the last would stay", () => {
    expect(backendConfig("api-server").spec["securityPolicy"]).toEqual({ name: "" });
  });
});

describeWithHelm("chart edge refuses", () => {
  const api =
    "{port: 3001, healthPath: /health, timeoutSeconds: 300, drainSeconds: 60, sessionAffinity: NONE, logSampleRate: 1}";

  test.each([
    ["no host", "hosts: []", "at '/hosts': minItems: got 0, want 1"],
    ["a host that is an address", "hosts: [{host: 10.0.0.1, service: api-server, port: 3001}]", "at '/hosts/0/host'"],
    [
      "a service that would be reached past the policy",
      "hosts: [{host: docs.example.com, service: docs, port: 80}]",
      "docs.example.com goes to docs, which is not one of backends",
    ],
    [
      "a default that would be reached past the policy",
      "defaultService: docs",
      "defaultService is docs, which is not one of backends",
    ],
    ["a certificate with a wildcard", "certificates: {wild: ['*.example.com']}", "at '/certificates/wild/0'"],
    [
      "a certificate with a name that Kubernetes would refuse",
      "certificates: {Wild_Cert: [api.example.com]}",
      "invalid propertyName 'Wild_Cert'",
    ],
    ["a certificate without hosts", "certificates: {empty: []}", "at '/certificates/empty': minItems: got 0, want 1"],
    ["half a backend", "backends: {docs: {port: 80}}", "at '/backends/docs': missing properties"],
    [
      "an affinity that GKE does not know",
      `backends: {docs: ${api.replace("NONE", "STICKY")}}`,
      "at '/backends/docs/sessionAffinity'",
    ],
    ["a share above one", `backends: {docs: ${api.replace("Rate: 1", "Rate: 100")}}`, "maximum: got 100, want 1"],
  ])("%s", (_what, values, message) => {
    expect(() => render(values)).toThrow(message);
  });
});
