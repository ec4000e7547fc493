import { join } from "node:path";
import { runReport } from "./command";

void runReport({
  args: process.argv.slice(2),
  project: join(__dirname, ".."),
  folder: process.cwd(),
  environments: process.env.FLOWMAESTRO_ENVIRONMENTS,
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
}).then((code) => {
  process.exitCode = code;
});
