import { probes } from "../../../constructs/workloads/probes";

test("a service that serves is asked at its path, and restarted only when it no longer connects", () => {
  expect(probes({ readiness: "/health", liveness: "tcp" }, 3001)).toEqual({
    startup: { httpGet: { path: "/health", port: 3001 }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 },
    readiness: { httpGet: { path: "/health", port: 3001 }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    liveness: { tcpSocket: { port: 3001 }, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 5 },
  });
});

test("the probes may have a port of their own", () => {
  expect(probes({ port: 9090, readiness: "/ready", liveness: "/health" })).toMatchObject({
    readiness: { httpGet: { path: "/ready", port: 9090 } },
    liveness: { httpGet: { path: "/health", port: 9090 } },
  });
});

test("the start may be asked for at another path", () => {
  expect(probes({ startup: "/started", readiness: "/ready", liveness: "tcp" }, 80)).toMatchObject({
    startup: { httpGet: { path: "/started", port: 80 } },
    readiness: { httpGet: { path: "/ready", port: 80 } },
  });
});

test("a probe that there is not is not asked", () => {
  expect(Object.keys(probes({ readiness: "/ready", liveness: "none" }, 80))).toEqual(["startup", "readiness"]);
  expect(probes({ readiness: "none", liveness: "none" }, 80)).toEqual({});
});

test("without a port there is nothing to ask", () => {
  expect(probes({ readiness: "/health", liveness: "tcp" })).toEqual({});
});

test("a pod is out of the Service before it is restarted", () => {
  // WHEN
  const { readiness, liveness } = probes({ readiness: "/health", liveness: "tcp" }, 80) as Record<
    string,
    { periodSeconds: number; failureThreshold: number }
  >;

  // THEN
  const seconds = (probe: typeof readiness) => probe!.periodSeconds * probe!.failureThreshold;
  expect(seconds(liveness)).toBeGreaterThan(seconds(readiness));
});
