import { type Check, ok, type Subject, wrong } from "../../../../cli/fmctl/commands/doctor/check";
import { runChecks } from "../../../../cli/fmctl/commands/doctor/run-checks";
import { CommandError, Interrupted } from "../../../../cli/shared/command-error";

const subject = (stop?: AbortSignal) => ({ context: { stop } }) as unknown as Subject;
const check = (title: string, look: Check["look"], more: Partial<Check> = {}): Check => ({ title, look, ...more });
const never = () => new Promise<never>(() => undefined);

test("checks run side by side, and are shown in their order", async () => {
  let began = 0;
  const together = async () => {
    began += 1;
    // Ends only when both have begun.
    while (began < 2) await new Promise((resolve) => setImmediate(resolve));
    return [ok("seen")];
  };

  const findings = await runChecks([check("one", together), check("two", together)], subject());

  expect(findings.map(({ check: title }) => title)).toEqual(["one", "two"]);
});

test("one that does not end is ended at its own limit, and holds up nobody else", async () => {
  const findings = await runChecks(
    [check("slow", never, { limitMs: 20 }), check("fast", () => Promise.resolve([ok("seen")]))],
    subject(),
  );

  expect(findings).toMatchObject([
    { check: "slow", verdict: "wrong", text: "no answer within 0.02 s" },
    { check: "fast", verdict: "ok" },
  ]);
});

test("what a check throws is its finding, with what to do apart", async () => {
  const look = () => Promise.reject(new CommandError("It is off; switch it on."));

  expect(await runChecks([check("it", look)], subject())).toEqual([
    { check: "it", verdict: "wrong", text: "It is off", fix: "switch it on" },
  ]);
});

test("what needs something that is not well is skipped, and names the first cause", async () => {
  const look = jest.fn();

  const findings = await runChecks(
    [
      check("first", () => Promise.resolve([wrong("no")])),
      check("second", look, { needs: ["first"] }),
      check("third", look, { needs: ["second"] }),
    ],
    subject(),
  );

  expect(findings.slice(1).map(({ text }) => text)).toEqual([
    "not asked: first comes first",
    "not asked: first comes first",
  ]);
  expect(look).not.toHaveBeenCalled();
});

test("Ctrl-C ends it at once", async () => {
  const stop = new AbortController();
  const running = runChecks([check("slow", never)], subject(stop.signal));

  stop.abort();

  await expect(running).rejects.toThrow(Interrupted);
});

test("a mistake in a check is no finding", async () => {
  const look = () => Promise.reject(new TypeError("a mistake"));

  await expect(runChecks([check("it", look)], subject())).rejects.toThrow("a mistake");
});
