import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { FakeKubernetes } from "../../../support/fake-kubernetes";
import { fmctl } from "../../../support/fmctl";
import { pod } from "./objects";

let kubernetes: FakeKubernetes;
beforeEach(async () => (kubernetes = await new FakeKubernetes().start()));
afterEach(() => kubernetes.stop());

describe("fmctl open", () => {
  test.each([
    ["app", "https://app.flowmaestro.example.com"],
    ["@", "https://flowmaestro.example.com"],
    ["api-server", "https://api.flowmaestro.example.com"],
    ["dashboard", "https://console.cloud.google.com/monitoring/dashboards?project=flowmaestro-production"],
    ["postgres", "https://console.cloud.google.com/sql/instances?project=flowmaestro-production"],
  ])("%s in Google Cloud is a link, for which no cluster is asked", async (what, url) => {
    expect(await fmctl(["open", what, "-e", "production"])).toEqual({ code: 0, stdout: `${url}\n`, stderr: "" });
  });

  test("what is in the cluster only is forwarded to a port of this machine until Ctrl-C", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const labels = { "app.kubernetes.io/instance": "temporal", "app.kubernetes.io/component": "web" };
    kubernetes.put("pods", pod("web-1", "temporal", {}, { labels }));

    const { code, stdout } = await fmctl(["open", "temporal-ui", "-e", "production", "--port", "18088"], {
      cluster: () => Promise.resolve(kubernetes.connection()),
      stop: stop.signal,
    });

    expect(code).toBe(0);
    expect(stdout).toBe(
      "http://localhost:18088\nleads to temporal-server-web in the cluster of context fake until Ctrl-C\n",
    );
  });

  test("a port that is named and taken is told", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    kubernetes.put("pods", pod("api-1", "api-server"));

    const { code, stderr } = await fmctl(["open", "api", "-e", "local", "--port", String(port)], {
      cluster: () => Promise.resolve(kubernetes.connection()),
    });
    taken.close();

    expect(code).toBe(1);
    expect(stderr).toBe(
      `Port ${port} of this machine cannot be used: something else uses it; choose another one with --port.\n`,
    );
  });

  test("a service without a pod that is ready is told before anything is opened", async () => {
    kubernetes.put("pods", pod("api-1", "api-server", { conditions: [] }));

    const { code, stderr } = await fmctl(["open", "api", "-e", "local"], {
      cluster: () => Promise.resolve(kubernetes.connection()),
    });

    expect(code).toBe(1);
    expect(stderr).toBe("api-server has 1 pods, none of which is ready; `fmctl status` says why.\n");
  });

  test("an unknown place gets the nearest name; a page of Google's console there is not locally", async () => {
    expect((await fmctl(["open", "temporal-iu", "-e", "local"])).stderr).toContain("did you mean temporal-ui?");
    expect((await fmctl(["open", "dashboard", "-e", "local"])).code).toBe(2);
  });
});
