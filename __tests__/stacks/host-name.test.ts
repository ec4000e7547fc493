import { hostName } from "../../stacks/host-name";

test("a host is in its domain", () => {
  expect(hostName("api", "example.com")).toBe("api.example.com");
});

test("@ is the domain itself", () => {
  expect(hostName("@", "example.com")).toBe("example.com");
});
