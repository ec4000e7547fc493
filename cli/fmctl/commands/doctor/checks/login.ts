import { z } from "zod";
import type { GoogleApi } from "../../../google/api";
import { GoogleError } from "../../../google/google-error";
import { type CloudCheck, ok } from "../check";

const userSchema = z.object({ email: z.string().optional() });

/** Who is logged in, as far as the token says so; a service account's may not. */
async function who(google: GoogleApi): Promise<string | undefined> {
  try {
    return (await google.request({ service: "openidconnect", path: "v1/userinfo" }, userSchema)).email;
  } catch (error) {
    if (error instanceof GoogleError && error.status > 0) return undefined;
    throw error;
  }
}

/** Google accepts the login that Terraform will use too. */
export const login: CloudCheck = {
  title: "login",
  async look({ context }) {
    const google = await context.google();
    const email = await who(google);
    if (email !== undefined) return [ok(email)];
    try {
      // Everybody who is logged in may ask this.
      const any = z.looseObject({});
      await google.request(
        { service: "cloudresourcemanager", path: "v3/projects:search", query: { pageSize: 1 } },
        any,
      );
    } catch (error) {
      if (!(error instanceof GoogleError) || error.status === 401) throw error;
    }
    return [ok("accepted; whose it is, it does not say")];
  },
};
