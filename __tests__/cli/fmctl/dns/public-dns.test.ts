import { createSocket, type Socket } from "node:dgram";
import { type Answer, decode, encode } from "dns-packet";
import { NodePublicDns } from "../../../../cli/fmctl/dns/public-dns";

// A resolver on this machine, over UDP, as a public one would be.
const RECORDS: Readonly<Record<string, readonly Answer[]>> = {
  "A api.example.com": [
    { type: "CNAME", name: "api.example.com", data: "edge.example.net" },
    { type: "A", name: "edge.example.net", data: "203.0.113.7" },
  ],
  "CNAME api.example.com": [{ type: "CNAME", name: "api.example.com", data: "edge.example.net" }],
  "AAAA api.example.com": [{ type: "AAAA", name: "api.example.com", data: "2001:db8::7" }],
  "NS example.com": [{ type: "NS", name: "example.com", data: "ns1.example.net" }],
  "CAA example.com": [{ type: "CAA", name: "example.com", data: { flags: 128, tag: "issue", value: "pki.goog" } }],
};
let server: Socket;
let address: string;

beforeAll(async () => {
  server = createSocket("udp4", (message, { port, address: from }) => {
    const { id, questions = [] } = decode(message);
    const { type, name } = questions[0]!;
    if (name === "broken.example.com") return;
    const answers = [...(RECORDS[`${type} ${name}`] ?? [])];
    const notFound = name === "none.example.com" ? 3 : 0;
    // 0x8180: an answer, and recursion was wanted and is there.
    server.send(encode({ type: "response", id, flags: 0x0180 | notFound, questions, answers }), port, from);
  });
  await new Promise<void>((resolve) => server.bind(0, "127.0.0.1", resolve));
  address = `127.0.0.1:${server.address().port}`;
});

afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

test.each([
  ["api.example.com", "A", ["203.0.113.7"]],
  ["api.example.com", "AAAA", ["2001:db8::7"]],
  ["api.example.com", "CNAME", ["edge.example.net"]],
  ["example.com", "NS", ["ns1.example.net"]],
  ["example.com", "CAA", ['128 issue "pki.goog"']],
  ["example.com", "A", []],
  ["none.example.com", "A", []],
] as const)("a resolver is asked over the network: %s %s", async (name, type, values) => {
  expect(await new NodePublicDns().ask(address, name, type)).toEqual(values);
});

test("one that is silent is an error, not an empty answer", async () => {
  await expect(new NodePublicDns().ask(address, "broken.example.com", "A")).rejects.toMatchObject({ code: "ETIMEOUT" });
});
