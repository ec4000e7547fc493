import type { Context } from "../../../../cli/fmctl/context";
import { ensureImages } from "../../../../cli/fmctl/images/ensure-images";
import { Terminal } from "../../../../cli/fmctl/terminal";
import { loadEnvironment } from "../../../../config/load";
import { IMAGES, REGISTRY, Yard } from "./yard";

// What `fmctl deploy` calls.
let yard: Yard;
const silent = { write: () => undefined };

beforeEach(async () => {
  yard = await new Yard().start();
});

afterEach(() => yard.stop());

const ensure = (request: Parameters<typeof ensureImages>[2]) => {
  const context = { ...yard.context(), project: yard.root, terminal: new Terminal(silent, silent, {}) } as Context;
  return ensureImages(context, loadEnvironment("production"), request);
};

test("a tag whose images are all there is enough", async () => {
  yard.push(...IMAGES.map((image) => `${REGISTRY}/${image}:4f2c9d1`));

  expect((await ensure({ tag: "4f2c9d1" })).images.map(({ what }) => what)).toEqual(IMAGES.map(() => "there"));
  expect(yard.calls()).toEqual([]);
});

test("a tag with an image missing is refused before anything is rolled out", async () => {
  yard.push(...IMAGES.slice(1).map((image) => `${REGISTRY}/${image}:4f2c9d1`));

  await expect(ensure({ tag: "4f2c9d1" })).rejects.toThrow(
    `The registry has no ${REGISTRY}/backend:4f2c9d1; \`fmctl images push -e production --source PATH\` builds and pushes`,
  );
});

test("a checkout is built and pushed, under a tag of one's own where one is given", async () => {
  expect(await ensure({ source: "checkout", tag: "4f2c9d1-2" })).toEqual({
    tag: "4f2c9d1-2",
    images: IMAGES.map((image) => ({ image, reference: `${REGISTRY}/${image}:4f2c9d1-2`, what: "pushed" })),
  });
});

test("nothing at all is a mistake", async () => {
  await expect(ensure({})).rejects.toThrow("Nothing says which images");
});

test("Ctrl-C during a push ends it; the next time goes on from there", async () => {
  const stop = new AbortController();
  const context = { ...yard.context(), project: yard.root } as Context;
  const terminal = new Terminal({ write: (text: string) => text.includes("pushed") && stop.abort() }, silent, {});

  await expect(
    ensureImages({ ...context, terminal, stop: stop.signal }, loadEnvironment("production"), { source: "checkout" }),
  ).rejects.toThrow("Stopped.");
  expect(yard.pushed()).toHaveLength(1);
  const { images } = await ensure({ source: "checkout" });
  expect(images.map(({ what }) => what)).toEqual(["there", "pushed", "pushed", "pushed"]);
});
