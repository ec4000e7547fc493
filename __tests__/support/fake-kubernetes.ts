import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { KubeConfig } from "@kubernetes/client-node";
import type { ClusterConnection } from "../../cli/fmctl/cluster/connection";

type Json = Readonly<Record<string, unknown>>;

/** An object as the API stores it. */
export interface FakeObject extends Json {
  readonly metadata: Json & { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
}

/** A request as it came over HTTP. */
export interface SeenByKubernetes {
  readonly method: string;
  /** Path without `/api/v1` or `/apis`, and without the namespace: `deployments/api-server`. */
  readonly target: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** What a program in a container does. */
export interface FakeProgram {
  readonly stdout?: string;
  readonly stderr?: string;
  /** @default 0 */
  readonly exitCode?: number;
}

const CHANNEL = { stdout: 1, stderr: 2, status: 3 } as const;
/** https://datatracker.ietf.org/doc/html/rfc6455#section-1.3 */
const WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** Collection and name of a path: `/apis/apps/v1/namespaces/n/deployments/x` is `deployments/x`. */
function targetOf(path: string): string {
  return path
    .replace(/^\/api\/v1\//, "")
    .replace(/^\/apis\/[^/]+\/[^/]+\//, "")
    .replace(/^namespaces\/[^/]+\/(?=.)/, "");
}

function selects(selector: string | null, labels: Readonly<Record<string, string>> = {}): boolean {
  return (selector ?? "")
    .split(",")
    .filter((term) => term !== "")
    .every((term) => {
      const [key, value] = term.split("=");
      return term.startsWith("!") ? !(term.slice(1) in labels) : labels[key!] === value;
    });
}

function isMap(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON merge patch, which for what is patched here does what a strategic one does. */
function patched(below: unknown, above: unknown): unknown {
  if (!isMap(below) || !isMap(above)) return above;
  const keys = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  return Object.fromEntries(keys.map((key) => [key, key in above ? patched(below[key], above[key]) : below[key]]));
}

/** A frame from a server: binary, or the end. https://datatracker.ietf.org/doc/html/rfc6455#section-5.2 */
function frame(opcode: number, payload: Buffer): Buffer {
  const length = Buffer.alloc(payload.length < 126 ? 1 : 3);
  if (payload.length < 126) length.writeUInt8(payload.length);
  else {
    length.writeUInt8(126);
    length.writeUInt16BE(payload.length, 1);
  }
  return Buffer.concat([Buffer.from([0x80 | opcode]), length, payload]);
}

/** The Secret in which Helm keeps a revision. */
export function helmSecret(record: {
  readonly name: string;
  readonly version: number;
  readonly info: Json & { readonly status: string };
  readonly chart?: Json;
  readonly config?: Json;
  readonly hooks?: readonly Json[];
}): FakeObject {
  const { name, version, info } = record;
  const whole = { chart: { metadata: { name: "service", version: "0.1.0" } }, ...record };
  const release = Buffer.from(gzipSync(JSON.stringify(whole)).toString("base64")).toString("base64");
  return {
    metadata: {
      name: `sh.helm.release.v1.${name}.v${version}`,
      labels: { owner: "helm", name, status: info.status, version: String(version) },
    },
    data: { release },
  };
}

/**
 * A Kubernetes API at its HTTP boundary: a server on this machine that the real client library talks to. It stores
 * objects, lists them by labels, patches them, has logs that can be followed, and runs programs in containers.
 */
export class FakeKubernetes {
  readonly seen: SeenByKubernetes[] = [];
  private readonly objects = new Map<string, FakeObject>();
  private readonly logs = new Map<string, string[]>();
  private readonly following = new Map<string, Set<ServerResponse>>();
  private readonly endedLogs = new Set<string>();
  private readonly sockets = new Set<Duplex>();
  private readonly refusals: { method: string; target: RegExp; status: number; message: string }[] = [];
  private readonly reactions: { method: string; target: RegExp; react: (seen: SeenByKubernetes) => void }[] = [];
  private program: (command: readonly string[]) => FakeProgram = () => ({ exitCode: 127, stderr: "not found" });
  private server: Server | undefined;
  private made = 0;

  /** Stores objects of a collection: `pods`, `secrets`, `deployments`. */
  put(collection: string, ...objects: readonly FakeObject[]): this {
    for (const object of objects) this.objects.set(`${collection}/${object.metadata.name}`, object);
    return this;
  }

  remove(target: string): this {
    this.objects.delete(target);
    return this;
  }

  get(target: string): FakeObject | undefined {
    return this.objects.get(target);
  }

  /** Adds lines to a log; whoever follows it gets them. `container` ends with `#previous` for the one before. */
  log(pod: string, container: string, ...lines: readonly string[]): this {
    const key = `${pod}/${container}`;
    this.logs.set(key, [...(this.logs.get(key) ?? []), ...lines]);
    for (const response of this.following.get(key) ?? []) for (const line of lines) response.write(`${line}\n`);
    return this;
  }

  /** Ends the connections of those who follow a log: properly, as when the container has ended, or by cutting them. */
  endLog(pod: string, container: string, how: "ended" | "cut" = "ended"): this {
    const key = `${pod}/${container}`;
    if (how === "ended") this.endedLogs.add(key);
    for (const response of this.following.get(key) ?? []) {
      if (how === "ended") response.end();
      else response.destroy();
    }
    this.following.delete(key);
    return this;
  }

  /** How many follow a log. */
  followers(pod: string, container: string): number {
    return this.following.get(`${pod}/${container}`)?.size ?? 0;
  }

  refuse(method: string, target: RegExp, status: number, message: string): this {
    this.refusals.unshift({ method, target, status, message });
    return this;
  }

  /** Does something after a request was answered, as a controller would. */
  after(method: string, target: RegExp, react: (seen: SeenByKubernetes) => void): this {
    this.reactions.push({ method, target, react });
    return this;
  }

  /** What programs do that are run in containers. */
  runs(program: (command: readonly string[]) => FakeProgram): this {
    this.program = program;
    return this;
  }

  async start(): Promise<this> {
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.on("upgrade", (request: IncomingMessage, socket: Duplex) => this.execute(request, socket));
    await new Promise<void>((resolve) => this.server!.listen(0, "127.0.0.1", resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server?.close(resolve) ?? resolve(undefined));
  }

  /** The connection that commands get. */
  connection(): ClusterConnection {
    const { port } = this.server!.address() as AddressInfo;
    const config = new KubeConfig();
    config.loadFromClusterAndUser(
      { name: "fake", server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
      { name: "me" },
    );
    const contextArguments = { kubectl: "--context fake", helm: "--kube-context fake" };
    return { name: "the cluster of context fake", config, contextArguments };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const { pathname, searchParams: query } = new URL(url, "http://fake");
    const target = targetOf(pathname);
    const raw = await text(request);
    const seen = { method, target, query, body: raw ? (JSON.parse(raw) as unknown) : undefined };
    this.seen.push(seen);
    const refusal = this.refusals.find((each) => each.method === method && each.target.test(target));
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (refusal) send(refusal.status, { kind: "Status", code: refusal.status, message: refusal.message });
    else if (target.endsWith("/log")) this.sendLog(target.split("/")[1]!, query, response);
    else {
      const [status, body] = this.handle(seen);
      send(status, body);
    }
    for (const { method: wanted, target: pattern, react } of this.reactions) {
      if (wanted === method && pattern.test(target)) react(seen);
    }
  }

  private handle({ method, target, query, body }: SeenByKubernetes): readonly [number, unknown] {
    const [collection = "", name] = target.split("/");
    const missing = [404, { kind: "Status", code: 404, message: `${target} not found` }] as const;
    if (method === "POST") return [201, this.create(collection, body as FakeObject)];
    if (name === undefined) {
      const all = [...this.objects].filter(([key]) => key.startsWith(`${collection}/`)).map(([, object]) => object);
      return [200, { items: all.filter(({ metadata }) => selects(query.get("labelSelector"), metadata.labels)) }];
    }
    const key = `${collection}/${name}`;
    const object = this.objects.get(key);
    if (!object) return missing;
    if (method === "PATCH") this.objects.set(key, patched(object, body) as FakeObject);
    if (method === "DELETE") this.objects.delete(key);
    return [200, this.objects.get(key) ?? { kind: "Status", status: "Success" }];
  }

  private create(collection: string, object: FakeObject): FakeObject {
    const { generateName } = object.metadata as { readonly generateName?: string };
    this.made += 1;
    const name = generateName ? `${generateName}${this.made}` : object.metadata.name;
    const created = { ...object, metadata: { ...object.metadata, name, creationTimestamp: new Date().toISOString() } };
    this.objects.set(`${collection}/${name}`, created);
    return created;
  }

  private sendLog(pod: string, query: URLSearchParams, response: ServerResponse): void {
    const container = query.get("container")!;
    const key = `${pod}/${container}`;
    const lines = this.logs.get(query.get("previous") === "true" ? `${key}#previous` : key) ?? [];
    const second = query.get("sinceTime")?.slice(0, "2026-01-01T00:00:00".length) ?? "";
    const since = lines.filter((line) => line.slice(0, second.length) >= second);
    const tail = query.get("tailLines");
    response.writeHead(200, { "content-type": "text/plain" });
    // Otherwise the head goes out with the first line only.
    response.flushHeaders();
    for (const line of tail === null ? since : since.slice(-Number(tail))) response.write(`${line}\n`);
    if (query.get("follow") !== "true" || this.endedLogs.has(key)) {
      response.end();
      return;
    }
    const followers = this.following.get(key) ?? new Set();
    this.following.set(key, followers.add(response));
    response.on("close", () => followers.delete(response));
  }

  private execute(request: IncomingMessage, socket: Duplex): void {
    const { searchParams: query } = new URL(request.url!, "http://fake");
    const key = request.headers["sec-websocket-key"]!;
    const accept = createHash("sha1").update(`${key}${WEBSOCKET_GUID}`).digest("base64");
    const head = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
    const protocol = "Sec-WebSocket-Protocol: v4.channel.k8s.io";
    this.sockets.add(socket);
    socket.on("error", () => undefined);
    socket.write([...head, `Sec-WebSocket-Accept: ${accept}`, protocol, "", ""].join("\r\n"));
    const { stdout = "", stderr = "", exitCode = 0 } = this.program(query.getAll("command"));
    const send = (channel: keyof typeof CHANNEL, content: string) =>
      content !== "" && socket.write(frame(2, Buffer.concat([Buffer.from([CHANNEL[channel]]), Buffer.from(content)])));
    send("stdout", stdout);
    send("stderr", stderr);
    const causes = [{ reason: "ExitCode", message: String(exitCode) }];
    const failure = { status: "Failure", message: `exit code ${exitCode}`, details: { causes } };
    send("status", JSON.stringify(exitCode === 0 ? { status: "Success" } : failure));
    socket.end(frame(8, Buffer.alloc(0)));
  }
}
