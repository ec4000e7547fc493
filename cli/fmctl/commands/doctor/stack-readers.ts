/** Which stacks read the outputs of which, in Google Cloud; a test holds it against what is synthesized. */
export const STACK_READERS: Readonly<Record<string, readonly string[]>> = {
  network: ["cluster", "data", "observability", "workloads"],
  data: ["observability", "workloads"],
  cluster: ["observability", "workloads"],
  workloads: ["observability"],
  observability: [],
};
