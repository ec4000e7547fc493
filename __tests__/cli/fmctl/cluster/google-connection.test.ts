import { googleConnection } from "../../../../cli/fmctl/cluster/google-connection";
import { loadEnvironment } from "../../../../config/load";
import { FakeGoogle } from "../../../support/fake-google";

const PATH = "container/v1/projects/flowmaestro-production/locations/us-central1/clusters/flowmaestro-cluster";

describe("the cluster in Google Cloud", () => {
  const google = new FakeGoogle();
  beforeAll(() => google.start());
  afterAll(() => google.stop());
  const connect = (token = () => Promise.resolve("a-token")) =>
    googleConnection(google.api(), token, loadEnvironment("production"));
  const endpoint = (value?: string) => ({
    body: { status: "PROVISIONING", controlPlaneEndpointsConfig: { dnsEndpointConfig: { endpoint: value } } },
  });

  test("that is not made yet names the command that makes it", async () => {
    await expect(connect()).rejects.toThrow("`fmctl deploy production` makes it");
  });

  test("without its endpoint yet says what to wait for", async () => {
    google.on("GET", PATH, endpoint());

    await expect(connect()).rejects.toThrow("has no DNS endpoint yet (status PROVISIONING)");
  });

  test("is reached through its DNS endpoint, each time with a token that is valid then", async () => {
    // GIVEN
    google.on("GET", PATH, endpoint("gke-1.us-central1.gke.goog"));
    const tokens = ["first", "second"];
    const { config, name } = await connect(() => Promise.resolve(tokens.shift()!));
    const authorization = async () => {
      const options: { headers?: Record<string, string> } = {};
      await config.applyToHTTPSOptions(options);
      return options.headers?.Authorization;
    };

    // THEN
    expect(name).toBe("the cluster flowmaestro-cluster of project flowmaestro-production");
    expect(config.getCurrentCluster()?.server).toBe("https://gke-1.us-central1.gke.goog");
    expect([await authorization(), await authorization()]).toEqual(["Bearer first", "Bearer second"]);
  });
});
