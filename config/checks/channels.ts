import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";
import { SEVERITIES } from "../schema/observability";

/** Every alert is told to somebody. */
export function* checkChannels({ observability }: Pick<Environment, "observability">): Iterable<Finding> {
  const { email, ...others } = observability.channels;
  const channels = [...(email.addresses.length > 0 ? [email] : []), ...Object.values(others).filter((each) => each)];
  for (const severity of SEVERITIES) {
    const alerts = Object.entries(observability.alerts).filter(([, alert]) => alert.severity === severity);
    // The worst comes first.
    const isTold = channels.some((each) => SEVERITIES.indexOf(each.leastSeverity) >= SEVERITIES.indexOf(severity));
    if (isTold || alerts.length === 0) continue;
    yield {
      path: ["observability", "channels"],
      got: observability.channels,
      expected: `a channel that is told of ${severity}, as ${alerts[0]![0]} is`,
      fix: "lower a channel's leastSeverity or add a channel",
    };
  }
}
