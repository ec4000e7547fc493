import { ImagePullAccess } from "../../../constructs/workloads/image-pull-access";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

test("the nodes may read the one repository, and nothing else of the registry", () => {
  // WHEN
  const stack = synthConstruct((scope) => {
    new ImagePullAccess(scope, "pull", {
      region: "us-central1",
      repository: "flowmaestro",
      nodeServiceAccount: "nodes@acme.iam.gserviceaccount.com",
    });
  });

  // THEN
  expect(resourceOf(stack, "google_artifact_registry_repository_iam_member")).toEqual({
    location: "us-central1",
    repository: "flowmaestro",
    role: "roles/artifactregistry.reader",
    member: "serviceAccount:nodes@acme.iam.gserviceaccount.com",
  });
});
