import { CommandError } from "../../shared/command-error";
import type { GoogleRequest } from "./request";

interface Detail {
  readonly "@type"?: string;
  readonly reason?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What a Google API says when it refuses. https://cloud.google.com/apis/design/errors */
export interface GoogleErrorBody {
  readonly error?: {
    readonly message?: string;
    readonly status?: string;
    readonly details?: readonly Detail[];
    /** Older APIs, such as Cloud SQL's. */
    readonly errors?: readonly { readonly reason?: string }[];
  };
}

const LOGIN = "log in with `gcloud auth application-default login`, or set GOOGLE_OAUTH_ACCESS_TOKEN";

function firstSentence(text: string): string {
  return text.trim().split("\n")[0]!.replace(/\.+$/, "");
}

/** What lies behind an error that only says that something failed. */
function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message;
}

/** Why, and what to do, for what Google's APIs say. */
function explained({ service }: GoogleRequest, status: number, body: GoogleErrorBody): string {
  const { message = `HTTP status ${status}`, details = [], errors = [] } = body?.error ?? {};
  const said = firstSentence(message);
  const reasons = [...details, ...errors].map(({ reason }) => reason);
  const api = `${service}.googleapis.com`;
  if (reasons.includes("SERVICE_DISABLED") || reasons.includes("accessNotConfigured")) {
    const project = details.find(({ metadata }) => metadata?.consumer)?.metadata?.consumer?.replace("projects/", "");
    const where = project ? ` in project ${project}` : "";
    return (
      `${api} is not enabled${where}; \`fmctl deploy --only network\` enables what FlowMaestro needs, or ` +
      `\`gcloud services enable ${api}${project ? ` --project ${project}` : ""}\`.`
    );
  }
  if (status === 401) return `${api} does not accept your login (${said}); ${LOGIN}.`;
  if (status === 403) {
    const permission = details.find(({ metadata }) => metadata?.permission)?.metadata?.permission;
    const missing = permission ? `: ${permission} is missing` : ` (${said})`;
    return `${api} does not permit it${missing}; ask for a role that has it, or log in as somebody who does.`;
  }
  if (status === 429 || reasons.includes("RATE_LIMIT_EXCEEDED")) {
    return `${api} is asked too often right now (${said}); wait a minute and run it again.`;
  }
  return `${api} answered: ${said}.`;
}

/** A Google API that refuses, or cannot be reached. */
export class GoogleError extends CommandError {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** Google's own words, such as PERMISSION_DENIED, and the reasons in its details. */
  readonly reasons: readonly string[];

  constructor(request: GoogleRequest, status: number, body: GoogleErrorBody) {
    super(explained(request, status, body));
    this.status = status;
    const { status: word, details = [], errors = [] } = body?.error ?? {};
    this.reasons = [word, ...[...details, ...errors].map(({ reason }) => reason)].filter((each) => each !== undefined);
  }

  /** When no answer came at all: not logged in, or no network. */
  static unreachable(error: unknown): CommandError {
    const message = firstSentence(rootMessage(error));
    if (/default credentials|invalid_grant|invalid_rapt|reauth/i.test(message)) {
      return new CommandError(`You are not logged in to Google Cloud (${message}); ${LOGIN}.`);
    }
    return new CommandError(`Google Cloud cannot be reached: ${message}; check the network, a proxy, a VPN.`);
  }
}
