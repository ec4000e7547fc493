import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { PortForward } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../stacks/fixed-names";
import { CommandError } from "../../shared/command-error";
import type { Cluster } from "./cluster";
import { webSocket } from "./web-socket";

/** A port of this machine that leads to a pod, until it is closed. */
export interface Forwarding {
  readonly port: number;
  close(): void;
}

/** Where a port-forward leads. */
export interface ForwardRequest {
  /** The pod of a new connection, so that a pod that was replaced ends nothing but its own connections. */
  readonly pod: () => Promise<string>;
  /** Port of the container. */
  readonly port: number;
  /** Port of this machine. @default - one that is free */
  readonly localPort?: number | undefined;
  /** Whether another port will do when that one is taken. @default - it will not */
  readonly anyPort?: boolean | undefined;
  /** Gets told of a connection that failed, which ends nothing. @default - nobody */
  readonly onFailure?: ((sentence: string) => void) | undefined;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function listenSomewhere(server: Server, wanted: number, anyPort: boolean): Promise<number> {
  try {
    return await listen(server, wanted);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE" && anyPort) return listen(server, 0);
    const why = code === "EADDRINUSE" ? "something else uses it" : (error as Error).message;
    throw new CommandError(`Port ${wanted} of this machine cannot be used: ${why}; choose another one with --port.`);
  }
}

/**
 * Forwards a port of this machine to a pod, as `kubectl port-forward` does. The kubelet connects from inside of the pod,
 * so no network policy stands in the way.
 */
export async function forward(cluster: Cluster, request: ForwardRequest): Promise<Forwarding> {
  const { pod, port, localPort = 0, anyPort = false, onFailure } = request;
  const forwarder = new PortForward(cluster.config);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    const connected = async () => {
      const made = webSocket(await forwarder.portForward(NAMESPACE, await pod(), [port], socket, null, socket));
      made.on("close", () => socket.end());
      socket.on("close", () => made.close());
    };
    connected().catch((error: unknown) => {
      socket.destroy();
      onFailure?.(error instanceof CommandError ? error.message : `The pod was not reached: ${String(error)}`);
    });
  });
  const actual = await listenSomewhere(server, localPort, anyPort);
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: actual, close };
}
