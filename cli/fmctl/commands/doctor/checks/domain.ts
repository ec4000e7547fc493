import { type CloudCheck, ok, wrong } from "../check";
import { answering } from "../name-servers";

/** Somebody answers for the domain. */
export const domain: CloudCheck = {
  title: "domain",
  async look({ context, environment }) {
    const answers = await answering(context.resolver, environment.domain);
    if (answers === undefined) {
      return [
        wrong(`nobody answers for ${environment.domain}`, "register it, or correct domain in the environment file"),
      ];
    }
    const records = `\`fmctl dns ${environment.name}\` says which records it needs`;
    return [ok(`${environment.domain}: ${answers} has name servers; ${records}`)];
  },
};
