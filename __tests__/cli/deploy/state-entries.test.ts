import { withEntries } from "../../../cli/deploy/state-entries";

const provider = "registry.terraform.io/hashicorp/kubernetes";
const secret = (name: string, index?: string) => ({
  type: "kubernetes_secret_v1",
  name,
  index,
  provider,
  attributes: { id: `flowmaestro/${name}`, data_wo_revision: 7 },
});

interface State {
  readonly serial: number;
  readonly lineage: string;
  readonly resources: readonly { readonly name: string; readonly instances: readonly object[] }[];
}

test("adds a resource under the next serial number, and keeps everything else", () => {
  const other = { mode: "managed", type: "helm_release", name: "api", provider: "x", instances: [{}] };
  const state = {
    version: 4,
    terraform_version: "1.11.4",
    serial: 8,
    lineage: "l",
    outputs: { a: 1 },
    resources: [other],
  };

  expect(JSON.parse(withEntries(JSON.stringify(state), [secret("app")]))).toEqual({
    ...state,
    serial: 9,
    resources: [
      other,
      {
        mode: "managed",
        type: "kubernetes_secret_v1",
        name: "app",
        provider: `provider["${provider}"]`,
        instances: [{ schema_version: 0, attributes: { id: "flowmaestro/app", data_wo_revision: 7 } }],
      },
    ],
  });
});

test("makes a state where there is none yet", () => {
  const state = JSON.parse(withEntries("", [secret("app")])) as State;

  expect(state).toMatchObject({ version: 4, serial: 1, outputs: {} });
  expect(state.lineage).toMatch(/^[\da-f-]{36}$/);
});

test("puts the instances of one resource together", () => {
  const { resources } = JSON.parse(withEntries("", [secret("app", "a"), secret("app", "b")])) as State;

  expect(resources).toHaveLength(1);
  expect(resources[0]!.instances).toMatchObject([{ index_key: "a" }, { index_key: "b" }]);
});
