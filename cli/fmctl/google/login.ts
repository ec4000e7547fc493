import { GoogleAuth, Impersonated, OAuth2Client, type AuthClient } from "google-auth-library";
import { GoogleError } from "./google-error";

const SCOPE = "https://www.googleapis.com/auth/cloud-platform";

/**
 * The caller's login, found as Terraform's google provider finds it, so that both are the same person: an access token
 * in GOOGLE_OAUTH_ACCESS_TOKEN, or else the application default credentials; impersonating
 * GOOGLE_IMPERSONATE_SERVICE_ACCOUNT. https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference#authentication
 */
export async function login(env: NodeJS.ProcessEnv): Promise<AuthClient> {
  const source = await ownLogin(env);
  const target = env.GOOGLE_IMPERSONATE_SERVICE_ACCOUNT;
  if (!target) return source;
  return new Impersonated({ sourceClient: source, targetPrincipal: target, targetScopes: [SCOPE] });
}

async function ownLogin(env: NodeJS.ProcessEnv): Promise<AuthClient> {
  if (env.GOOGLE_OAUTH_ACCESS_TOKEN) {
    const client = new OAuth2Client();
    client.setCredentials({ access_token: env.GOOGLE_OAUTH_ACCESS_TOKEN });
    return client;
  }
  try {
    return await new GoogleAuth({ scopes: [SCOPE] }).getClient();
  } catch (error) {
    throw GoogleError.unreachable(error);
  }
}

/** An access token of that login, for programs and providers that want one. */
export async function accessToken(client: AuthClient): Promise<string> {
  try {
    const { token } = await client.getAccessToken();
    if (token) return token;
  } catch (error) {
    throw GoogleError.unreachable(error);
  }
  throw GoogleError.unreachable(new Error("default credentials without a token"));
}
