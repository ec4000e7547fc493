import { billedPod } from "../../cost/autopilot";

const pod = (cpu: string, memory: string) => billedPod({ cpu, memory, "ephemeral-storage": "1Gi" });

test("bills what is requested when Autopilot would leave it", () => {
  expect(pod("500m", "512Mi")).toEqual({ vcpu: 0.5, memoryGib: 0.5, storageGib: 1 });
});

test.each([
  ["too little of both", "10m", "16Mi", { vcpu: 0.05, memoryGib: 52 / 1024 }],
  ["less than 1 GiB a vCPU", "2", "1Gi", { vcpu: 2, memoryGib: 2 }],
  ["more than 6.5 GiB a vCPU", "1", "13Gi", { vcpu: 2, memoryGib: 13 }],
])("raises %s as Autopilot does", (_, cpu, memory, billed) => {
  expect(pod(cpu, memory)).toMatchObject(billed);
});
