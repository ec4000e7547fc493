import { imageChange } from "../../../cli/deploy/image-changes";

const values = (...documents: readonly (string | null)[]) => ({ name: "api-server", values: documents });
const image = (tag: string) => `image: { repository: r/backend, tag: "${tag}" }`;

test.each([
  ["another tag", values(image("1")), values(image("2")), { from: "1", to: "2" }],
  ["a new release", null, values(image("2")), { from: undefined, to: "2" }],
  ["a release that goes", values(image("1")), null, { from: "1", to: undefined }],
  ["a later document that wins", values(image("1")), values(image("x"), "image: { tag: 3 }"), { from: "1", to: "3" }],
  ["values that are not known yet", values(image("1")), values("port: 1", null), { from: "1", to: "wanted" }],
])("%s is a change of the image", (_, before, after, expected) => {
  expect(imageChange(before, after, "wanted")).toEqual({ release: "api-server", image: "r/backend", ...expected });
});

test.each([
  ["the same tag with other values", values(image("1")), values(image("1"), "replicas: 2")],
  ["a chart without an image of its own", values("server: {}"), values("server: { a: 1 }")],
])("%s is none", (_, before, after) => {
  expect(imageChange(before, after, "wanted")).toBeUndefined();
});
