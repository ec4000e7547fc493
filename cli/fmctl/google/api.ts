import type { z } from "zod";
import type { AuthClient } from "google-auth-library";
import { GoogleError, type GoogleErrorBody } from "./google-error";
import type { GoogleRequest } from "./request";

const TIMEOUT_MS = 30_000;

/** Base address of a service's API. */
export type Endpoint = (service: string) => string;

/** Google's own addresses. */
export const googleEndpoint: Endpoint = (service) => `https://${service}.googleapis.com`;

/**
 * Google's REST APIs through its authentication library, which also retries what may be repeated. One client for all of
 * them instead of a package each: decision 13.
 */
export class GoogleApi {
  constructor(
    private readonly auth: Pick<AuthClient, "request" | "getAccessToken">,
    private readonly endpoint: Endpoint = googleEndpoint,
  ) {}

  /**
   * What the API answers, checked.
   *
   * @throws GoogleError with a sentence that says what to do
   */
  async request<T>(request: GoogleRequest, schema: z.ZodType<T>): Promise<T> {
    const { service, path, method = "GET", query = {}, body } = request;
    const url = new URL(`${this.endpoint(service)}/${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const response = await this.send(() =>
      this.auth.request<unknown>({
        url: url.href,
        method,
        ...(body !== undefined && { data: body }),
        timeout: TIMEOUT_MS,
        retry: true,
        responseType: "json",
        validateStatus: () => true,
        // Node's own; by default the library brings another one.
        fetchImplementation: fetch,
      }),
    );
    if (response.status >= 400) throw new GoogleError(request, response.status, response.data as GoogleErrorBody);
    const { data, error } = schema.safeParse(response.data);
    if (!error) return data;
    const place = error.issues[0]!.path.join(".");
    throw new GoogleError(request, response.status, {
      error: { message: `its answer was not understood at ${place || "the top"}: ${error.issues[0]!.message}` },
    });
  }

  /** {@link request}, or nothing where there is no such thing. */
  async find<T>(request: GoogleRequest, schema: z.ZodType<T>): Promise<T | undefined> {
    try {
      return await this.request(request, schema);
    } catch (error) {
      if (error instanceof GoogleError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** A token of the caller's login, for programs that log in to Google themselves. */
  async accessToken(): Promise<string> {
    const { token } = await this.send(() => this.auth.getAccessToken());
    if (token) return token;
    throw GoogleError.unreachable(new Error("default credentials without a token"));
  }

  private async send<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw GoogleError.unreachable(error);
    }
  }
}
