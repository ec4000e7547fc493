import type { IContainer } from "kubernetes-models/v1/Container";
import type { IPodSpec } from "kubernetes-models/v1/PodSpec";
import { autopilotRules, houseRules, podViolations, restrictedRules } from "../support/pod-rules";

const GOOD_CONTAINER: IContainer = {
  name: "app",
  image: "registry.example.com:5000/app:1.0",
  resources: {
    requests: { cpu: "500m", memory: "1Gi", "ephemeral-storage": "1Gi" },
    limits: { cpu: 2, memory: "1Gi", "ephemeral-storage": "1Gi" },
  },
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
};

const GOOD_POD: IPodSpec = {
  serviceAccountName: "app",
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  securityContext: { runAsNonRoot: true, runAsUser: 1001, seccompProfile: { type: "RuntimeDefault" } },
  containers: [GOOD_CONTAINER],
};

const pod = (changes: Partial<IPodSpec>): IPodSpec => ({ ...GOOD_POD, ...changes });

const container = (changes: Partial<IContainer>): IPodSpec => pod({ containers: [{ ...GOOD_CONTAINER, ...changes }] });

const secured = (changes: IContainer["securityContext"]): IPodSpec =>
  container({ securityContext: { ...GOOD_CONTAINER.securityContext, ...changes } });

const requesting = (requests: Record<string, string>): IPodSpec =>
  container({ resources: { requests: { ...GOOD_CONTAINER.resources?.requests, ...requests } } });

const BAD_PODS: readonly (readonly [violation: string, bad: IPodSpec])[] = [
  ["pod: shares no namespace of its node", pod({ hostNetwork: true })],
  [
    "pod: mounts only volumes that lead nowhere else",
    pod({ volumes: [{ name: "docker", hostPath: { path: "/run" } }] }),
  ],
  [
    "pod: sets only safe sysctls",
    pod({ securityContext: { ...GOOD_POD.securityContext, sysctls: [{ name: "net.core.somaxconn", value: "1" }] } }),
  ],
  ["container app: takes no port of its node", container({ ports: [{ containerPort: 80, hostPort: 80 }] })],
  [
    "container app: probes no other host",
    container({ livenessProbe: { httpGet: { host: "169.254.169.254", port: 80 } } }),
  ],
  ["container app: is not privileged", secured({ privileged: true })],
  ["container app: gains no privilege later", secured({ allowPrivilegeEscalation: true })],
  ["container app: drops all capabilities", secured({ capabilities: { drop: ["NET_RAW"] } })],
  [
    "container app: adds no capability but that of low ports",
    secured({ capabilities: { drop: ["ALL"], add: ["NET_ADMIN"] } }),
  ],
  ["container app: masks /proc as usual", secured({ procMount: "Unmasked" })],
  ["container app: is declared not to run as root", secured({ runAsNonRoot: false })],
  ["container app: has its system calls filtered", secured({ seccompProfile: { type: "Unconfined" } })],
  ["container app: requests CPU, memory and disk", container({ resources: { requests: { cpu: "1", memory: "1Gi" } } })],
  [
    "container app: may use at least what it requests",
    container({ resources: { ...GOOD_CONTAINER.resources, limits: { memory: "512Mi" } } }),
  ],
  ["containers app: requests at least 50m CPU and 52Mi", requesting({ cpu: "10m", memory: "52Mi" })],
  ["containers app: requests between 1 and 6.5 GiB for each CPU", requesting({ cpu: "2", memory: "1Gi" })],
  ["containers app: requests at most 30 CPU and 110Gi", requesting({ cpu: "31", memory: "64Gi" })],
  ["containers app: requests at most 10Gi of disk", requesting({ "ephemeral-storage": "20Gi" })],
  ["pod: ends within the ten minutes that GKE waits", pod({ terminationGracePeriodSeconds: 3600 })],
  ["pod: mounts no token of the API server", pod({ automountServiceAccountToken: true })],
  ["pod: names its service account", pod({ serviceAccountName: "default" })],
  ["pod: learns of no service through variables", pod({ enableServiceLinks: true })],
  ["container app: names a user other than root", secured({ runAsUser: 0 })],
  ["container app: cannot write to its image", secured({ readOnlyRootFilesystem: false })],
  ["container app: runs an image of a fixed version", container({ image: "registry.example.com:5000/app:latest" })],
];

describe("the rules for pods", () => {
  test("find nothing wrong with a good pod", () => {
    expect(podViolations(GOOD_POD)).toEqual([]);
  });

  test.each(BAD_PODS)("find: %s", (violation, bad) => {
    expect(podViolations(bad)).toContain(violation);
  });

  test("each have a bad example here", () => {
    // GIVEN
    const rules = [...restrictedRules, ...autopilotRules, ...houseRules];

    // THEN
    const shown = BAD_PODS.map(([violation]) => violation.replace(/^[^:]*: /, ""));
    expect(shown).toEqual(rules.map(({ sentence }) => sentence));
  });

  test("look at init containers as well", () => {
    // GIVEN
    const bad = pod({ initContainers: [{ ...GOOD_CONTAINER, name: "init", securityContext: { privileged: true } }] });

    // THEN
    expect(podViolations(bad)).toContain("container init: is not privileged");
  });

  test("can be held against another's pods without our own promises", () => {
    // GIVEN
    const bad = pod({ enableServiceLinks: true, hostPID: true });

    // THEN
    expect(podViolations(bad, restrictedRules)).toEqual(["pod: shares no namespace of its node"]);
  });
});
