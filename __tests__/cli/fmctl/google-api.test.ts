import { z } from "zod";
import { FakeGoogle } from "../../support/fake-google";

describe("Google's APIs", () => {
  const google = new FakeGoogle();
  beforeAll(() => google.start());
  afterAll(() => google.stop());
  const path = "v1/projects/p/secrets";
  const request = { service: "secretmanager", path };
  const anything = z.looseObject({});

  test("are asked with the caller's token, and their answers are checked", async () => {
    google.on("GET", `secretmanager/${path}`, { body: { totalSize: 2 } });

    const answer = await google
      .api()
      .request({ ...request, query: { pageSize: 100 } }, z.object({ totalSize: z.number() }));

    expect(answer).toEqual({ totalSize: 2 });
    expect(google.seen.at(-1)).toMatchObject({
      target: `secretmanager/${path}?pageSize=100`,
      authorization: "Bearer a-token",
    });
  });

  test("what is not there is nothing, when it may be missing", async () => {
    expect(await google.api().find({ service: "sqladmin", path: "v1/none" }, anything)).toBeUndefined();
  });

  test.each([
    [
      "an API that is not enabled",
      403,
      {
        status: "PERMISSION_DENIED",
        message: "Secret Manager API has not been used in project 1 before or it is disabled. Enable it.",
        details: [{ reason: "SERVICE_DISABLED", metadata: { consumer: "projects/p" } }],
      },
      "secretmanager.googleapis.com is not enabled in project p; `fmctl deploy --only network` enables what FlowMaestro needs, or `gcloud services enable secretmanager.googleapis.com --project p`.",
    ],
    [
      "a missing permission",
      403,
      {
        status: "PERMISSION_DENIED",
        message: "Permission 'secretmanager.secrets.list' denied.",
        details: [{ reason: "IAM_PERMISSION_DENIED", metadata: { permission: "secretmanager.secrets.list" } }],
      },
      "secretmanager.googleapis.com does not permit it: secretmanager.secrets.list is missing; ask for a role that has it, or log in as somebody who does.",
    ],
    [
      "an expired login",
      401,
      { status: "UNAUTHENTICATED", message: "Request had invalid authentication credentials.\nMore." },
      "secretmanager.googleapis.com does not accept your login (Request had invalid authentication credentials); log in with `gcloud auth application-default login`, or set GOOGLE_OAUTH_ACCESS_TOKEN.",
    ],
  ])("%s is one sentence that says what to do", async (_what, status, error, sentence) => {
    google.refuse("GET", `secretmanager/${path}`, status, error);

    await expect(google.api().request(request, anything)).rejects.toThrow(sentence);
  });

  test("an answer that is not understood says where", async () => {
    google.on("GET", `secretmanager/${path}`, { body: { totalSize: "two" } });

    await expect(google.api().request(request, z.object({ totalSize: z.number() }))).rejects.toThrow(
      "secretmanager.googleapis.com answered: its answer was not understood at totalSize",
    );
  });
});
