import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { OAuth2Client } from "google-auth-library";
import { GoogleApi } from "../../cli/fmctl/google/api";

/** A request as it came over HTTP. */
export interface SeenRequest {
  readonly method: string;
  /** Service, path and query: `secretmanager/v1/projects/p/secrets?pageSize=100`. */
  readonly target: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
}

/** What to answer. */
export interface FakeAnswer {
  /** @default 200 */
  readonly status?: number;
  readonly body?: unknown;
  /** Ends the connection instead. @default false */
  readonly breaks?: boolean;
}

type Handler = (request: SeenRequest) => FakeAnswer;

/**
 * Google's APIs at their HTTP boundary: a server on this machine that the real client library talks to. What no handler
 * knows is answered with 404, as Google does.
 */
export class FakeGoogle {
  readonly seen: SeenRequest[] = [];
  private readonly handlers: { readonly method: string; readonly target: RegExp; readonly handler: Handler }[] = [];
  private server: Server | undefined;

  /** Answers requests whose `service/path?query` matches; a later handler goes before an earlier one. */
  on(method: string, target: RegExp | string, answer: FakeAnswer | Handler): this {
    const handler = typeof answer === "function" ? answer : () => answer;
    const pattern =
      typeof target === "string" ? new RegExp(`^${target.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(\\?|$)`) : target;
    this.handlers.unshift({ method, target: pattern, handler });
    return this;
  }

  /** Refuses as Google does. https://cloud.google.com/apis/design/errors */
  refuse(method: string, target: RegExp | string, status: number, error: Readonly<Record<string, unknown>>): this {
    return this.on(method, target, { status, body: { error: { code: status, ...error } } });
  }

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      void this.answer(request).then(({ status = 200, body, breaks }) => {
        if (breaks) return response.destroy();
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body ?? {}));
      });
    });
    await new Promise<void>((resolve) => this.server!.listen(0, "127.0.0.1", resolve));
    return this;
  }

  /** The client that the commands use, talking to this server. */
  api(): GoogleApi {
    const auth = new OAuth2Client();
    auth.setCredentials({ access_token: "a-token" });
    return new GoogleApi(auth, (service) => `${this.origin}/${service}`);
  }

  /** Where it listens. */
  get origin(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve) ?? resolve(undefined));
  }

  private async answer(request: IncomingMessage): Promise<FakeAnswer> {
    const { method = "GET", url = "/", headers } = request;
    const raw = await text(request);
    const target = decodeURIComponent(url.slice(1));
    const seen = {
      method,
      target,
      body: raw ? (JSON.parse(raw) as unknown) : undefined,
      authorization: headers.authorization,
    };
    this.seen.push(seen);
    const found = this.handlers.find((each) => each.method === method && each.target.test(target));
    if (found) return found.handler(seen);
    return { status: 404, body: { error: { code: 404, status: "NOT_FOUND", message: `${target} was not found` } } };
  }
}
