import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isInitialized, rememberInitialized } from "../../../cli/deploy/initialized";
import { FakeStack, temporaryFolder } from "./fakes";

function initialized() {
  const stack = new FakeStack("data");
  const data = join(stack.folder, ".terraform");
  const versions = join(data, "providers", "registry.terraform.io", "hashicorp", "helm", "3.1.2");
  const mirror = temporaryFolder();
  mkdirSync(versions, { recursive: true });
  symlinkSync(mirror, join(versions, "linux_amd64"));
  writeFileSync(join(data, "terraform.tfstate"), "{}");
  writeFileSync(join(stack.folder, ".terraform.lock.hcl"), "helm 3.1.2");
  const write = (version: string, path: string) =>
    stack.write({
      terraform: {
        backend: { local: { path } },
        required_providers: { helm: { source: "helm", version } },
      },
    });
  write("3.1.2", "a.tfstate");
  rememberInitialized(stack.folder);
  return { folder: stack.folder, data, mirror, write };
}

test("is so after an init", () => {
  expect(isInitialized(initialized().folder)).toBe(true);
});

test.each<[string, (stack: ReturnType<typeof initialized>) => void]>([
  ["another version of a provider is asked for", ({ write }) => write("3.2.0", "a.tfstate")],
  ["the state is elsewhere", ({ write }) => write("3.1.2", "b.tfstate")],
  ["the lock file is another one", ({ folder }) => writeFileSync(join(folder, ".terraform.lock.hcl"), "helm 3.1.3")],
  ["the environment was changed", ({ data }) => rmSync(join(data, "terraform.tfstate"))],
  ["the mirror that a provider is linked to is gone", ({ mirror }) => rmSync(mirror, { recursive: true, force: true })],
  ["the providers are gone", ({ data }) => rmSync(join(data, "providers"), { recursive: true })],
])("is no longer so when %s", (_, happens) => {
  const stack = initialized();

  happens(stack);
  const is = isInitialized(stack.folder);
  mkdirSync(stack.mirror, { recursive: true });

  expect(is).toBe(false);
});
