/** What an estimate leaves out, for whoever reads the total. */
export const NOT_INCLUDED: readonly string[] = [
  "model APIs and other services that the application calls: not Google Cloud's bill",
  "alerting policies, which Google bills by condition and by the time series they look at",
  "migrations and schema Jobs, and the pods that a rollout adds: minutes",
  "the key of kmsKey and its use, the bucket of Terraform's state: they belong to nobody's environment",
  "traffic to China and Australia, which costs more; support, taxes, and what was negotiated",
];
