import { checkResources } from "../../../config/checks/resources";
import { saidOf } from "./production";

const resources = (cpu: string, memory: string) => ({ requests: { cpu, memory }, limits: { cpu: "2", memory: "2Gi" } });
const said = (changes: object) => saidOf(checkResources, changes);

test("accepts requests that are the limits, in whatever unit", () => {
  expect(said({ services: { frontend: { resources: resources("2000m", "2048Mi") } } })).toEqual([]);
});

test("refuses requests above the limits", () => {
  expect(said({ services: { frontend: { resources: resources("2001m", "2049Mi") } } })).toEqual([
    'services.frontend.resources.limits.cpu: got "2", expected at least the request, which is 2001m; ' +
      "raise it or lower the request.",
    'services.frontend.resources.limits.memory: got "2Gi", expected at least the request, which is 2049Mi; ' +
      "raise it or lower the request.",
  ]);
});

test("refuses them for Temporal and its web interface too", () => {
  const temporal = { resources: resources("3", "1Gi"), webResources: resources("1", "3Gi") };
  expect(said({ temporal })).toEqual([
    'temporal.resources.limits.cpu: got "2", expected at least the request, which is 3; raise it or lower the request.',
    'temporal.webResources.limits.memory: got "2Gi", expected at least the request, which is 3Gi; ' +
      "raise it or lower the request.",
  ]);
});
