import { backendPattern } from "../../../constructs/observability/balancer-backend";

// What the function TrimFieldsEvenly of ingress-gce makes of them, run with Go.
test.each([
  ["api-server", 3001, "flowmaestro-api-server-3001"],
  ["twenty-one-characters", 3001, "flowmaestro-twenty-one-characters-3001"],
  ["twenty-two-characters-", 3001, "flowmaestro-twenty-two-characters--300"],
  ["document-processing-worker", 80, "flowmaestro-document-processing-work-8"],
  ["a-service-with-a-name-of-fifty-three-characters-12345", 8080, "flowma-a-service-with-a-name-of-fif-80"],
])("finds the backend of %s, port %d", (service, port, shortened) => {
  // GIVEN
  const pattern = new RegExp(`^${backendPattern("flowmaestro", service, port)}$`);

  // THEN
  expect(`k8s1-0a1b2c3d-${shortened}-4e5f6a7b`).toMatch(pattern);
  expect(`k8s1-0a1b2c3d-${shortened}x-4e5f6a7b`).not.toMatch(pattern);
  expect(`k8s1-0a1b2c3d-other-${shortened}-4e5f6a7b`).not.toMatch(pattern);
});
