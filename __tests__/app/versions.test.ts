import { PROVIDER_VERSIONS } from "../../constructs/shared/providers";
import { type SubjectStack, subjectStacks } from "../support/variants";

type Required = Readonly<Record<string, { readonly version: string }>>;

const STACKS = subjectStacks();

const requiredBy = ({ stack }: SubjectStack) => stack.terraform["required_providers"] as Required;

test("the providers are exactly those whose schemas and plans were tried", () => {
  expect(PROVIDER_VERSIONS).toEqual({ google: "7.45.0", helm: "3.1.2", kubernetes: "3.2.1", random: "3.9.0" });
});

test("every stack wants a Terraform that has write-only arguments", () => {
  expect(STACKS.filter(({ stack }) => stack.terraform["required_version"] !== ">= 1.11.0")).toEqual([]);
});

test("every stack requires its providers, and no others", () => {
  for (const subjectStack of STACKS) {
    expect(Object.keys(requiredBy(subjectStack))).toEqual(Object.keys(subjectStack.stack.provider).sort());
  }
});

test("every stack requires them at exactly their versions", () => {
  for (const [name, { version }] of STACKS.flatMap((stack) => Object.entries(requiredBy(stack)))) {
    expect([name, version]).toEqual([name, PROVIDER_VERSIONS[name as keyof typeof PROVIDER_VERSIONS]]);
  }
});
