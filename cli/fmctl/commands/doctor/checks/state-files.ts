import { type CloudCheck, ok } from "../check";

/** State in files of this checkout. */
export const stateFiles: CloudCheck = {
  title: "state",
  look({ environment }) {
    const folder = `terraform-state/${environment.name}/`;
    return Promise.resolve([
      ok(`files of this checkout, ${folder}; before a team works with it: backend gcs or cloud`),
    ]);
  },
};
