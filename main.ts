import { App } from "cdktf";
import { buildApp } from "./app";
import { loadAnyEnvironment } from "./config/load";
import { ConfigError } from "./config/problem";
import { enterOutdir } from "./outdir";
import { PolicyError } from "./policies/review";
import { withoutTokenTraces } from "./without-token-traces";

try {
  const environment = loadAnyEnvironment(process.env.FLOWMAESTRO_ENV, process.env.FLOWMAESTRO_ENVIRONMENTS);
  const app = new App();
  enterOutdir(app.outdir, environment.name);
  withoutTokenTraces(() => {
    buildApp(app, environment);
    app.synth();
  });
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof PolicyError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
