import { runCost } from "./command";

void runCost({ args: process.argv.slice(2), env: process.env, out: process.stdout, err: process.stderr }).then(
  (code) => {
    process.exitCode = code;
  },
);
