import { App } from "cdktf";
import { buildApp } from "./app";
import { loadEnvironment } from "./config/load";
import { ConfigError } from "./config/problem";

try {
  const environment = loadEnvironment(process.env.FLOWMAESTRO_ENV);
  const app = new App();
  buildApp(app, environment);
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
