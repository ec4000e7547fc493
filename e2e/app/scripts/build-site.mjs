import { readFileSync, writeFileSync } from "node:fs";

/** Where the API is when nobody says, as in a development server. */
const DEFAULTS = { VITE_API_URL: "http://localhost:3001", VITE_WS_URL: "ws://localhost:3001" };

/** Writes a page with its `%VITE_…%` filled in: as with the real site, the addresses are part of the image. */
export function buildSite(source, target, variables) {
  const page = readFileSync(source, "utf8").replace(/%(VITE_\w+)%/g, (_, name) => {
    const value = variables[name] ?? DEFAULTS[name];
    if (value === undefined) throw new Error(`${source} uses ${name}, which nobody sets`);
    if (!/^[\w:/.-]+$/.test(value)) throw new Error(`${name} is not an address`);
    return value;
  });
  writeFileSync(target, page);
}
