import { type Configuration, createConfiguration, type KubeConfig, ServerConfiguration } from "@kubernetes/client-node";

/** What an API class of the client needs for the current context of a kubeconfig, with a limit for each answer. */
export function limitedConfiguration(config: KubeConfig, timeoutMs: number): Configuration {
  return createConfiguration({
    baseServer: new ServerConfiguration(config.getCurrentCluster()!.server, {}),
    authMethods: { default: config },
    promiseMiddleware: [
      {
        pre: (request) => {
          request.setSignal(AbortSignal.timeout(timeoutMs));
          return Promise.resolve(request);
        },
        post: (response) => Promise.resolve(response),
      },
    ],
  });
}
