import type { Item } from "../item";
import { podCount, workloads } from "../pods";
import { quantityText, rangeText } from "../quantity-text";
import { fixed, map, sum, times } from "../range";

/** Metrics that Google bills (managed Prometheus), and the uptime checks. Its own metrics are free. */
export const cloudMonitoring: Item = {
  id: "cloud-monitoring",
  group: "Observability",
  title: "Cloud Monitoring",
  resources: ["google_monitoring_uptime_check_config"],
  charges: ({ environment, usage }) => {
    const all = workloads(environment);
    const pods = podCount(all);
    const servers = podCount(all.filter(({ isTemporalServer }) => isTemporalServer));
    const series = sum([times(pods, usage.seriesPerPod), times(servers, usage.seriesPerTemporalPod)]);
    const hosts = Object.keys(environment.hosts).length;
    return [
      {
        name: "managed Prometheus",
        sku: "metric-samples",
        quantity: map(times(series, usage.samplesPerSeries), (samples) => samples / 1e6),
        assumption:
          `${rangeText(pods)} pods × ${rangeText(usage.seriesPerPod)} series, ${rangeText(servers)} Temporal servers × ` +
          `${rangeText(usage.seriesPerTemporalPod)}, ${usage.samplesPerSeries.why}`,
      },
      {
        name: "uptime checks",
        sku: "uptime-checks",
        quantity: map(times(fixed(hosts), usage.uptimeExecutionsPerHost), (executions) => executions / 1000),
        assumption: `${quantityText(hosts)} hosts × ${rangeText(usage.uptimeExecutionsPerHost)}: ${usage.uptimeExecutionsPerHost.why}`,
      },
    ];
  },
};
