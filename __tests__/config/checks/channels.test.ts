import { checkChannels } from "../../../config/checks/channels";
import { saidOf } from "./production";

const said = (channels: object) => saidOf(checkChannels, { observability: { channels } });
const nobody = { email: { addresses: [] } };
const sentence = (severity: string, alert: string) =>
  `observability.channels: got a map, expected a channel that is told of ${severity}, as ${alert} is; ` +
  "lower a channel's leastSeverity or add a channel.";

test("accepts mail for everything", () => {
  expect(said({})).toEqual([]);
});

test("refuses alerts that nobody is told of", () => {
  expect(said(nobody)).toEqual([
    sentence("CRITICAL", "apiErrors"),
    sentence("ERROR", "certificateExpiry"),
    sentence("WARNING", "apiLatency"),
  ]);
});

test("refuses warnings where only what is critical is told", () => {
  expect(said({ ...nobody, pagerDuty: { leastSeverity: "CRITICAL" } })).toEqual([
    sentence("ERROR", "certificateExpiry"),
    sentence("WARNING", "apiLatency"),
  ]);
});

test("accepts that there is no mail where another channel is told of everything", () => {
  expect(said({ ...nobody, slack: { channel: "#ops", leastSeverity: "WARNING" } })).toEqual([]);
});
