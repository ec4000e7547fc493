import type { FastifyInstance } from "fastify";
import { sign, verify } from "../../crypto/token";
import type { ApiContext } from "../context";

const TOKEN_SECONDS = 3600;
const BEARER = /^Bearer (\S+)$/i;

/**
 * Which pod answers, with a token that it signed. A caller that brings a token learns who issued it: any pod with the
 * same secret accepts it, and none does after the secret was rotated.
 */
export function whoamiRoute(api: FastifyInstance, { environment, hostname }: ApiContext): void {
  api.get("/whoami", async (request, reply) => {
    const [, given] = BEARER.exec(request.headers.authorization ?? "") ?? [];
    const claims = given === undefined ? undefined : verify(given, environment.JWT_SECRET);
    if (given !== undefined && !claims) return reply.code(401).send({ error: "not a valid token" });
    const exp = Math.floor(Date.now() / 1000) + TOKEN_SECONDS;
    return { hostname, token: sign({ sub: hostname, exp }, environment.JWT_SECRET), issuedBy: claims?.sub };
  });
}
