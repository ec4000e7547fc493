import {
  AppsV1Api,
  AutoscalingV2Api,
  BatchV1Api,
  type CoreV1Event,
  CoreV1Api,
  CustomObjectsApi,
  type KubeConfig,
  type V1Pod,
} from "@kubernetes/client-node";
import { limitedConfiguration } from "../../shared/kubernetes-configuration";
import type { LogRequest } from "../../deploy/cluster";
import type { AnyEnvironment, Context } from "../context";
import type { ClusterConnection } from "./connection";
import { clusterFault, ClusterError } from "./fault";

const TIMEOUT_MS = 15_000;
const MAX_LOG_BYTES = 16 * 1024;

/** The Kubernetes API of an environment, whose refusals are sentences that name the cluster. */
export class Cluster {
  readonly name: string;
  readonly config: KubeConfig;
  readonly contextArguments: ClusterConnection["contextArguments"];
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly batch: BatchV1Api;
  readonly autoscaling: AutoscalingV2Api;
  readonly custom: CustomObjectsApi;

  constructor({ name, config, contextArguments }: ClusterConnection) {
    this.name = name;
    this.config = config;
    this.contextArguments = contextArguments;
    const configuration = limitedConfiguration(config, TIMEOUT_MS);
    this.core = new CoreV1Api(configuration);
    this.apps = new AppsV1Api(configuration);
    this.batch = new BatchV1Api(configuration);
    this.autoscaling = new AutoscalingV2Api(configuration);
    this.custom = new CustomObjectsApi(configuration);
  }

  /**
   * What the cluster answers.
   *
   * @param what what it is asked for, in a sentence: `list pods`
   * @throws ClusterError
   */
  async ask<T>(what: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw clusterFault(this.name, what, error);
    }
  }

  /** {@link ask}, or nothing where there is no such thing. */
  async find<T>(what: string, request: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.ask(what, request);
    } catch (error) {
      if (error instanceof ClusterError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** Pods of a namespace, or those that a selector names. */
  async pods(namespace: string, labelSelector?: string): Promise<readonly V1Pod[]> {
    const selected = labelSelector === undefined ? {} : { labelSelector };
    return (await this.ask("list pods", () => this.core.listNamespacedPod({ namespace, ...selected }))).items;
  }

  async events(namespace: string): Promise<readonly CoreV1Event[]> {
    return (await this.ask("list events", () => this.core.listNamespacedEvent({ namespace }))).items;
  }

  /** The end of a container's log; empty when there is none (any more). */
  async log({ namespace, pod, container, previous, lines }: LogRequest): Promise<string> {
    try {
      const options = { namespace, name: pod, container, previous, tailLines: lines, limitBytes: MAX_LOG_BYTES };
      return (await this.core.readNamespacedPodLog(options)) ?? "";
    } catch {
      // There is no log before a container has started and after its pod is gone. Neither is worth a failure of its own.
      return "";
    }
  }
}

/** Connects to the cluster of an environment. */
export async function connect(context: Context, environment: AnyEnvironment): Promise<Cluster> {
  return new Cluster(await context.cluster(environment));
}
