import { checkAutopilot } from "../../../config/checks/autopilot";
import { saidOf } from "./production";

const resources = (cpu: string, memory: string) => ({ resources: { requests: { cpu, memory } } });
const said = (cpu: string, memory: string) =>
  saidOf(checkAutopilot, { services: { frontend: resources(cpu, memory) } });

test.each([
  ["50m", "52Mi"],
  ["50m", "332Mi"],
  ["500m", "512Mi"],
  ["500m", "3328Mi"],
  ["30", "110Gi"],
])("accepts %s CPU and %s", (cpu, memory) => {
  expect(said(cpu, memory)).toEqual([]);
});

test("refuses less CPU than the least, and more than the most", () => {
  expect(said("49m", "128Mi")).toEqual([
    'services.frontend.resources.requests.cpu: got "49m", expected 50m to 30, which is what Autopilot gives a pod; ' +
      "use 50m or more.",
  ]);
  expect(said("31", "64Gi")).toEqual([
    'services.frontend.resources.requests.cpu: got "31", expected 50m to 30, which is what Autopilot gives a pod; ' +
      "spread the work over more pods.",
  ]);
});

test("refuses memory that Autopilot would raise", () => {
  expect(said("500m", "511Mi")).toEqual([
    'services.frontend.resources.requests.memory: got "511Mi", expected 512Mi to 3328Mi beside 500m CPU, as Autopilot ' +
      "gives 1 to 6.5 GiB for each CPU and at least 52Mi, and raises what does not fit; use 512Mi or more.",
  ]);
  expect(said("50m", "51Mi")).toHaveLength(1);
});

test("refuses memory for which Autopilot would raise the CPU", () => {
  expect(said("500m", "4Gi")).toEqual([
    'services.frontend.resources.requests.memory: got "4Gi", expected 512Mi to 3328Mi beside 500m CPU, as Autopilot ' +
      "gives 1 to 6.5 GiB for each CPU and at least 52Mi, and raises what does not fit; " +
      "request 616m CPU or more, or less memory.",
  ]);
  expect(said("616m", "4Gi")).toEqual([]);
});

test("refuses more memory than a pod can have", () => {
  expect(said("30", "111Gi")).toHaveLength(1);
});

test("refuses them for Temporal and its web interface too", () => {
  const temporal = {
    resources: resources("1", "512Mi").resources,
    webResources: resources("10m", "128Mi").resources,
  };

  expect(saidOf(checkAutopilot, { temporal }).map((sentence) => sentence.split(":")[0])).toEqual([
    "temporal.resources.requests.memory",
    "temporal.webResources.requests.cpu",
  ]);
});
